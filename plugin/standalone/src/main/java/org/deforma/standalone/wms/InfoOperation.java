package org.deforma.standalone.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.InfoFormat.PixelValues;
import org.deforma.standalone.wms.WmsException.Code;
import org.deforma.standalone.wms.draw.MapView;
import org.deforma.standalone.wms.draw.PixelProbe;

/** GetFeatureInfo: the raster's own values, whatever style and resolution the map shows. */
final class InfoOperation {
    private InfoOperation() {}

    static Answer answer(Parameters parameters, Version version, WmsLimits limits, List<Layer> all) {
        InfoFormat format = InfoFormat.of(parameters.optional("INFO_FORMAT").orElse("text/plain"));
        MapView view = MapRequest.of(parameters, version, limits).view();
        List<StyledLayer> drawn = MapRequest.layers(parameters, all);
        parameters.required("QUERY_LAYERS");
        int column = position(parameters, version == Version.V130 ? "I" : "X", "WIDTH", view.width());
        int row = position(parameters, version == Version.V130 ? "J" : "Y", "HEIGHT", view.height());
        List<PixelValues> found = new ArrayList<>();
        for (String name : parameters.list("QUERY_LAYERS")) {
            Layer layer = StyledLayer.layer(all, name);
            if (drawn.stream().noneMatch(each -> each.layer().equals(layer))) {
                throw new WmsException(
                        Code.LayerNotDefined,
                        "QUERY_LAYERS names " + layer.fullName() + ", which LAYERS does not; name it in both");
            }
            Optional<List<Float>> values = PixelProbe.values(view, layer, column, row);
            values.ifPresent(each -> found.add(new PixelValues(layer, each)));
        }
        return format.answer(found);
    }

    private static int position(Parameters parameters, String name, String side, int size) {
        String text = parameters.required(name);
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) >= size) {
            throw new WmsException(
                    Code.InvalidPoint,
                    name + " must be a whole number from 0 to below the " + side + " of " + size + ", was '"
                            + Parameters.shown(text) + "'");
        }
        return Integer.parseInt(text);
    }
}
