package org.deforma.processes;

import org.deforma.api.raster.SampleTool;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:Sample} for as long as there is a tool that can do it. */
@Component(service = ProcessFactory.class, property = "deforma.group=Layers")
public final class SampleProcessFactory extends ToolProcessFactory {
    /**
     * Offers a tool.
     *
     * @param tool does the work
     */
    @Activate
    public SampleProcessFactory(@Reference SampleTool tool) {
        super(new SampleProcess(tool));
    }
}
