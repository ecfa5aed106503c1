package org.deforma.standalone.wms.draw;

import java.awt.Rectangle;
import org.deforma.standalone.layers.Layer;
import org.deforma.standalone.wms.style.RasterStyle;
import org.geotools.process.ProcessFactory;

/** Draws layers into maps. Thread-safe. */
public final class LayerPainter {
    /** Side of the pieces in which a map is drawn, which bounds the memory [px]. */
    private static final int PIECE = 512;

    private final ProcessFactory processes;

    /** @param processes that styles may call */
    public LayerPainter(ProcessFactory processes) {
        this.processes = processes;
    }

    /**
     * Draws a layer over what is there.
     *
     * @param argb the picture, not premultiplied, row by row; changed
     * @throws IllegalArgumentException when the layer has not the bands of the style, cannot be put into the system of the
     *     map, or the time is over
     */
    public void paint(MapView view, Layer layer, RasterStyle style, int[] argb, Deadline deadline) {
        Placement placement = new Placement(view, layer);
        Reach reach = new Reach(placement, view, layer.width(), layer.height());
        boolean nearest = style.isClasses() || reach.scale() < 0.5 - 1e-6;
        Sampler sampler = new Sampler(layer, StyledBands.reader(layer, style, processes, deadline), nearest);
        for (int y = 0; y < view.height(); y += PIECE) {
            for (int x = 0; x < view.width(); x += PIECE) {
                deadline.check();
                Rectangle piece =
                        new Rectangle(x, y, Math.min(PIECE, view.width() - x), Math.min(PIECE, view.height() - y));
                float[][] values = sampler.sample(new PixelField(piece, placement, reach));
                if (values.length > 0) {
                    colour(values, style, piece, argb, view.width());
                }
            }
        }
    }

    private static void colour(float[][] values, RasterStyle style, Rectangle piece, int[] argb, int width) {
        for (int y = 0, i = 0; y < piece.height; y++) {
            int pixel = (piece.y + y) * width + piece.x;
            for (int x = 0; x < piece.width; x++, i++, pixel++) {
                argb[pixel] = Blend.over(style.argb(values, i), argb[pixel]);
            }
        }
    }
}
