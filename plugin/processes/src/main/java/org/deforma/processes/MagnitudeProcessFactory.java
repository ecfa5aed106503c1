package org.deforma.processes;

import org.deforma.api.displacement.MagnitudeTool;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:Magnitude} for as long as there is a tool that can do it. */
@Component(service = ProcessFactory.class, property = "deforma.group=Displacement")
public final class MagnitudeProcessFactory extends ToolProcessFactory {
    /**
     * Offers a tool.
     *
     * @param tool does the work
     */
    @Activate
    public MagnitudeProcessFactory(@Reference MagnitudeTool tool) {
        super(new MagnitudeProcess(tool));
    }
}
