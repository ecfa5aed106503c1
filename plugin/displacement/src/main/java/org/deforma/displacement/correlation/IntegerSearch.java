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
    /** Variance below which a window has no texture: a millionth of that of the image. */
    static final double FLAT = 1e-6;
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
        SearchWindows windows = new SearchWindows(a, b, block, level, size);
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
    private void set(int cell, SearchWindows windows, double score, int sx, int sy, int radius, int level) {
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
        SearchWindows windows = new SearchWindows(a, b, block, level, size);
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
}
