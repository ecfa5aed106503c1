package org.deforma.standalone.wms;

import java.util.ArrayList;
import java.util.List;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.style.RasterStyle;
import org.deforma.standalone.wms.style.StyleReader;

/**
 * A layer and one of its styles, as a request names them.
 *
 * @param layer that is drawn
 * @param name of its style
 */
record StyledLayer(Layer layer, String name) {
    /**
     * The layers of a request, the lowest first.
     *
     * @param names with or without workspace
     * @param styles a name for each, empty for the layer's default; none at all for all defaults
     * @throws WmsException for what is not there
     */
    static List<StyledLayer> of(List<Layer> all, List<String> names, List<String> styles) {
        if (!styles.isEmpty() && styles.size() != names.size()) {
            throw new WmsException(
                    Code.InvalidParameterValue,
                    "STYLES has " + styles.size() + " names for " + names.size()
                            + " layers; give one for each, or none");
        }
        List<StyledLayer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            layers.add(of(layer(all, names.get(i)), styles.isEmpty() ? "" : styles.get(i)));
        }
        return layers;
    }

    /** A layer with a style; an empty name is the default. */
    static StyledLayer of(Layer layer, String style) {
        if (style.isEmpty()) {
            return new StyledLayer(layer, layer.styles().keySet().iterator().next());
        }
        String prefix = Layer.WORKSPACE + ":";
        String name = style.startsWith(prefix) ? style.substring(prefix.length()) : style;
        if (!layer.styles().containsKey(name)) {
            throw new WmsException(
                    Code.StyleNotDefined,
                    layer.fullName() + " has no style '" + Parameters.shown(style) + "'; it has "
                            + String.join(", ", layer.styles().keySet()));
        }
        return new StyledLayer(layer, name);
    }

    /** The layer of a name, with or without workspace. */
    static Layer layer(List<Layer> all, String name) {
        return all.stream()
                .filter(layer -> layer.fullName().equals(name) || layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WmsException(
                        Code.LayerNotDefined,
                        "there is no layer '" + Parameters.shown(name)
                                + "'; GetCapabilities lists those that are there"));
    }

    /** Reads the style. */
    RasterStyle style() {
        try {
            return StyleReader.read(layer.styles().get(name));
        } catch (IllegalArgumentException e) {
            throw new WmsException(
                    Code.NoApplicableCode,
                    "the style '" + name + "' of " + layer.fullName() + " cannot be used: " + e.getMessage());
        }
    }
}
