package org.geoserver.wps.process;

import org.geotools.api.feature.type.Name;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;

/** Stands in for GeoServer's class of this name: gives a process' factory to whoever may run the process. */
public final class GeoServerProcessors {
    /** System property: whether no caller may run processes. */
    private static final String CLOSED = "deforma.test.processesClosed";

    private GeoServerProcessors() {}

    public static ProcessFactory createProcessFactory(Name name, boolean applyFilters) {
        return applyFilters && Boolean.getBoolean(CLOSED) ? null : Processors.createProcessFactory(name);
    }
}
