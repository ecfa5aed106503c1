package org.deforma.geoserver.layers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.geotools.api.referencing.FactoryException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.springframework.context.ApplicationContext;

/** Addresses of maps, in WMS 1.3.0. */
final class MapAddress {
    private static final Logger LOG = Logger.getLogger(MapAddress.class.getName());

    /** Longer side of the map [px]. */
    private static final int SIDE = 800;

    private static final String BASE = "PROXY_BASE_URL";

    private MapAddress() {}

    /**
     * A map of a whole layer: below GeoServer's proxy base URL if that is set and names no headers of requests, else
     * below the root of the server, such as {@code /geoserver/test/wms?...}.
     *
     * @param coverage of the layer
     */
    static String of(ApplicationContext context, LayerName layer, Bean coverage) {
        ReferencedEnvelope box = (ReferencedEnvelope) coverage.call("getNativeBoundingBox");
        String srs = coverage.text("getSRS");
        double pixel = Math.max(box.getWidth(), box.getHeight()) / SIDE;
        DoubleStream corners = isNorthFirst(srs)
                ? DoubleStream.of(box.getMinY(), box.getMinX(), box.getMaxY(), box.getMaxX())
                : DoubleStream.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        return base(context) + "/" + encoded(layer.workspace())
                + "/wms?service=WMS&version=1.3.0&request=GetMap"
                + "&layers=" + encoded(layer.workspace()) + ":" + encoded(layer.name())
                + "&styles=&crs=" + srs
                + "&bbox=" + corners.mapToObj(Double::toString).collect(Collectors.joining(","))
                + "&width=" + pixels(box.getWidth(), pixel)
                + "&height=" + pixels(box.getHeight(), pixel)
                + "&format=image/png";
    }

    /**
     * Scheme, host and port by which the caller of this thread reached GeoServer; empty where that is not known.
     */
    static String origin(ClassLoader loader) {
        try {
            Optional<Bean> request = CallerRequest.of(loader);
            if (request.isEmpty()) {
                return "";
            }
            Bean http = request.get().get("getHttpRequest");
            String scheme = http.text("getScheme");
            int port = (Integer) http.call("getServerPort");
            boolean usual = port == ("https".equals(scheme) ? 443 : 80);
            return scheme + "://" + http.text("getServerName") + (usual ? "" : ":" + port);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "the caller's request is not known", e);
            return "";
        }
    }

    private static long pixels(double length, double pixel) {
        return Math.max(1, Math.round(length / pixel));
    }

    /** WMS 1.3.0 has coordinates in the order of the reference system's definition, which only its URN gives everywhere. */
    private static boolean isNorthFirst(String srs) {
        try {
            String urn = "urn:ogc:def:crs:EPSG::" + srs.substring(srs.lastIndexOf(':') + 1);
            return CRS.getAxisOrder(CRS.decode(urn)) == CRS.AxisOrder.NORTH_EAST;
        } catch (FactoryException e) {
            throw new ProcessException("the reference system " + srs + " is not known", e);
        }
    }

    /** In the order in which GeoServer looks, but for headers, which a run in the background has not. */
    private static String base(ApplicationContext context) {
        Map<?, ?> parameters =
                context.containsBean("contextParameters") ? context.getBean("contextParameters", Map.class) : Map.of();
        return Stream.of(
                        System.getProperty(BASE),
                        (String) parameters.get(BASE),
                        System.getenv(BASE),
                        new Bean(context.getBean("geoServer"))
                                .get("getSettings")
                                .text("getProxyBaseUrl"))
                .filter(Objects::nonNull)
                .flatMap(bases -> Arrays.stream(bases.split(" ")))
                .filter(base -> !base.isBlank() && !base.contains("${"))
                .findFirst()
                .orElse(context.getApplicationName())
                .replaceFirst("/+$", "");
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
