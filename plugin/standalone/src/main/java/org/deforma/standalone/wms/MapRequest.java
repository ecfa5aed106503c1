package org.deforma.standalone.wms;

import java.awt.Color;
import java.util.List;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.draw.MapView;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * What a map is to show; GetFeatureInfo repeats it.
 *
 * @param view part of the world, and size
 * @param png rather than JPEG
 * @param transparent where there is nothing
 * @param background colour where there is nothing, if not transparent
 */
record MapRequest(MapView view, boolean png, boolean transparent, Color background) {
    static final String PNG = "image/png";
    static final String JPEG = "image/jpeg";

    /** Reads a request. */
    static MapRequest of(Parameters parameters, Version version, WmsLimits limits) {
        String format = parameters.optional("FORMAT").orElse(PNG);
        if (!format.equals(PNG) && !format.equals(JPEG)) {
            throw new WmsException(
                    Code.InvalidFormat,
                    "FORMAT must be " + PNG + " or " + JPEG + ", was '" + Parameters.shown(format) + "'");
        }
        return new MapRequest(
                view(parameters, version, limits),
                format.equals(PNG),
                format.equals(PNG) && parameters.flag("TRANSPARENT"),
                background(parameters));
    }

    private static MapView view(Parameters parameters, Version version, WmsLimits limits) {
        NamedCrs crs = NamedCrs.of(parameters.required(version == Version.V130 ? "CRS" : "SRS"));
        double[] box = box(parameters.required("BBOX"));
        boolean swapped = version == Version.V130 && crs.yFirst();
        int x = swapped ? 1 : 0;
        ReferencedEnvelope bounds = new ReferencedEnvelope(box[x], box[2 + x], box[1 - x], box[3 - x], crs.crs());
        int width = parameters.integer("WIDTH", 1, limits.side());
        int height = parameters.integer("HEIGHT", 1, limits.side());
        if ((long) width * height > limits.pixels()) {
            throw new WmsException(
                    Code.InvalidParameterValue,
                    "WIDTH x HEIGHT is " + width + " x " + height + ", more than the " + limits.pixels()
                            + " pixels that are allowed; ask for a smaller picture");
        }
        return new MapView(bounds, width, height);
    }

    /** Lower corner, upper corner. */
    private static double[] box(String text) {
        String[] words = text.split(",", -1);
        double[] box = new double[4];
        try {
            for (int i = 0; i < 4 && words.length == 4; i++) {
                box[i] = Double.parseDouble(words[i]);
            }
        } catch (NumberFormatException e) {
            box = new double[4];
        }
        // Not a number is neither more nor less.
        if (!(box[2] > box[0] && box[3] > box[1]) || !Double.isFinite(box[2] - box[0] + box[3] - box[1])) {
            throw new WmsException(
                    Code.InvalidParameterValue,
                    "BBOX must be four numbers, the lower corner before the upper one, was '" + Parameters.shown(text)
                            + "'");
        }
        return box;
    }

    private static Color background(Parameters parameters) {
        String text = parameters.optional("BGCOLOR").orElse("0xFFFFFF");
        if (!text.matches("(0[xX]|#)[0-9A-Fa-f]{6}")) {
            throw new WmsException(
                    Code.InvalidParameterValue, "BGCOLOR must be like 0xFFFFFF, was '" + Parameters.shown(text) + "'");
        }
        return Color.decode(text);
    }

    /** The layers that are drawn, the lowest first. */
    static List<StyledLayer> layers(Parameters parameters, List<org.deforma.standalone.layers.Layer> all) {
        parameters.required("LAYERS");
        List<StyledLayer> layers = StyledLayer.of(all, parameters.list("LAYERS"), parameters.list("STYLES"));
        if (layers.size() > MOST_LAYERS) {
            throw new WmsException(
                    Code.InvalidParameterValue,
                    "LAYERS names " + layers.size() + " layers; ask for " + MOST_LAYERS + " at most");
        }
        return layers;
    }

    private static final int MOST_LAYERS = 50;
}
