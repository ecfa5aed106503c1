package org.deforma.processes;

import org.deforma.api.insar.CoherenceTool;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:ClassifyCoherence} for as long as there is a tool that can do it. */
@Component(service = ProcessFactory.class, property = "deforma.group=InSAR")
public final class ClassifyCoherenceProcessFactory extends ToolProcessFactory {
    /**
     * Offers a tool.
     *
     * @param tool does the work
     */
    @Activate
    public ClassifyCoherenceProcessFactory(@Reference CoherenceTool tool) {
        super(new ClassifyCoherenceProcess(tool));
    }
}
