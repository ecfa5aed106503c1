package org.deforma.displacement.correlation;

/**
 * The search before the sub-pixel measurement: for every window the shift with the highest zero-mean normalised
 * cross-correlation, all shifts of the search range tried at a reduced resolution, refined by a parabola through the maximum.
 *
 * <p>The resolution is halved as long as the window keeps {@value #MIN_WINDOW} px; images have most of their power at low
 * frequencies, so nothing is lost by it and noise is averaged out. Where the range is still wider than
 * {@value #MAX_RADIUS} px there, a coarser level with windows of the same number of pixels (more ground) goes first and the
 * finer one looks around what it and the neighbouring windows found.
 */
final class IntegerSearch {
    static final int MIN_WINDOW = 16;
    static final int MAX_RADIUS = 16;
    /** How often the resolution is halved at most: blocks of pixels then stay within {@link Patch#ALIGNMENT}. */
    private static final int MAX_LEVEL = 4;
    /** Half side of the second look after a coarser level [px of the level]. */
    private static final int REFINE = 2;

    /** Shift of each cell [px], NaN where there is no texture. */
    final float[] dx;

    final float[] dy;
    /** Correlation at that shift, -1..1. */
    final float[] correlation;

    private IntegerSearch(int cells) {
        dx = new float[cells];
        dy = new float[cells];
        correlation = new float[cells];
    }

    /** How often the resolution is halved for windows of a size. */
    static int levels(int window) {
        int level = 0;
        while (window >> (level + 1) >= MIN_WINDOW && level < MAX_LEVEL) {
            level++;
        }
        return level;
    }

    /**
     * Searches all cells of a block.
     *
     * @param before the earlier image, covering every window
     * @param after the later image, covering every window shifted by the range
     * @param block the cells
     * @param range largest shift along each axis [px]
     */
    static IntegerSearch run(Patch before, Patch after, CellBlock block, double range) {
        int level = levels(block.grid().window());
        Patch a = before;
        Patch b = after;
        for (int i = 0; i < level; i++) {
            a = a.halved();
            b = b.halved();
        }
        int radius = radius(range, level);
        if (!twoLevels(level, range)) {
            return exhaustive(a, b, block, level, radius, block.grid().window() >> level);
        }
        int coarse = level + 1;
        IntegerSearch first = exhaustive(
                a.halved(),
                b.halved(),
                block,
                coarse,
                radius(range, coarse),
                block.grid().window() >> level);
        return around(first, a, b, block, level, radius);
    }

    /** Pixels beyond the windows that the search looks at in {@code before}. */
    static int margin(int window, double range) {
        return Patch.ALIGNMENT + (twoLevels(levels(window), range) ? window / 2 : 0);
    }

    private static boolean twoLevels(int level, double range) {
        return level < MAX_LEVEL && radius(range, level) > MAX_RADIUS;
    }

    private static int radius(double range, int level) {
        return (int) Math.ceil(range / (1 << level)) + 1;
    }

    private static IntegerSearch exhaustive(Patch a, Patch b, CellBlock block, int level, int radius, int size) {
        Windows windows = new Windows(a, b, block, level, size);
        int cells = block.cells();
        double[] bestScore = new double[cells];
        java.util.Arrays.fill(bestScore, Double.NEGATIVE_INFINITY);
        int side = 2 * radius + 1;
        int[] best = new int[cells];
        for (int sy = -radius; sy <= radius; sy++) {
            for (int sx = -radius; sx <= radius; sx++) {
                double[] product = windows.products(sx, sy);
                int shift = (sy + radius) * side + sx + radius;
                for (int i = 0; i < cells; i++) {
                    double zncc = windows.zncc(i, product[i], sx, sy);
                    if (zncc > bestScore[i]) {
                        bestScore[i] = zncc;
                        best[i] = shift;
                    }
                }
            }
        }
        IntegerSearch found = new IntegerSearch(cells);
        for (int i = 0; i < cells; i++) {
            int sx = best[i] % side - radius;
            int sy = best[i] / side - radius;
            found.set(i, windows, bestScore[i], sx, sy, radius, level);
        }
        return found;
    }

    /** Keeps the best shift of a cell, refined by a parabola through its neighbours. */
    private void set(int cell, Windows windows, double score, int sx, int sy, int radius, int level) {
        dx[cell] = Float.NaN;
        dy[cell] = Float.NaN;
        correlation[cell] = -1;
        if (score > -1) {
            float px = 0;
            float py = 0;
            if (Math.abs(sx) < radius) {
                px = peak(windows.zncc(cell, sx - 1, sy), score, windows.zncc(cell, sx + 1, sy));
            }
            if (Math.abs(sy) < radius) {
                py = peak(windows.zncc(cell, sx, sy - 1), score, windows.zncc(cell, sx, sy + 1));
            }
            dx[cell] = (sx + px) * (1 << level);
            dy[cell] = (sy + py) * (1 << level);
            correlation[cell] = (float) score;
        }
    }

    /** Looks again at a finer level around what the cell and its neighbours found. */
    private static IntegerSearch around(IntegerSearch first, Patch a, Patch b, CellBlock block, int level, int radius) {
        int size = block.grid().window() >> level;
        Windows windows = new Windows(a, b, block, level, size);
        int cells = block.cells();
        int columns = block.columns();
        IntegerSearch found = new IntegerSearch(cells);
        int apart = Math.max(1, block.grid().window() / block.grid().step());
        int[] tried = new int[(2 * REFINE + 1) * (2 * REFINE + 1) * 5];
        for (int i = 0; i < cells; i++) {
            int column = i % columns;
            int row = i / columns;
            int count = 0;
            int bestX = 0;
            int bestY = 0;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 5; k++) {
                int c = column + (k == 1 ? apart : k == 2 ? -apart : 0);
                int r = row + (k == 3 ? apart : k == 4 ? -apart : 0);
                int j = r * columns + c;
                if (c < 0 || c >= columns || r < 0 || r >= block.rows() || Float.isNaN(first.dx[j])) {
                    continue;
                }
                int cx = Math.round(first.dx[j] / (1 << level));
                int cy = Math.round(first.dy[j] / (1 << level));
                for (int sy = cy - REFINE; sy <= cy + REFINE; sy++) {
                    for (int sx = cx - REFINE; sx <= cx + REFINE; sx++) {
                        if (Math.abs(sx) > radius || Math.abs(sy) > radius) {
                            continue;
                        }
                        int key = (sy + radius) * (2 * radius + 1) + sx + radius;
                        if (contains(tried, count, key)) {
                            continue;
                        }
                        tried[count++] = key;
                        double score = windows.zncc(i, sx, sy);
                        if (score > bestScore) {
                            bestScore = score;
                            bestX = sx;
                            bestY = sy;
                        }
                    }
                }
            }
            found.set(i, windows, bestScore, bestX, bestY, radius, level);
        }
        return found;
    }

    private static boolean contains(int[] keys, int count, int key) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return true;
            }
        }
        return false;
    }

    /** Place of the maximum of the parabola through three scores, from the middle one, -0.5..0.5. */
    private static float peak(double below, double middle, double above) {
        double curvature = below - 2 * middle + above;
        if (!(curvature < 0)) {
            return 0;
        }
        return (float) Math.max(-0.5, Math.min(0.5, 0.5 * (below - above) / curvature));
    }

    /** The windows of a block at one level, with the sums that every shift needs. */
    private static final class Windows {
        final float[] a;
        final float[] b;
        final int aWidth;
        final int bWidth;
        final int size;
        final int cells;
        final int[] left;
        final int[] top;
        final int offsetX;
        final int offsetY;
        final double[] sumA;
        /** One over the root of the sum of squares about the mean, per cell; 0 where there is no texture. */
        final float[] normA;
        /** Mean of the window whose upper left pixel each element is. */
        final float[] meanB;
        /** As {@link #normA}, of that window. */
        final float[] normB;

        private final float[] column;

        Windows(Patch a, Patch b, CellBlock block, int level, int size) {
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
            column = new float[aWidth];
            double n = (double) size * size;
            double[] square = sums(this.a, this.a, 0, 0, aWidth);
            sumA = sums(this.a, null, 0, 0, aWidth);
            normA = new float[cells];
            for (int i = 0; i < cells; i++) {
                double power = square[i] - sumA[i] * sumA[i] / n;
                normA[i] = power > FLAT * n ? (float) (1 / Math.sqrt(power)) : 0;
            }
            meanB = boxSums(this.b, false);
            normB = boxSums(this.b, true);
            for (int i = 0; i < normB.length; i++) {
                meanB[i] /= (float) n;
                float power = normB[i] - (float) n * meanB[i] * meanB[i];
                normB[i] = power > FLAT * n ? 1 / (float) Math.sqrt(power) : 0;
            }
        }

        private static int clamp(int value, int max) {
            return Math.max(0, Math.min(max, value));
        }

        double[] products(int sx, int sy) {
            return sums(a, b, sx + offsetX, sy + offsetY, bWidth);
        }

        /** Sums over the windows of p, or of p q with q shifted. */
        private double[] sums(float[] p, float[] q, int qx, int qy, int qWidth) {
            double[] result = new double[cells];
            int from = left[0];
            int n = left[left.length - 1] + size - from;
            for (int r = 0; r < top.length; r++) {
                java.util.Arrays.fill(column, 0);
                for (int y = top[r]; y < top[r] + size; y++) {
                    if (q == null) {
                        add(p, y * aWidth + from, column, from, n);
                    } else {
                        addProduct(p, y * aWidth + from, q, (y + qy) * qWidth + from + qx, column, from, n);
                    }
                }
                for (int c = 0; c < left.length; c++) {
                    result[r * left.length + c] = sum(column, left[c], size);
                }
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

        private static void add(float[] p, int pi, float[] out, int oi, int n) {
            for (int i = 0; i < n; i++) {
                out[oi + i] += p[pi + i];
            }
        }

        private static void addProduct(float[] p, int pi, float[] q, int qi, float[] out, int oi, int n) {
            for (int i = 0; i < n; i++) {
                out[oi + i] += p[pi + i] * q[qi + i];
            }
        }

        private static void addSquares(float[] p, int pi, float[] out, int oi, int n) {
            for (int i = 0; i < n; i++) {
                out[oi + i] += p[pi + i] * p[pi + i];
            }
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
                        addSquares(v, (y + k) * bWidth, down, 0, bWidth);
                    } else {
                        add(v, (y + k) * bWidth, down, 0, bWidth);
                    }
                }
                for (int k = 0; k < size; k++) {
                    add(down, k, result, y * bWidth, bWidth - size + 1);
                }
            }
            return result;
        }

        double zncc(int cell, double product, int sx, int sy) {
            int at = (top[cell / left.length] + sy + offsetY) * bWidth + left[cell % left.length] + sx + offsetX;
            float norm = normA[cell] * normB[at];
            return norm > 0 ? (product - sumA[cell] * meanB[at]) * norm : -1;
        }

        double zncc(int cell, int sx, int sy) {
            int x = left[cell % left.length];
            int y = top[cell / left.length];
            double product = 0;
            for (int k = 0; k < size; k++) {
                int ai = (y + k) * aWidth + x;
                int bi = (y + k + sy + offsetY) * bWidth + x + sx + offsetX;
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

    /** Variance below which a window has no texture: a millionth of that of the image. */
    static final double FLAT = 1e-6;
}
