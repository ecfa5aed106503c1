package org.deforma.processes;

import java.util.Map;
import java.util.concurrent.CancellationException;
import org.deforma.api.DeformaException;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
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
            inputs.values().forEach(input -> check(input, arguments));
            return run.execute(arguments, listener);
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
     * missing would be an error without a cause.
     */
    private static void check(Parameter<?> input, Map<String, Object> arguments) {
        boolean given = arguments.containsKey(input.key);
        if (arguments.get(input.key) != null) {
            return;
        }
        if (input.minOccurs > 0) {
            throw new IllegalArgumentException(input.key + " is missing");
        }
        if (given && Number.class.isAssignableFrom(input.type)) {
            throw new IllegalArgumentException(
                    input.key + " is not a number that can be read; leave it out for its default, " + input.sample);
        }
    }
}
