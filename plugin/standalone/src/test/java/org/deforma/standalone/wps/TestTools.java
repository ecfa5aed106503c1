package org.deforma.standalone.wps;

import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * {@code deforma:Echo}, and {@code test:Tool} with inputs and outputs of all other sorts; what that one does is said by
 * its input {@code what}.
 */
final class TestTools implements ProcessFactory {
    static final Name TOOL = new NameImpl("test", "Tool");

    private final EchoFactory echo = new EchoFactory();

    /** Inputs of the last run of {@code test:Tool}. */
    final List<Map<String, Object>> runs = new ArrayList<>();

    private static boolean isEcho(Name name) {
        return name.getLocalPart().equals("Echo");
    }

    private static Parameter<?> input(
            String name, Class<?> type, int least, int most, Object sample, Map<String, Object> metadata) {
        return raw(name, type, least, most, sample, metadata);
    }

    @SuppressWarnings("unchecked")
    private static <T> Parameter<T> raw(
            String name, Class<T> type, int least, int most, Object sample, Map<String, Object> metadata) {
        return new Parameter<>(
                name,
                type,
                new SimpleInternationalString(name + "?"),
                new SimpleInternationalString("Help of <" + name + "> & more."),
                least > 0,
                least,
                most,
                (T) sample,
                metadata);
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        if (isEcho(name)) {
            return echo.getParameterInfo(name);
        }
        Map<String, Parameter<?>> inputs = new LinkedHashMap<>();
        for (Parameter<?> input : List.of(
                input("what", String.class, 1, 1, null, Map.of(Parameter.OPTIONS, List.of("work", "fail"))),
                input("count", Integer.class, 0, 1, 8, Map.of(Parameter.MIN, 1.0, Parameter.MAX, 256.0)),
                input("least", Double.class, 0, 1, 0.4, Map.of(Parameter.MIN, 0.0)),
                input("most", Long.class, 0, 1, null, Map.of(Parameter.MAX, 9.0)),
                input("mode", java.math.RoundingMode.class, 0, 1, null, Map.of()),
                input("words", String.class, 0, 3, null, Map.of()),
                input("scenes", GridCoverage2D.class, 0, Integer.MAX_VALUE, null, Map.of()))) {
            inputs.put(input.key, input);
        }
        return inputs;
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> arguments) {
        if (isEcho(name)) {
            return echo.getResultInfo(name, arguments);
        }
        Map<String, Parameter<?>> outputs = new LinkedHashMap<>();
        outputs.put("report", input("report", String.class, 1, 1, null, Map.of()));
        outputs.put("cells", input("cells", Integer.class, 0, 1, null, Map.of()));
        return outputs;
    }

    @Override
    public Process create(Name name) {
        return isEcho(name) ? echo.create(name) : this::run;
    }

    private Map<String, Object> run(Map<String, Object> arguments, ProgressListener listener) {
        synchronized (runs) {
            runs.add(arguments);
        }
        switch ((String) arguments.get("what")) {
            case "fail" -> throw new ProcessException("what went wrong: <it> & \u0007 so on");
            case "break" -> throw new IllegalStateException("secret of the inside");
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "hang" -> hang(listener);
            default -> {}
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("cells", 7);
        results.put("report", "{\"text\": \"<a> & \u0001\"}");
        return results;
    }

    /** Until cancelled. */
    private static void hang(ProgressListener listener) {
        try {
            while (!listener.isCanceled()) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CancellationException("cancelled");
    }

    @Override
    public Set<Name> getNames() {
        return Set.of(new NameImpl("deforma", "Echo"), TOOL);
    }

    @Override
    public InternationalString getTitle() {
        return echo.getTitle();
    }

    @Override
    public InternationalString getTitle(Name name) {
        return isEcho(name) ? echo.getTitle(name) : new SimpleInternationalString("Tool <of> tests & \u0002");
    }

    @Override
    public InternationalString getDescription(Name name) {
        return isEcho(name) ? echo.getDescription(name) : new SimpleInternationalString("Does. Toolbox: InSAR.");
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
