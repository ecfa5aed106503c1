package org.deforma.synthetic;

/**
 * Filters of periodic images by real, even transfer functions along one axis, in place. As such a filter maps real to
 * real, two lines travel as real and imaginary part of one sequence.
 */
final class PeriodicFilter {
    private static final int LANES = 16;

    private PeriodicFilter() {}

    /**
     * Multiplies the Fourier coefficients of each row by {@code gains}.
     *
     * @param image {@code height} rows of {@code width} values
     * @param width a power of two
     * @param height a multiple of 32
     * @param gains one for each frequency in the order of the transform, even
     */
    static void alongRows(float[] image, int width, int height, double[] gains) {
        BatchFft fft = new BatchFft(width, LANES);
        float[] re = new float[width * LANES];
        float[] im = new float[width * LANES];
        for (int first = 0; first < height; first += 2 * LANES) {
            for (int l = 0; l < LANES; l++) {
                int a = (first + l) * width;
                int b = a + LANES * width;
                for (int k = 0; k < width; k++) {
                    re[k * LANES + l] = image[a + k];
                    im[k * LANES + l] = image[b + k];
                }
            }
            filter(fft, re, im, gains);
            for (int l = 0; l < LANES; l++) {
                int a = (first + l) * width;
                int b = a + LANES * width;
                for (int k = 0; k < width; k++) {
                    image[a + k] = re[k * LANES + l];
                    image[b + k] = im[k * LANES + l];
                }
            }
        }
    }

    /** The same for each column; the width is a multiple of 32 and the height a power of two. */
    static void alongColumns(float[] image, int width, int height, double[] gains) {
        BatchFft fft = new BatchFft(height, LANES);
        float[] re = new float[height * LANES];
        float[] im = new float[height * LANES];
        for (int first = 0; first < width; first += 2 * LANES) {
            for (int k = 0; k < height; k++) {
                System.arraycopy(image, k * width + first, re, k * LANES, LANES);
                System.arraycopy(image, k * width + first + LANES, im, k * LANES, LANES);
            }
            filter(fft, re, im, gains);
            for (int k = 0; k < height; k++) {
                System.arraycopy(re, k * LANES, image, k * width + first, LANES);
                System.arraycopy(im, k * LANES, image, k * width + first + LANES, LANES);
            }
        }
    }

    private static void filter(BatchFft fft, float[] re, float[] im, double[] gains) {
        int n = gains.length;
        // With the parts exchanged, the inverse transform is the forward one.
        fft.inverse(im, re);
        for (int k = 0; k < n; k++) {
            float gain = (float) (gains[k] / n);
            for (int l = k * LANES; l < (k + 1) * LANES; l++) {
                re[l] *= gain;
                im[l] *= gain;
            }
        }
        fft.inverse(re, im);
    }
}
