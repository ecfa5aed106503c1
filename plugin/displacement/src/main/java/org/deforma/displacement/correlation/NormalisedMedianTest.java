package org.deforma.displacement.correlation;

/**
 * The normalised median test for outliers (Westerweel &amp; Scarano 2005, doi:10.1007/s00348-005-0016-6): a measurement is
 * compared with the median of its eight neighbours, in units of the median deviation of those neighbours from it plus a noise
 * floor. Neighbours are half a window apart, since nearer ones share most of their pixels and so their errors.
 */
public final class NormalisedMedianTest {
    /** Deviation that is always tolerated: the noise of correlation as the authors found it [px]. */
    public static final float NOISE_FLOOR = 0.1f;

    private static final int MIN_NEIGHBOURS = 4;

    private final int stride;
    private final float threshold;

    /**
     * A test for cells of a grid.
     *
     * @param grid the cells
     * @param threshold normalised deviation above which a measurement is an outlier; 2 is usual
     */
    public NormalisedMedianTest(CellGrid grid, double threshold) {
        stride = Math.max(1, Math.round(grid.window() / (2f * grid.step())));
        this.threshold = (float) threshold;
    }

    /** Cells on each side that the verdict on a cell depends on. */
    public int margin() {
        return stride;
    }

    /**
     * Whether a measurement is an outlier.
     *
     * @param dx displacement along x of a block of cells [px], NaN = none
     * @param dy along y
     * @param columns columns of the block
     * @param column column of the cell
     * @param row row of the cell
     * @return false where too few neighbours were measured, as in the corners of a map: nothing can be said then
     */
    public boolean rejects(float[] dx, float[] dy, int columns, int column, int row) {
        float x = deviation(dx, columns, column, row);
        float y = deviation(dy, columns, column, row);
        return Math.hypot(x, y) > threshold;
    }

    private float deviation(float[] d, int columns, int column, int row) {
        float[] near = new float[8];
        int n = 0;
        int rows = d.length / columns;
        for (int v = -stride; v <= stride; v += stride) {
            for (int u = -stride; u <= stride; u += stride) {
                int c = column + u;
                int r = row + v;
                if ((u != 0 || v != 0) && c >= 0 && c < columns && r >= 0 && r < rows) {
                    float value = d[r * columns + c];
                    if (!Float.isNaN(value)) {
                        near[n++] = value;
                    }
                }
            }
        }
        if (n < MIN_NEIGHBOURS) {
            return 0;
        }
        float median = median(near, n);
        for (int i = 0; i < n; i++) {
            near[i] = Math.abs(near[i] - median);
        }
        return (d[row * columns + column] - median) / (median(near, n) + NOISE_FLOOR);
    }

    private static float median(float[] values, int n) {
        java.util.Arrays.sort(values, 0, n);
        return (values[(n - 1) / 2] + values[n / 2]) / 2;
    }
}
