package org.deforma.processes;

import org.deforma.api.displacement.DisplacementTool;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:Displacement} for as long as there is a tool that can do it. */
@Component(service = ProcessFactory.class, property = "deforma.group=Displacement")
public final class DisplacementProcessFactory extends ToolProcessFactory {
    /**
     * Offers a tool.
     *
     * @param tool does the work
     */
    @Activate
    public DisplacementProcessFactory(@Reference DisplacementTool tool) {
        super(new DisplacementProcess(tool));
    }
}
