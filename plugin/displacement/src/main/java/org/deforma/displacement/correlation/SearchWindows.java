package org.deforma.displacement.correlation;

import java.util.stream.IntStream;

/** The windows of a block of cells at one level of resolution, with the sums that every shift needs. Not thread-safe. */
final class SearchWindows {
    private final float[] a;
    private final float[] b;
    private final int aWidth;
    private final int bWidth;
    private final int size;
    private final int cells;
    private final int[] left;
    private final int[] top;
    private final int offsetX;
    private final int offsetY;
    /** Index in {@code a}, and in {@code b} without a shift, of the upper left pixel of each window. */
    private final int[] atA;

    private final int[] atB;
    private final double[] sumA;
    /** One over the root of the sum of squares about the mean, per cell; 0 where there is no texture. */
    private final float[] normA;
    /** Mean of the window whose upper left pixel each element is. */
    private final float[] meanB;
    /** As {@link #normA}, of that window. */
    private final float[] normB;

    private final ColumnSums columns;
    /** Whether the rows of windows lie at even distances. */
    private final boolean even;

    /**
     * Windows at a level.
     *
     * @param a the earlier image at that level
     * @param b the later image at that level
     * @param block the cells
     * @param level how often the resolution was halved
     * @param size side of the windows [px of the level]
     */
    SearchWindows(Patch a, Patch b, CellBlock block, int level, int size) {
        this.a = a.data;
        this.b = b.data;
        aWidth = a.width;
        bWidth = b.width;
        this.size = size;
        cells = block.cells();
        offsetX = a.x0 - b.x0;
        offsetY = a.y0 - b.y0;
        left = new int[block.columns()];
        for (int c = 0; c < left.length; c++) {
            double centre = block.grid().centre(block.firstColumn() + c) / (1 << level);
            left[c] = clamp((int) Math.floor(centre - size / 2.0 + 0.5) - a.x0, a.width - size);
        }
        top = new int[block.rows()];
        for (int r = 0; r < top.length; r++) {
            double centre = block.grid().centre(block.firstRow() + r) / (1 << level);
            top[r] = clamp((int) Math.floor(centre - size / 2.0 + 0.5) - a.y0, a.height - size);
        }
        atA = new int[cells];
        atB = new int[cells];
        for (int i = 0; i < cells; i++) {
            int x = left[i % left.length];
            int y = top[i / left.length];
            atA[i] = y * aWidth + x;
            atB[i] = (y + offsetY) * bWidth + x + offsetX;
        }
        // Whole pixels of this level, or else windows that do not share their sums.
        int step = block.grid().step() % (1 << level) == 0 ? block.grid().step() >> level : size;
        columns = new ColumnSums(left[left.length - 1] + size - left[0], size, step);
        even = IntStream.range(1, top.length).allMatch(r -> top[r] - top[r - 1] == step);
        double n = (double) size * size;
        double[] square = sums(this.a, this.a, 0, 0, aWidth);
        sumA = sums(this.a, null, 0, 0, aWidth);
        normA = new float[cells];
        for (int i = 0; i < cells; i++) {
            double power = square[i] - sumA[i] * sumA[i] / n;
            normA[i] = power > IntegerSearch.FLAT * n ? (float) (1 / Math.sqrt(power)) : 0;
        }
        meanB = boxSums(this.b, false);
        normB = boxSums(this.b, true);
        for (int i = 0; i < normB.length; i++) {
            meanB[i] /= (float) n;
            float power = normB[i] - (float) n * meanB[i] * meanB[i];
            normB[i] = power > IntegerSearch.FLAT * n ? 1 / (float) Math.sqrt(power) : 0;
        }
    }

    private static int clamp(int value, int max) {
        return Math.max(0, Math.min(max, value));
    }

    /** Sums of the products of both images over every window, {@code b} being shifted [px of the level]. */
    double[] products(int sx, int sy) {
        return sums(a, b, sx + offsetX, sy + offsetY, bWidth);
    }

    /** Sums over the windows of p, or of p q with q shifted. */
    private double[] sums(float[] p, float[] q, int qx, int qy, int qWidth) {
        double[] result = new double[cells];
        int from = left[0];
        // At the edges of the image the distances are others: then row by row, which adds in the same order.
        int run = even ? top.length : 1;
        for (int first = 0; first < top.length; first += run) {
            int start = first;
            columns.of(
                    p,
                    top[first] * aWidth + from,
                    aWidth,
                    q,
                    (top[first] + qy) * qWidth + from + qx,
                    qWidth,
                    run,
                    (r, column) -> {
                        for (int c = 0; c < left.length; c++) {
                            result[(start + r) * left.length + c] = sum(column, left[c] - from, size);
                        }
                    });
        }
        return result;
    }

    private static double sum(float[] v, int from, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        int end = from + n;
        for (; i <= end - 4; i += 4) {
            s0 += v[i];
            s1 += v[i + 1];
            s2 += v[i + 2];
            s3 += v[i + 3];
        }
        double rest = 0;
        for (; i < end; i++) {
            rest += v[i];
        }
        return (double) s0 + s1 + s2 + s3 + rest;
    }

    /** Sum of v or of its square over the window whose upper left pixel each element is. */
    private float[] boxSums(float[] v, boolean squared) {
        int height = v.length / bWidth;
        float[] result = new float[v.length];
        float[] down = new float[bWidth];
        for (int y = 0; y <= height - size; y++) {
            java.util.Arrays.fill(down, 0);
            for (int k = 0; k < size; k++) {
                if (squared) {
                    Rows.addProduct(v, (y + k) * bWidth, v, (y + k) * bWidth, down, 0, bWidth);
                } else {
                    Rows.add(v, (y + k) * bWidth, down, 0, bWidth);
                }
            }
            for (int k = 0; k < size; k++) {
                Rows.add(down, k, result, y * bWidth, bWidth - size + 1);
            }
        }
        return result;
    }

    /** Correlation of a cell at a shift whose product is known; -1 where there is no texture. */
    double zncc(int cell, double product, int sx, int sy) {
        int at = atB[cell] + sy * bWidth + sx;
        float norm = normA[cell] * normB[at];
        return norm > 0 ? (product - sumA[cell] * meanB[at]) * norm : -1;
    }

    /** Correlation of a cell at a shift; -1 where there is no texture. */
    double zncc(int cell, int sx, int sy) {
        double product = 0;
        for (int k = 0; k < size; k++) {
            int ai = atA[cell] + k * aWidth;
            int bi = atB[cell] + (sy + k) * bWidth + sx;
            float s0 = 0;
            float s1 = 0;
            int i = 0;
            for (; i < size - 1; i += 2) {
                s0 += a[ai + i] * b[bi + i];
                s1 += a[ai + i + 1] * b[bi + i + 1];
            }
            if (i < size) {
                s0 += a[ai + i] * b[bi + i];
            }
            product += s0 + s1;
        }
        return zncc(cell, product, sx, sy);
    }
}
