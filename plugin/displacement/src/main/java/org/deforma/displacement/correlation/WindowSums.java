package org.deforma.displacement.correlation;

/**
 * Sums of products over the windows of a block of cells. First down the columns, a vector of floats at a time, then across in
 * double precision: the cost per pixel is window/step additions, whatever the window, and each sum depends on nothing but the
 * pixels of its own window.
 */
final class WindowSums {
    private final int width;
    private final int window;
    private final int step;
    private final int firstX;
    private final int firstY;
    private final int columns;
    private final int rows;

    /**
     * Windows in an image block.
     *
     * @param width columns of the block [px]
     * @param window side of the windows [px]
     * @param step distance between them [px]
     * @param firstX left edge of the first window in the block [px]
     * @param firstY upper edge of the first window in the block [px]
     * @param columns windows in a row
     * @param rows rows of windows
     */
    WindowSums(int width, int window, int step, int firstX, int firstY, int columns, int rows) {
        this.width = width;
        this.window = window;
        this.step = step;
        this.firstX = firstX;
        this.firstY = firstY;
        this.columns = columns;
        this.rows = rows;
    }

    /** Sum of a over every window, row of cells by row of cells. */
    double[] of(float[] a) {
        double[] sums = new double[columns * rows];
        float[] column = new float[width];
        for (int r = 0; r < rows; r++) {
            java.util.Arrays.fill(column, 0);
            for (int y = 0; y < window; y++) {
                Rows.add(a, (firstY + r * step + y) * width, column, 0, width);
            }
            across(column, sums, r);
        }
        return sums;
    }

    /** Sum of a b over every window. */
    double[] of(float[] a, float[] b) {
        double[] sums = new double[columns * rows];
        float[] column = new float[width];
        int left = firstX;
        int n = (columns - 1) * step + window;
        for (int r = 0; r < rows; r++) {
            java.util.Arrays.fill(column, 0);
            int at = (firstY + r * step) * width + left;
            int y = 0;
            for (; y <= window - 4; y += 4) {
                Rows.addProducts(a, at + y * width, width, b, at + y * width, width, column, left, n);
            }
            for (; y < window; y++) {
                Rows.addProduct(a, at + y * width, b, at + y * width, column, left, n);
            }
            across(column, sums, r);
        }
        return sums;
    }

    private void across(float[] column, double[] sums, int row) {
        for (int c = 0; c < columns; c++) {
            int x = firstX + c * step;
            double even = 0;
            double odd = 0;
            int end = x + window;
            for (; x < end - 1; x += 2) {
                even += column[x];
                odd += column[x + 1];
            }
            if (x < end) {
                even += column[x];
            }
            sums[row * columns + c] = even + odd;
        }
    }
}
