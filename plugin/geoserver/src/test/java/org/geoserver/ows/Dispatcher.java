package org.geoserver.ows;

/** Stands in for GeoServer's class of this name: the request that the thread works for, one to WPS by default. */
public final class Dispatcher {
    public static final ThreadLocal<Request> REQUEST = ThreadLocal.withInitial(() -> new Request("wps"));

    private Dispatcher() {}

    /** A request, which only says to which service it is. */
    public record Request(String service) {
        public String getService() {
            return service;
        }
    }
}
