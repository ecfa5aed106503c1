package org.deforma.displacement.correlation;

import java.util.stream.IntStream;

/**
 * The smooth field that the windows are deformed with, from the displacements of the cells.
 *
 * <p>Each cell becomes a weighted mean over about one window, in which a neighbour counts the less the further it lies and
 * the more its displacement differs (a bilateral mean: Tomasi &amp; Manduchi 1998, doi:10.1109/ICCV.1998.710815), so that
 * noise goes and steps stay. The mean is taken in stages, cubic B-spline weights over neighbours 1, 2, 4, ... cells apart
 * (the a-trous scheme: Holschneider et al. 1989), whose cost does not depend on the window.
 *
 * <p>What the mean takes away is smoothed once more and given back ("twicing", Tukey 1977), so that waves longer than some
 * windows pass untouched. With S the response of the result and W that of the window, deforming by it makes the response of
 * the measurement {@code k W / (1 - S (1 - k W))}, where k, near 1, is how much of a shift one step recovers. A wave of 10
 * windows is thus measured to 0.3 % even for k = 0.85, where a rigid window loses 1.6 %, for 4 % more noise.
 *
 * <p>A cell that differs from the median of its surroundings by more than {@value #OUTLIER} px takes no part; the median
 * stands in for it. Gaps are closed from their surroundings.
 */
final class FieldSmoother {
    private static final float OUTLIER = 1.5f;
    private static final float[] SPLINE = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};
    /** Half side of the square that the median is taken over [cells]. */
    private static final int MEDIAN_REACH = 2;

    private final int columns;
    private final int rows;
    private final int[] stages;
    private final int stride;
    private final int gap;
    private final GapClosing gaps;

    /**
     * A smoother for a block of cells.
     *
     * @param block the cells
     */
    FieldSmoother(CellBlock block) {
        columns = block.columns();
        rows = block.rows();
        stages = stages(block.grid());
        stride = stride(block.grid());
        gap = DenseField.reach(block.grid());
        gaps = new GapClosing(block);
    }

    /**
     * Distances of the neighbours in each stage: doubled up to half a window and the last one again, which makes a mean with
     * a standard deviation of 0.7 to 1 windows.
     */
    private static int[] stages(CellGrid grid) {
        int doublings = (int) Math.round(Math.log((double) grid.window() / grid.step()) / Math.log(2));
        int[] stages = new int[doublings + 1];
        for (int i = 0; i <= doublings; i++) {
            stages[i] = 1 << Math.min(i, Math.max(0, doublings - 1));
        }
        return stages;
    }

    /** The median looks at cells a quarter window apart: nearer ones share their errors. */
    private static int stride(CellGrid grid) {
        return Math.max(1, grid.window() / (4 * grid.step()));
    }

    /** Cells on each side that a smoothed cell depends on. */
    static int reach(CellGrid grid) {
        int once = 2 * IntStream.of(stages(grid)).sum();
        return 2 * once + MEDIAN_REACH * stride(grid) + DenseField.reach(grid);
    }

    /**
     * Smooths both components.
     *
     * @param dx displacement along x [px], NaN = unknown
     * @param dy along y
     * @param tolerance difference at which a neighbour's weight has fallen to a quarter [px]
     * @return the smoothed components; NaN only where nothing is known within a window
     */
    float[][] smooth(float[] dx, float[] dy, float tolerance) {
        float[] cx = withoutOutliers(dx);
        float[] cy = withoutOutliers(dy);
        gaps.close(cx, cy, gap);
        float[] known = new float[cx.length];
        for (int i = 0; i < cx.length; i++) {
            known[i] = Float.isNaN(cx[i]) ? 0 : 1;
        }
        float[][] smooth = mean(cx, cy, known, tolerance);
        float[][] lost = new float[2][cx.length];
        for (int i = 0; i < cx.length; i++) {
            lost[0][i] = cx[i] - smooth[0][i];
            lost[1][i] = cy[i] - smooth[1][i];
        }
        lost = mean(lost[0], lost[1], known, tolerance);
        for (int i = 0; i < cx.length; i++) {
            smooth[0][i] = known[i] > 0 ? smooth[0][i] + lost[0][i] : Float.NaN;
            smooth[1][i] = known[i] > 0 ? smooth[1][i] + lost[1][i] : Float.NaN;
        }
        return smooth;
    }

    private float[][] mean(float[] dx, float[] dy, float[] known, float tolerance) {
        float[] x = new float[dx.length];
        float[] y = new float[dx.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = known[i] > 0 ? dx[i] : 0;
            y[i] = known[i] > 0 ? dy[i] : 0;
        }
        float scale = 1 / (tolerance * tolerance);
        for (int stage : stages) {
            float[] sx = new float[x.length];
            float[] sy = new float[x.length];
            float[] sum = new float[columns];
            for (int r = 0; r < rows; r++) {
                java.util.Arrays.fill(sum, 1e-30f);
                for (int v = -2; v <= 2; v++) {
                    int rr = r + v * stage;
                    for (int u = -2; rr >= 0 && rr < rows && u <= 2; u++) {
                        int from = Math.max(0, -u * stage);
                        int n = Math.min(columns, columns - u * stage) - from;
                        int own = r * columns + from;
                        add(
                                x,
                                y,
                                known,
                                own,
                                rr * columns + from + u * stage,
                                n,
                                SPLINE[v + 2] * SPLINE[u + 2],
                                scale,
                                sx,
                                sy,
                                sum,
                                from);
                    }
                }
                for (int c = 0, i = r * columns; c < columns; c++, i++) {
                    sx[i] = x[i] + sx[i] / sum[c];
                    sy[i] = y[i] + sy[i] / sum[c];
                }
            }
            x = sx;
            y = sy;
        }
        return new float[][] {x, y};
    }

    /** Adds the weighted differences of a row of cells to their neighbours at one distance. */
    private static void add(
            float[] x,
            float[] y,
            float[] known,
            int own,
            int other,
            int n,
            float weight,
            float scale,
            float[] sx,
            float[] sy,
            float[] sum,
            int from) {
        for (int i = 0; i < n; i++) {
            float ex = x[other + i] - x[own + i];
            float ey = y[other + i] - y[own + i];
            float e = 1 + (ex * ex + ey * ey) * scale;
            float w = weight * known[other + i] / (e * e);
            sx[own + i] += w * ex;
            sy[own + i] += w * ey;
            sum[from + i] += w;
        }
    }

    /** The component with the median of the surroundings in place of outliers and of gaps with known cells nearby. */
    private float[] withoutOutliers(float[] d) {
        float[] result = d.clone();
        float[] near = new float[(2 * MEDIAN_REACH + 1) * (2 * MEDIAN_REACH + 1)];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                if (isOutlier(d, r, c, d[i])) {
                    float median = median(d, r, c, near);
                    if (!(Math.abs(d[i] - median) <= OUTLIER)) {
                        result[i] = median;
                    }
                }
            }
        }
        return result;
    }

    /** Whether less than half of the known cells around are near a value: only then can their median be far from it. */
    private boolean isOutlier(float[] d, int row, int column, float value) {
        int known = 0;
        int alike = 0;
        int c0 = column - Math.min(MEDIAN_REACH, column / stride) * stride;
        int c1 = Math.min(columns - 1, column + MEDIAN_REACH * stride);
        for (int v = -MEDIAN_REACH; v <= MEDIAN_REACH; v++) {
            int r = row + v * stride;
            if (r < 0 || r >= rows) {
                continue;
            }
            for (int i = r * columns + c0; i <= r * columns + c1; i += stride) {
                float difference = Math.abs(d[i] - value);
                known += Float.isNaN(d[i]) ? 0 : 1;
                alike += difference <= OUTLIER ? 1 : 0;
            }
        }
        return 2 * alike <= known + 1;
    }

    /** Median of the known cells around a cell; NaN where none is known. */
    private float median(float[] d, int row, int column, float[] near) {
        int n = 0;
        for (int v = -MEDIAN_REACH; v <= MEDIAN_REACH; v++) {
            int r = row + v * stride;
            for (int u = -MEDIAN_REACH; u <= MEDIAN_REACH; u++) {
                int c = column + u * stride;
                if (r >= 0 && r < rows && c >= 0 && c < columns && !Float.isNaN(d[r * columns + c])) {
                    near[n++] = d[r * columns + c];
                }
            }
        }
        java.util.Arrays.sort(near, 0, n);
        return n == 0 ? Float.NaN : 0.5f * (near[(n - 1) / 2] + near[n / 2]);
    }
}
