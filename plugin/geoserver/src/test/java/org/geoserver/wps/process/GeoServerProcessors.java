package org.geoserver.wps.process;

import org.geotools.api.feature.type.Name;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;

/** Stands in for GeoServer's class of this name: gives a process' factory to whoever may run the process. */
public final class GeoServerProcessors {
    /** Whether the caller may run processes. */
    public static volatile boolean open = true;

    private GeoServerProcessors() {}

    public static ProcessFactory createProcessFactory(Name name, boolean applyFilters) {
        return open || !applyFilters ? Processors.createProcessFactory(name) : null;
    }
}
