package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.Arrays;

/**
 * Weighted means of several channels over a rectangle of pixels, to which values come tile by tile. For one thread.
 *
 * <p>Means are carried on, not sums: {@code mean += w / W (value - mean)} (West 1979, doi:10.1145/359146.359153). So what agrees
 * stays as it is, to the last bit, whatever the weights, and where a tile is missing the others take its share.
 */
final class BlendedBlock {
    private final Rectangle area;
    private final float[][] means;
    private final float[] weights;

    /** Starts without any value. */
    BlendedBlock(Rectangle area, int channels) {
        this(area, new float[channels][area.width * area.height], new float[area.width * area.height]);
    }

    private BlendedBlock(Rectangle area, float[][] means, float[] weights) {
        this.area = area;
        this.means = means;
        this.weights = weights;
    }

    /** A block as {@link #bands} gave it. */
    static BlendedBlock of(Rectangle area, float[][] bands) {
        int channels = bands.length - 1;
        return new BlendedBlock(area, Arrays.copyOf(bands, channels), bands[channels]);
    }

    Rectangle area() {
        return area;
    }

    /** The means, row by row; they mean nothing where the weight is 0. */
    float[][] means() {
        return means;
    }

    /** Sum of the weights, 0 where nothing came. */
    float[] weights() {
        return weights;
    }

    /**
     * Takes a row of pixels.
     *
     * @param x first pixel, in the coordinates of the area
     * @param values of the first channel from {@code at} on, those of the next {@code plane} further on
     * @param w weights of the pixels, greater than 0; 0 for a pixel that is never to have a value
     */
    void add(int x, int y, int length, float[] values, int at, int plane, float[] w) {
        int to = (y - area.y) * area.width + x - area.x;
        float[] share = new float[length];
        for (int i = 0; i < length; i++) {
            float sum = weights[to + i] + w[i];
            share[i] = w[i] == 0 ? 0 : w[i] / sum;
            weights[to + i] = sum;
        }
        for (int c = 0; c < means.length; c++) {
            blend(means[c], to, values, at + c * plane, share);
        }
    }

    private static void blend(float[] means, int to, float[] values, int at, float[] share) {
        for (int i = 0; i < share.length; i++) {
            means[to + i] += share[i] * (values[at + i] - means[to + i]);
        }
    }

    /** Takes what another block of the same area has. */
    void add(BlendedBlock other) {
        int pixels = weights.length;
        float[] share = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            float w = other.weights[i];
            weights[i] += w;
            share[i] = w == 0 ? 0 : w / weights[i];
        }
        for (int c = 0; c < means.length; c++) {
            blend(means[c], 0, other.means[c], 0, share);
        }
    }

    /** A copy of a part. */
    BlendedBlock part(Rectangle part) {
        BlendedBlock copy = new BlendedBlock(part, means.length);
        for (int y = 0; y < part.height; y++) {
            int from = (part.y + y - area.y) * area.width + part.x - area.x;
            for (int c = 0; c < means.length; c++) {
                System.arraycopy(means[c], from, copy.means[c], y * part.width, part.width);
            }
            System.arraycopy(weights, from, copy.weights, y * part.width, part.width);
        }
        return copy;
    }

    /** Means and weights, for {@link #of}. */
    float[][] bands() {
        float[][] bands = Arrays.copyOf(means, means.length + 1);
        bands[means.length] = weights;
        return bands;
    }
}
