package org.deforma.standalone.wms.draw;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;
import org.deforma.standalone.layers.Layer;

/**
 * Values of a layer at the places of a map's pixels, from the smallest copy of the layer that is still as fine as the map.
 *
 * <p>Numbers are interpolated bilinearly; where one of the four neighbours has no data the nearest pixel counts, so that
 * neither gaps nor data grow. Classes, and pixels that the map enlarges more than twice, are always the nearest: who looks
 * that close wants to see the cells.
 */
final class Sampler {
    /** Takes a place on the edge between two pixels to the second one, however its coordinates were rounded. */
    private static final double EDGE = 1e-6;

    private final Layer layer;
    private final BandReader reader;
    private final boolean nearest;

    Sampler(Layer layer, BandReader reader, boolean nearest) {
        this.layer = layer;
        this.reader = reader;
        this.nearest = nearest;
    }

    /**
     * Samples.
     *
     * @return a block of the field's pixels for each band; empty when the layer is nowhere in it
     */
    float[][] sample(PixelField field) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < field.size(); i++) {
            if (isInside(field.x(i), field.y(i))) {
                left = Math.min(left, field.x(i));
                right = Math.max(right, field.x(i));
                top = Math.min(top, field.y(i));
                bottom = Math.max(bottom, field.y(i));
            }
        }
        if (left > right) {
            return new float[0][];
        }
        int level = level(field.scale());
        Rectangle window = window(level, left, top, right, bottom);
        // A map that is drawn out in one direction would need a long strip of fine pixels.
        while ((long) window.width * window.height > 6L * field.size() + 65_536
                && level + 1 < layer.pixels().levels()) {
            level++;
            window = window(level, left, top, right, bottom);
        }
        float[][] pixels = reader.read(level, window);
        float[][] values = new float[pixels.length][field.size()];
        for (float[] band : values) {
            Arrays.fill(band, Float.NaN);
        }
        double size = 1.0 / (1 << level);
        for (int i = 0; i < field.size(); i++) {
            double x = field.x(i);
            double y = field.y(i);
            if (isInside(x, y)) {
                for (int band = 0; band < pixels.length; band++) {
                    values[band][i] = at(pixels[band], window, x * size - window.x, y * size - window.y);
                }
            }
        }
        return values;
    }

    private boolean isInside(double x, double y) {
        return x >= -EDGE && y >= -EDGE && x < layer.width() - EDGE && y < layer.height() - EDGE;
    }

    /** The coarsest whose pixels are not larger than the map's. */
    private int level(double scale) {
        int level = 0;
        while (level + 1 < layer.pixels().levels() && (2 << level) <= scale * (1 + EDGE)) {
            level++;
        }
        return level;
    }

    /** Pixels that are needed between places of the raster, with a neighbour on each side. */
    private Rectangle window(int level, double left, double top, double right, double bottom) {
        Dimension all = layer.pixels().size(level);
        double size = 1.0 / (1 << level);
        int x = Math.max(0, (int) Math.floor(left * size) - 1);
        int y = Math.max(0, (int) Math.floor(top * size) - 1);
        return new Rectangle(
                x,
                y,
                Math.min(all.width, (int) Math.floor(right * size) + 3) - x,
                Math.min(all.height, (int) Math.floor(bottom * size) + 3) - y);
    }

    private float at(float[] pixels, Rectangle window, double x, double y) {
        int column = (int) Math.min(window.width - 1.0, Math.max(0, Math.floor(x + EDGE)));
        int row = (int) Math.min(window.height - 1.0, Math.max(0, Math.floor(y + EDGE)));
        float here = pixels[row * window.width + column];
        if (nearest) {
            return here;
        }
        double u = Math.floor(x - 0.5 + EDGE);
        double v = Math.floor(y - 0.5 + EDGE);
        if (u < 0 || v < 0 || u + 1 >= window.width || v + 1 >= window.height) {
            return here;
        }
        int i = ((int) v) * window.width + ((int) u);
        double fu = Math.max(0, x - 0.5 - u);
        double fv = Math.max(0, y - 0.5 - v);
        double upper = pixels[i] + fu * (pixels[i + 1] - pixels[i]);
        double lower = pixels[i + window.width] + fu * (pixels[i + window.width + 1] - pixels[i + window.width]);
        float value = (float) (upper + fv * (lower - upper));
        return Float.isNaN(value) ? here : value;
    }
}
