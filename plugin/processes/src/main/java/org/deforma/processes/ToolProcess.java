package org.deforma.processes;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.deforma.api.DeformaException;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;

/**
 * A run of a tool: the place where failures become {@link ProcessException}s.
 *
 * <p>The message is the tool's own sentence and the cause says of which kind it is: {@link IllegalArgumentException}
 * for the caller's mistake, {@link CancellationException} for a cancelled run, {@link DeformaException} or anything
 * else for a failure.
 */
final class ToolProcess implements Process {
    private final Process run;
    private final Map<String, Parameter<?>> inputs;

    ToolProcess(Process run, Map<String, Parameter<?>> inputs) {
        this.run = run;
        this.inputs = inputs;
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> arguments, ProgressListener listener) {
        try {
            Map<String, Object> checked = new HashMap<>(arguments);
            inputs.values().forEach(input -> check(input, checked));
            return run.execute(checked, listener);
        } catch (IllegalArgumentException e) {
            throw new ProcessException(e.getMessage(), e);
        } catch (ProcessException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException
                    || cause instanceof DeformaException
                    || cause instanceof CancellationException) {
                throw new ProcessException(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    /**
     * A host that cannot convert a value hands over null, which would silently become the default; a value that is
     * missing would be an error without a cause. Where an input takes many, hosts hand over lists, but also arrays, or one
     * value as it is; all become lists.
     */
    private static void check(Parameter<?> input, Map<String, Object> arguments) {
        Object value = arguments.get(input.key);
        if (value != null && input.maxOccurs > 1 && !(value instanceof Collection)) {
            value = value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
            arguments.put(input.key, value);
        }
        if ((value == null && input.minOccurs > 0)
                || (value instanceof Collection<?> none && none.size() < input.minOccurs)) {
            throw new IllegalArgumentException(input.key + " is missing");
        }
        if (value instanceof Collection<?> all && all.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(input.key + " holds a value that cannot be read");
        }
        checkType(input, value);
        boolean unread = value == null && arguments.containsKey(input.key);
        if (unread && Number.class.isAssignableFrom(input.type)) {
            throw new IllegalArgumentException(
                    input.key + " is not a number that can be read; leave it out for its default"
                            + (input.sample == null ? "" : ", " + input.sample));
        }
        if (unread && input.type == Boolean.class) {
            throw new IllegalArgumentException(input.key + " must be true or false");
        }
    }

    /** GeoServer hands over a raster that stands in a request without its encoding as the text that it is. */
    private static void checkType(Parameter<?> input, Object value) {
        Collection<?> values = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        if (GridCoverage2D.class.isAssignableFrom(input.type)
                && !values.stream().allMatch(input.type::isInstance)) {
            throw new IllegalArgumentException(input.key
                    + " is not a raster: one that stands in the request itself must be a GeoTIFF in base64, with"
                    + " mimeType=\"image/tiff\" and encoding=\"base64\"");
        }
    }
}
