package org.deforma.processes;

import org.deforma.api.model.ClassifyTool;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:Classify} for as long as there is a tool that can do it. */
@Component(service = ProcessFactory.class, property = "deforma.group=Models")
public final class ClassifyProcessFactory extends ToolProcessFactory {
    /**
     * Offers a tool.
     *
     * @param tool does the work
     */
    @Activate
    public ClassifyProcessFactory(@Reference ClassifyTool tool) {
        super(new ClassifyProcess(tool));
    }
}
