package org.deforma.standalone.wms.draw;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deforma.standalone.layers.Layer;

/** The values of the raster itself under a pixel of a map. */
public final class PixelProbe {
    private PixelProbe() {}

    /**
     * Looks below the centre of a pixel.
     *
     * @param column of the map, from 0
     * @param row of the map, from 0
     * @return a value for each band, NaN for no data; empty outside of the layer
     */
    public static Optional<List<Float>> values(MapView view, Layer layer, int column, int row) {
        Placement placement = new Placement(view, layer);
        Reach reach = new Reach(placement, view, layer.width(), layer.height());
        double[] place = {column + 0.5, row + 0.5};
        placement.toLayer(place);
        boolean inside = reach.touches(column, row)
                && place[0] >= 0
                && place[1] >= 0
                && place[0] < layer.width()
                && place[1] < layer.height();
        if (!inside) {
            return Optional.empty();
        }
        Rectangle pixel = new Rectangle((int) place[0], (int) place[1], 1, 1);
        List<Float> values = new ArrayList<>();
        for (int band = 0; band < layer.bands().size(); band++) {
            values.add(layer.pixels().read(0, pixel, band)[0]);
        }
        return Optional.of(values);
    }
}
