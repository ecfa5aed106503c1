package org.deforma.displacement.correlation;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The search before the sub-pixel measurement: for every window the shift with the highest zero-mean normalised
 * cross-correlation, all shifts of the search range tried at a reduced resolution, refined by a parabola through the maximum.
 *
 * <p>The resolution is halved as long as the window keeps {@value #MIN_WINDOW} px; images have most of their power at low
 * frequencies, so nothing is lost by it and noise is averaged out. Where the range is still wider than
 * {@value #MAX_RADIUS} px there, coarser levels with windows of the same number of pixels (more ground) go first, and each
 * finer one looks around what was found: a range twice as wide then costs little more, but what moves by more than about
 * {@value #MAX_RADIUS} px of that resolution is missed when it is much smaller than the wider window.
 */
final class IntegerSearch {
    static final int MIN_WINDOW = 16;
    static final int MAX_RADIUS = 24;
    /** How often the resolution is halved at most: blocks of pixels then stay within {@link Patch#ALIGNMENT}. */
    private static final int MAX_LEVEL = 4;
    /** Variance below which a window has no texture: a millionth of that of the image. */
    static final double FLAT = 1e-6;
    /** Half side of the second look after a coarser level [px of the level]. */
    private static final int REFINE = 2;

    /** Shift of each cell [px], NaN where there is no texture. */
    final float[] dx;

    final float[] dy;

    private IntegerSearch(int cells) {
        dx = new float[cells];
        dy = new float[cells];
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
     * @param stop asked all along, since a wide range takes seconds
     * @throws CancellationException when it says so
     */
    static IntegerSearch run(Patch before, Patch after, CellBlock block, double range, BooleanSupplier stop) {
        int window = block.grid().window();
        int level = levels(window);
        int top = top(window, range);
        Patch[] a = pyramid(before, top);
        Patch[] b = pyramid(after, top);
        int size = window >> level;
        IntegerSearch found = exhaustive(a[top], b[top], block, top, radius(range, top), size, stop);
        for (int l = top - 1; l >= level; l--) {
            found = around(found, a[l], b[l], block, l, radius(range, l), size, stop);
        }
        return found;
    }

    /** The patch at every level of resolution, the finest first. */
    private static Patch[] pyramid(Patch patch, int top) {
        Patch[] levels = new Patch[top + 1];
        levels[0] = patch;
        for (int l = 1; l <= top; l++) {
            levels[l] = levels[l - 1].halved();
        }
        return levels;
    }

    /** Pixels beyond the windows that the search looks at in {@code before}. */
    static int margin(int window, double range) {
        int more = top(window, range) - levels(window);
        return Patch.ALIGNMENT + ((window << more) - window) / 2;
    }

    /** The level that is searched exhaustively. */
    private static int top(int window, double range) {
        int level = levels(window);
        while (level < MAX_LEVEL && radius(range, level) > MAX_RADIUS) {
            level++;
        }
        return level;
    }

    private static int radius(double range, int level) {
        return (int) Math.ceil(range / (1 << level)) + 1;
    }

    private static IntegerSearch exhaustive(
            Patch a, Patch b, CellBlock block, int level, int radius, int size, BooleanSupplier stop) {
        SearchWindows windows = new SearchWindows(a, b, block, level, size);
        int cells = block.cells();
        double[] bestScore = new double[cells];
        java.util.Arrays.fill(bestScore, Double.NEGATIVE_INFINITY);
        int side = 2 * radius + 1;
        int[] best = new int[cells];
        for (int sy = -radius; sy <= radius; sy++) {
            check(stop);
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

    private static void check(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new CancellationException("the search was cancelled");
        }
    }

    /** Keeps the best shift of a cell, refined by a parabola through its neighbours. */
    private void set(int cell, SearchWindows windows, double score, int sx, int sy, int radius, int level) {
        dx[cell] = Float.NaN;
        dy[cell] = Float.NaN;
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
        }
    }

    /** Looks again at a finer level around what each cell found. */
    private static IntegerSearch around(
            IntegerSearch coarse,
            Patch a,
            Patch b,
            CellBlock block,
            int level,
            int radius,
            int size,
            BooleanSupplier stop) {
        SearchWindows windows = new SearchWindows(a, b, block, level, size);
        IntegerSearch found = new IntegerSearch(block.cells());
        for (int i = 0; i < block.cells(); i++) {
            if (i % block.columns() == 0) {
                check(stop);
            }
            int cx = Math.round(coarse.dx[i] / (1 << level));
            int cy = Math.round(coarse.dy[i] / (1 << level));
            int bestX = 0;
            int bestY = 0;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int sy = Math.max(-radius, cy - REFINE); sy <= Math.min(radius, cy + REFINE); sy++) {
                for (int sx = Math.max(-radius, cx - REFINE); sx <= Math.min(radius, cx + REFINE); sx++) {
                    double score = Float.isNaN(coarse.dx[i]) ? -1 : windows.zncc(i, sx, sy);
                    if (score > bestScore) {
                        bestScore = score;
                        bestX = sx;
                        bestY = sy;
                    }
                }
            }
            found.set(i, windows, bestScore, bestX, bestY, radius, level);
        }
        return found;
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
