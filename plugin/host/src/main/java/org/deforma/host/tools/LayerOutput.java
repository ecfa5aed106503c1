package org.deforma.host.tools;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.SubProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.util.SimpleInternationalString;

/**
 * Lets users have the raster that a tool gives published as a map layer: an input {@code layer}, and the outputs
 * {@code layer} and {@code wms}, which are there when it was given. A tool that gives no raster, or that has an input or
 * outputs of these names itself, is left alone.
 *
 * <p>Failures are {@link ProcessException}s with one sentence, whose cause is an {@link IllegalArgumentException} for the
 * caller's mistake and a {@link CancellationException} for a cancelled run. When publishing fails the result is disposed,
 * since nobody gets it.
 */
public final class LayerOutput implements ToolExtension {
    private static final String LAYER = "layer";
    private static final String WMS = "wms";

    /** Coverage property: styles by name (api {@code Product.STYLES_PROPERTY}, which the host's classes do not see). */
    private static final String STYLES_PROPERTY = "org.deforma.styles";

    /** How much of the work is the tool's own [%]. */
    private static final float RUN_SHARE = 90;

    private final LayerPublisher publisher;

    /** Has results published there. */
    public LayerOutput(LayerPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Map<String, Parameter<?>> inputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
        if (isLeftAlone(inputs, outputs)) {
            return inputs;
        }
        Map<String, Parameter<?>> all = new LinkedHashMap<>(inputs);
        all.put(
                LAYER,
                text(
                        LAYER,
                        "Publish the result as this map layer, WORKSPACE:NAME, with its styles; one of that name that came"
                                + " from Deforma is replaced. Left out: nothing is published."));
        return all;
    }

    @Override
    public Map<String, Parameter<?>> outputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
        if (isLeftAlone(inputs, outputs)) {
            return outputs;
        }
        Map<String, Parameter<?>> all = new LinkedHashMap<>(outputs);
        if (outputs.size() == 1) {
            // Styles use processes as functions: those with one output, or with one that is required.
            all.replaceAll((name, output) -> required(output));
        }
        all.put(LAYER, text(LAYER, "The map layer's name, WORKSPACE:NAME, if one was asked for."));
        all.put(WMS, text(WMS, "Address of a map of the whole layer (WMS 1.3.0), if one was asked for."));
        return all;
    }

    private static boolean isLeftAlone(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs) {
        return inputs.containsKey(LAYER)
                || outputs.containsKey(LAYER)
                || outputs.containsKey(WMS)
                || outputs.values().stream().noneMatch(output -> GridCoverage2D.class.isAssignableFrom(output.type));
    }

    private static <T> Parameter<T> required(Parameter<T> output) {
        return new Parameter<>(
                output.key,
                output.type,
                output.title,
                output.description,
                true,
                1,
                output.maxOccurs,
                output.sample,
                output.metadata);
    }

    private static Parameter<String> text(String name, String description) {
        return new Parameter<>(
                name,
                String.class,
                new SimpleInternationalString(name),
                new SimpleInternationalString(description),
                false,
                0,
                1,
                null,
                null);
    }

    @Override
    public Map<String, Object> run(
            Process tool, Map<String, Parameter<?>> inputs, Map<String, Object> arguments, ProgressListener listener) {
        if (inputs.containsKey(LAYER) || !arguments.containsKey(LAYER)) {
            return tool.execute(arguments, listener);
        }
        Map<String, Object> given = new HashMap<>(arguments);
        String layer = Objects.toString(given.remove(LAYER), "").strip();
        String origin = sayingOneSentence(layer, listener, () -> {
            if (layer.isEmpty()) {
                throw new IllegalArgumentException(
                        "layer is blank; name it WORKSPACE:NAME, or leave it out to publish nothing");
            }
            publisher.check(layer);
            return publisher.origin();
        });
        Map<String, Object> results =
                new LinkedHashMap<>(tool.execute(given, new SubProgressListener(listener, 0, RUN_SHARE)));
        boolean published = false;
        try {
            String wms = sayingOneSentence(layer, listener, () -> publish(layer, results, listener));
            results.put(LAYER, layer);
            results.put(WMS, wms.startsWith("/") ? origin + wms : wms);
            listener.complete();
            published = true;
            return results;
        } finally {
            if (!published) {
                results.values().forEach(LayerOutput::dispose);
            }
        }
    }

    private String publish(String layer, Map<String, Object> results, ProgressListener listener) {
        // A host that knows a new task only with the next progress needs them in this order.
        listener.setTask(new SimpleInternationalString("Publishing " + layer));
        listener.progress(RUN_SHARE);
        GridCoverage2D raster = results.values().stream()
                .filter(GridCoverage2D.class::isInstance)
                .map(GridCoverage2D.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tool gave no raster"));
        Map<String, String> styles = new LinkedHashMap<>();
        if (raster.getProperty(STYLES_PROPERTY) instanceof Map<?, ?> named) {
            named.forEach((name, style) -> styles.put((String) name, (String) style));
        }
        return publisher.publish(layer, raster, styles, new SubProgressListener(listener, RUN_SHARE, 100 - RUN_SHARE));
    }

    private interface Step {
        String take();
    }

    private static String sayingOneSentence(String layer, ProgressListener listener, Step step) {
        try {
            return step.take();
        } catch (IllegalArgumentException | CancellationException | ProcessException e) {
            throw e instanceof ProcessException failed ? failed : new ProcessException(e.getMessage(), e);
        } catch (RuntimeException e) {
            // Hosts end a cancelled run with exceptions of their own, thrown by the listener.
            if (listener.isCanceled()) {
                CancellationException cancelled = new CancellationException("cancelled while publishing " + layer);
                cancelled.initCause(e);
                throw new ProcessException(cancelled.getMessage(), cancelled);
            }
            throw new ProcessException("layer " + layer + " could not be published: " + e.getMessage(), e);
        }
    }

    private static void dispose(Object result) {
        if (result instanceof GridCoverage2D raster) {
            raster.dispose(true);
        }
    }
}
