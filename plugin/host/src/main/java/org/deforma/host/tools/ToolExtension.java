package org.deforma.host.tools;

import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.Process;

/** What a host adds to the tools, whichever they are: inputs, outputs, and work before and after. Thread-safe. */
public interface ToolExtension {
    /**
     * The inputs that users see.
     *
     * @param inputs those of the tool, in order
     * @param outputs those of the tool
     * @return the same map where nothing is added
     */
    Map<String, Parameter<?>> inputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs);

    /**
     * The outputs that users see.
     *
     * @param inputs those of the tool
     * @param outputs those of the tool, the main one first
     * @return the same map where nothing is added
     */
    Map<String, Parameter<?>> outputs(Map<String, Parameter<?>> inputs, Map<String, Parameter<?>> outputs);

    /**
     * Runs the tool.
     *
     * @param tool to run once; knows nothing of what was added
     * @param inputs of the tool
     * @param arguments what the user gave, for the inputs that users see
     * @param listener progress and cancelling; never null
     * @return the tool's results and what was added
     */
    Map<String, Object> run(
            Process tool, Map<String, Parameter<?>> inputs, Map<String, Object> arguments, ProgressListener listener);
}
