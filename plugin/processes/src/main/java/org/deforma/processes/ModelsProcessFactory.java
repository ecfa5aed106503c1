package org.deforma.processes;

import org.deforma.api.model.ModelRegistry;
import org.geotools.process.ProcessFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code deforma:Models} for as long as there is a registry of models. */
@Component(service = ProcessFactory.class, property = "deforma.group=Models")
public final class ModelsProcessFactory extends ToolProcessFactory {
    /**
     * Offers a registry.
     *
     * @param registry knows the models
     */
    @Activate
    public ModelsProcessFactory(@Reference ModelRegistry registry) {
        super(new ModelsProcess(registry));
    }
}
