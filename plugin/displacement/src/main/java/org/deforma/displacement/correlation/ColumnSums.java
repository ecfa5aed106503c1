package org.deforma.displacement.correlation;

import java.util.Arrays;

/**
 * Sums down the columns of windows that lie below each other at even distances. What neighbouring windows share is summed once:
 * rows first go into bands, as high as divides both window and distance, and bands into windows. A sum depends on nothing but
 * the pixels of its own window, and always adds them in the same order. Not thread-safe.
 */
final class ColumnSums {
    /** Takes the sums of one row of windows. */
    interface Sink {
        /**
         * One row of windows.
         *
         * @param row number of the row
         * @param sums of each column of pixels over the height of the windows; valid during the call
         */
        void take(int row, float[] sums);
    }

    private final int columns;
    private final int step;
    private final int band;
    private final float[][] bands;
    private final float[] sums;

    /**
     * Room for the sums.
     *
     * @param columns columns of pixels
     * @param window height of the windows [px]
     * @param step distance between rows of windows [px]
     */
    ColumnSums(int columns, int window, int step) {
        this.columns = columns;
        this.step = step;
        band = divisor(window, step);
        bands = new float[window / band][columns];
        sums = new float[columns];
    }

    /** The greatest number that divides both. */
    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /**
     * Sums of a, or of the products of a and b.
     *
     * @param a pixels
     * @param ai index of the first pixel of the first row of windows
     * @param aStride from a row of pixels to the next
     * @param b other pixels, or null
     * @param bi as {@code ai}
     * @param bStride as {@code aStride}
     * @param rows rows of windows
     * @param sink called for each
     */
    void of(float[] a, int ai, int aStride, float[] b, int bi, int bStride, int rows, Sink sink) {
        int count = bands.length;
        int fresh = 0;
        for (int r = 0; r < rows; r++) {
            int first = r * step / band;
            // Windows farther apart than they are high leave some out.
            fresh = Math.max(fresh, first);
            for (; fresh < first + count; fresh++) {
                float[] sum = bands[fresh % count];
                Arrays.fill(sum, 0);
                int y = fresh * band;
                if (b == null) {
                    add(a, ai + y * aStride, aStride, sum);
                } else {
                    addProducts(a, ai + y * aStride, aStride, b, bi + y * bStride, bStride, sum);
                }
            }
            sink.take(r, sum(first));
        }
    }

    private void add(float[] a, int ai, int stride, float[] sum) {
        int y = 0;
        for (; y <= band - 4; y += 4) {
            Rows.addFour(a, ai + y * stride, stride, sum, columns);
        }
        for (; y < band; y++) {
            Rows.add(a, ai + y * stride, sum, 0, columns);
        }
    }

    private void addProducts(float[] a, int ai, int aStride, float[] b, int bi, int bStride, float[] sum) {
        int y = 0;
        for (; y <= band - 4; y += 4) {
            Rows.addFourProducts(a, ai + y * aStride, aStride, b, bi + y * bStride, bStride, sum, columns);
        }
        for (; y < band; y++) {
            Rows.addProduct(a, ai + y * aStride, b, bi + y * bStride, sum, 0, columns);
        }
    }

    private float[] sum(int first) {
        int count = bands.length;
        if (count == 1) {
            return bands[0];
        }
        Arrays.fill(sums, 0);
        int k = 0;
        for (; k <= count - 4; k += 4) {
            Rows.addFour(
                    bands[(first + k) % count],
                    bands[(first + k + 1) % count],
                    bands[(first + k + 2) % count],
                    bands[(first + k + 3) % count],
                    sums,
                    columns);
        }
        for (; k < count; k++) {
            Rows.add(bands[(first + k) % count], 0, sums, 0, columns);
        }
        return sums;
    }
}
