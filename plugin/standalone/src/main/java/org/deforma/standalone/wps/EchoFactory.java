package org.deforma.standalone.wps;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code deforma:Echo}, a process that gives back what it is given, for those who write clients. It can take its time,
 * so that progress and cancelling can be tried.
 */
public final class EchoFactory implements ProcessFactory {
    private static final Name NAME = new NameImpl("deforma", "Echo");
    private static final String PAUSE = "pause";
    private static final double MAX_PAUSE = 60;
    private static final long STEP_MILLIS = 100;

    /** Offers the process. */
    public EchoFactory() {}

    private static Map<String, Parameter<?>> values(String use) {
        Map<String, Parameter<?>> values = new LinkedHashMap<>();
        List.of(
                        parameter("literal", String.class, "A text" + use, null, Map.of()),
                        parameter("number", Double.class, "A number" + use, null, Map.of()),
                        parameter("flag", Boolean.class, "True or false" + use, null, Map.of()),
                        parameter("geometry", Geometry.class, "A geometry" + use, null, Map.of()),
                        parameter("raster", GridCoverage2D.class, "A raster" + use, null, Map.of()))
                .forEach(parameter -> values.put(parameter.key, parameter));
        return values;
    }

    private static <T> Parameter<T> parameter(
            String name, Class<T> type, String description, T sample, Map<String, Object> metadata) {
        return new Parameter<>(
                name,
                type,
                new SimpleInternationalString(name),
                new SimpleInternationalString(description),
                false,
                0,
                1,
                sample,
                metadata);
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        Map<String, Parameter<?>> inputs = values(" to give back.");
        inputs.put(
                PAUSE,
                parameter(
                        PAUSE,
                        Double.class,
                        "How long to take [s], with progress ten times a second.",
                        0.0,
                        Map.of(Parameter.MIN, 0.0, Parameter.MAX, MAX_PAUSE)));
        return inputs;
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> arguments) {
        return values(" as it was given, if one was.");
    }

    @Override
    public Process create(Name name) {
        return EchoFactory::echo;
    }

    private static Map<String, Object> echo(Map<String, Object> arguments, ProgressListener listener) {
        double pause = Objects.requireNonNullElse((Double) arguments.get(PAUSE), 0.0);
        if (!(pause >= 0 && pause <= MAX_PAUSE)) {
            throw new ProcessException("pause must be 0 to 60 s, was " + pause);
        }
        long start = System.nanoTime();
        double passed = 0;
        while (passed < pause) {
            if (listener.isCanceled()) {
                throw new CancellationException("cancelled");
            }
            listener.setTask(new SimpleInternationalString("Waiting"));
            listener.progress((float) (100 * passed / pause));
            try {
                Thread.sleep(Math.min(STEP_MILLIS, 1 + (long) ((pause - passed) * 1000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("cancelled");
            }
            passed = (System.nanoTime() - start) / 1e9;
        }
        Map<String, Object> results = new LinkedHashMap<>();
        for (String value : values("").keySet()) {
            if (arguments.get(value) != null) {
                results.put(value, arguments.get(value));
            }
        }
        return results;
    }

    @Override
    public Set<Name> getNames() {
        return Set.of(NAME);
    }

    @Override
    public InternationalString getTitle() {
        return new SimpleInternationalString("For tests of clients");
    }

    @Override
    public InternationalString getTitle(Name name) {
        return new SimpleInternationalString("Echo");
    }

    @Override
    public InternationalString getDescription(Name name) {
        return new SimpleInternationalString(
                "Gives back what it is given, at once or after a while; for tests of clients.");
    }

    @Override
    public boolean supportsProgress(Name name) {
        return true;
    }

    @Override
    public String getVersion(Name name) {
        return "1.0.0";
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Map<RenderingHints.Key, ?> getImplementationHints() {
        return Map.of();
    }
}
