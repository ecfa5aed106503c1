package org.deforma.displacement.correlation;

/**
 * Sums of products over the windows of a block of cells. First down the columns, a vector of floats at a time
 * ({@link ColumnSums}), then across in double precision; each sum depends on nothing but the pixels of its own window.
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
        return of(a, null);
    }

    /** Sum of a b over every window. */
    double[] of(float[] a, float[] b) {
        double[] sums = new double[columns * rows];
        int at = firstY * width + firstX;
        new ColumnSums((columns - 1) * step + window, window, step)
                .of(a, at, width, b, at, width, rows, (row, column) -> across(column, sums, row));
        return sums;
    }

    private void across(float[] column, double[] sums, int row) {
        for (int c = 0; c < columns; c++) {
            int x = c * step;
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
