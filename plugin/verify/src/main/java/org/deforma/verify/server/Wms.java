package org.deforma.verify.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deforma.verify.table.Failed;

/**
 * The WMS 1.1.1 of a server. Thread-safe.
 *
 * @param http how to reach it, and as whom
 */
public record Wms(Http http) {
    private static final String ADDRESS = "/wms";

    /**
     * A map, transparent where there is nothing.
     *
     * @param layer {@code workspace:name}
     * @param style empty for the layer's default
     * @param box what to show
     * @param width of the picture [px]
     * @param height of the picture [px]
     */
    public BufferedImage map(String layer, String style, Box box, int width, int height)
            throws IOException, InterruptedException {
        Map<String, Object> parameters = view("GetMap", layer, style, box, width, height);
        parameters.put("format", "image/png");
        parameters.put("transparent", "true");
        return http.get(ADDRESS, parameters).picture();
    }

    /** The legend of a style. */
    public BufferedImage legend(String layer, String style) throws IOException, InterruptedException {
        return http.get(
                        ADDRESS,
                        Map.of(
                                "service",
                                "WMS",
                                "version",
                                "1.1.1",
                                "request",
                                "GetLegendGraphic",
                                "format",
                                "image/png",
                                "layer",
                                layer,
                                "style",
                                style))
                .picture();
    }

    /** The values of a layer at the middle of a box, by the names of its bands. */
    public JsonObject values(String layer, Box box) throws IOException, InterruptedException {
        Map<String, Object> parameters = view("GetFeatureInfo", layer, "", box, 3, 3);
        parameters.putAll(Map.of("query_layers", layer, "info_format", "application/json", "x", 1, "y", 1));
        JsonArray features =
                http.get(ADDRESS, parameters).json().getAsJsonObject().getAsJsonArray("features");
        Failed.unless(features.size() == 1, "one answer of GetFeatureInfo", features);
        return features.get(0).getAsJsonObject().getAsJsonObject("properties");
    }

    private static Map<String, Object> view(
            String request, String layer, String style, Box box, int width, int height) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.putAll(Map.of("service", "WMS", "version", "1.1.1", "request", request));
        parameters.putAll(Map.of("layers", layer, "styles", style, "srs", "EPSG:" + box.epsg()));
        parameters.put("bbox", box.west() + "," + box.south() + "," + box.east() + "," + box.north());
        parameters.put("width", width);
        parameters.put("height", height);
        return parameters;
    }
}
