package org.deforma.geoserver;

import java.util.Set;

/** Looks at the processes while GeoServer's beans are made, as GeoServer does when it reads its configuration. */
public final class EarlyBean {
    private final Set<String> seen = Server.processes();

    Set<String> seen() {
        return seen;
    }
}
