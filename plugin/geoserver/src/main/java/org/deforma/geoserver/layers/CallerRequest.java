package org.deforma.geoserver.layers;

import java.util.Optional;

/**
 * The OWS request that the thread works for. GeoServer keeps it in a {@code ThreadLocal} (2.26 to 3.1) that it hands on to
 * the threads of processes.
 */
final class CallerRequest {
    private CallerRequest() {}

    /**
     * The request; empty where the thread works for none.
     *
     * @throws ReflectiveOperationException when this GeoServer keeps it elsewhere
     */
    static Optional<Bean> of(ClassLoader loader) throws ReflectiveOperationException {
        ThreadLocal<?> request = (ThreadLocal<?>) Class.forName("org.geoserver.ows.Dispatcher", true, loader)
                .getField("REQUEST")
                .get(null);
        return Optional.ofNullable(request.get()).map(Bean::new);
    }

    /**
     * Lets pass what somebody asked WPS for. Processes are functions too, which styles and filters can name, and whoever
     * draws a map with a style would run them, with rights that the style's author may not have.
     *
     * @throws IllegalArgumentException for any other request, and where there is none
     */
    static void checkProcess(ClassLoader loader) {
        try {
            if (of(loader)
                    .filter(request -> "WPS".equalsIgnoreCase(request.text("getService")))
                    .isPresent()) {
                return;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("layer: this version of GeoServer does not tell what it works for", e);
        }
        throw new IllegalArgumentException("layer: layers are made and changed by requests to WPS only");
    }
}
