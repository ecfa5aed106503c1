package org.deforma.displacement.correlation;

import java.awt.Rectangle;

/**
 * What a displacement network is shown of a rectangle of pixels: {@code before}; {@code after}, deformed by a field onto the
 * pixels of {@code before}; and the field. Training and runs use the same class, so they cannot differ. Immutable.
 */
public final class NetworkInput {
    /** Channels: before, after, dx, dy, sigma. */
    public static final int CHANNELS = 5;

    /** Sigma that is shown where it is larger, or not known [px]. */
    static final float UNKNOWN = 1;
    /** Sigma that is shown where it is smaller: interpolation may overshoot below zero [px]. */
    private static final float LEAST = 0.001f;

    private final DeformedPair pair;

    /**
     * Takes over the pixels of both images.
     *
     * @param pixels the rectangle, on multiples of {@value Patch#ALIGNMENT} px
     * @param before its grey levels, row by row, NaN = no data; changed in place
     * @param greyBefore grey levels of the whole earlier image
     * @param around what {@code after} covers: {@link DeformedPair#around} of the field, or more on multiples of
     *     {@value Patch#ALIGNMENT} px
     * @param after its grey levels, likewise
     * @param greyAfter grey levels of the whole later image
     */
    public NetworkInput(
            Rectangle pixels,
            float[] before,
            GreyScale greyBefore,
            Rectangle around,
            float[] after,
            GreyScale greyAfter) {
        pair = new DeformedPair(pixels, before, greyBefore, around, after, greyAfter);
    }

    /**
     * The field of cells at every pixel of a rectangle.
     *
     * @param grid of the cells
     * @param cells which ones are given
     * @param dx of each along x [px]; NaN is taken as zero
     * @param dy along y
     * @param pixels where to interpolate
     * @return dx and dy of each pixel, row by row [px]
     */
    public static float[][] field(CellGrid grid, Rectangle cells, float[] dx, float[] dy, Rectangle pixels) {
        CellBlock block = new CellBlock(grid, cells.x, cells.y, cells.width, cells.height);
        DenseField dense = new DenseField(block, dx, dy, pixels.x, pixels.width);
        float[][] field = new float[2][pixels.width * pixels.height];
        float[] x = new float[pixels.width];
        float[] y = new float[pixels.width];
        for (int row = 0; row < pixels.height; row++) {
            dense.row(pixels.y + row, x, y);
            System.arraycopy(x, 0, field[0], row * pixels.width, pixels.width);
            System.arraycopy(y, 0, field[1], row * pixels.width, pixels.width);
        }
        return field;
    }

    /**
     * The input for a field.
     *
     * @param dx displacement of each pixel along x [px], finite
     * @param dy along y
     * @param sigma its standard deviation [px]; shown within {@value #LEAST}..{@value #UNKNOWN} px, NaN as the latter
     * @return {@link #CHANNELS} planes, one after the other
     */
    public float[] of(float[] dx, float[] dy, float[] sigma) {
        int n = dx.length;
        float[] input = new float[CHANNELS * n];
        System.arraycopy(pair.before.data, 0, input, 0, n);
        System.arraycopy(pair.deform(dx, dy, new float[n]), 0, input, n, n);
        System.arraycopy(dx, 0, input, 2 * n, n);
        System.arraycopy(dy, 0, input, 3 * n, n);
        for (int i = 0; i < n; i++) {
            input[4 * n + i] = sigma[i] < UNKNOWN ? Math.max(LEAST, sigma[i]) : UNKNOWN;
        }
        return input;
    }
}
