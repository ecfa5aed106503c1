package org.deforma.standalone.wms;

import java.awt.Dimension;
import org.deforma.standalone.layers.Layer.LayerBand;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.draw.LegendPicture;
import org.deforma.standalone.wms.style.RasterStyle;

/** GetLegendGraphic. As in GeoServer, WIDTH and HEIGHT are those of one box, not of the picture. */
final class LegendOperation {
    private static final int BOX = 20;
    private static final int LARGEST_BOX = 200;

    private LegendOperation() {}

    /** The legend with boxes of the usual size. */
    static LegendPicture picture(StyledLayer layer, RasterStyle style) {
        return picture(layer, style, new Dimension(BOX, BOX));
    }

    private static LegendPicture picture(StyledLayer layer, RasterStyle style, Dimension box) {
        RasterStyle named = style.title().isEmpty()
                ? new RasterStyle(layer.name(), "", style.process(), style.bands(), style.colours(), style.opacity())
                : style;
        return new LegendPicture(
                named, layer.layer().bands().stream().map(LayerBand::name).toList(), box);
    }

    static Answer answer(StyledLayer layer, Parameters parameters) {
        String format = parameters.optional("FORMAT").orElse(MapRequest.PNG);
        if (!format.equals(MapRequest.PNG)) {
            throw new WmsException(
                    Code.InvalidFormat,
                    "FORMAT of a legend must be " + MapRequest.PNG + ", was '" + Parameters.shown(format) + "'");
        }
        Dimension box = new Dimension(
                parameters.integer("WIDTH", 1, LARGEST_BOX, BOX), parameters.integer("HEIGHT", 1, LARGEST_BOX, BOX));
        return Pictures.answer(picture(layer, layer.style(), box).draw(parameters.flag("TRANSPARENT")), true);
    }
}
