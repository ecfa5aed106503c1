package org.deforma.synthetic;

import java.util.Arrays;

/**
 * Fourier coefficients of a real, periodic, band-limited image with mean 0. Only columns of x frequency 0 to width /
 * 2 - 1 are held, the others follow as the image is real; the Nyquist row and column are zero, so that the image is
 * continued between its pixels without ambiguity.
 *
 * <p>The image at pixel centre (column, row) is the real part of {@code sum over kx, ky of S(kx, ky) exp(2 pi i (kx
 * column / width + ky row / height))}, where columns kx > 0 count twice.
 *
 * @param width period [px], a power of two, at least 32
 * @param height period [px], a power of two, at least 32
 * @param re real parts, {@code height} rows of {@code width / 2} values; row ky above {@code height / 2} is frequency
 *     ky - height
 * @param im imaginary parts, laid out likewise
 */
@SuppressWarnings("ArrayRecordComponent") // images are plain arrays throughout; nothing compares these records
record HalfSpectrum(int width, int height, float[] re, float[] im) {
    /** Modulation transfer of the sensor at the Nyquist frequency. */
    static final double MTF_AT_NYQUIST = 0.2;

    private static final int LANES = 16;

    /** White Gaussian noise whose amplitude is shaped to 1/f, seen through the sensor. */
    static HalfSpectrum fractal(int width, int height, long seed) {
        return fractal(width, height, seed, 0);
    }

    /**
     * The same with a part of the power from relief that the sun shades from the upper left. For gentle slopes,
     * shading is the terrain's slope towards the sun (Pentland 1990, Linear shape from shading, IJCV 4): terrain of
     * amplitude f^-2 gives 1/f too, times the cosine of the angle to the sun.
     *
     * @param shading share of the shading in the power, 0 to 1
     */
    static HalfSpectrum fractal(int width, int height, long seed, double shading) {
        int columns = width / 2;
        float[] re = new float[height * columns];
        float[] im = new float[height * columns];
        Gaussian noise = new Gaussian(seed, 0);
        for (int ky = 0; ky < height; ky++) {
            double fy = signed(ky, height) / (double) height;
            for (int kx = 0; kx < columns; kx++) {
                double a = noise.next();
                double b = noise.next();
                double fx = kx / (double) width;
                double f = Math.hypot(fx, fy);
                double gain =
                        f == 0 ? 0 : sensor(f) / f * Math.sqrt(1 - shading + shading * (fx + fy) * (fx + fy) / (f * f));
                re[ky * columns + kx] = (float) (gain * a);
                im[ky * columns + kx] = (float) (gain * b);
            }
        }
        makeReal(height, columns, re, im);
        return new HalfSpectrum(width, height, re, im);
    }

    private static double sensor(double frequency) {
        double nyquists = frequency / 0.5;
        return Math.exp(Math.log(MTF_AT_NYQUIST) * nyquists * nyquists);
    }

    /** The first column is its own mirror image, and the Nyquist row goes. */
    private static void makeReal(int height, int columns, float[] re, float[] im) {
        for (int ky = 1; ky < height / 2; ky++) {
            re[(height - ky) * columns] = re[ky * columns];
            im[(height - ky) * columns] = -im[ky * columns];
        }
        for (int kx = 0; kx < columns; kx++) {
            re[height / 2 * columns + kx] = 0;
            im[height / 2 * columns + kx] = 0;
        }
    }

    /** Frequency of element k of n: the upper half is negative. */
    static int signed(int k, int n) {
        return k < n / 2 ? k : k - n;
    }

    /**
     * Coefficients of the quintic B-spline that passes through the image, sampled twice as fine: node (2 column, 2
     * row) is a pixel centre. Padding the spectrum with zeros refines the image; dividing it by the transfer function
     * of the spline at its nodes (Unser 1999, doi:10.1109/79.799930) is the exact prefilter of a periodic signal.
     *
     * @return 2 height rows of 2 width values
     */
    float[] quinticCoefficients() {
        int columns = width / 2;
        int fineHeight = 2 * height;
        float[] tallRe = new float[fineHeight * columns];
        float[] tallIm = new float[fineHeight * columns];
        double[] x = splineGains(width);
        double[] y = splineGains(height);
        BatchFft fft = new BatchFft(fineHeight, LANES);
        float[] blockRe = new float[fineHeight * LANES];
        float[] blockIm = new float[fineHeight * LANES];
        for (int first = 0; first < columns; first += LANES) {
            Arrays.fill(blockRe, 0);
            Arrays.fill(blockIm, 0);
            for (int ky = 0; ky < height; ky++) {
                int fine = ky < height / 2 ? ky : ky + height;
                for (int l = 0; l < LANES; l++) {
                    double gain = x[first + l] * y[ky];
                    blockRe[fine * LANES + l] = (float) (re[ky * columns + first + l] * gain);
                    blockIm[fine * LANES + l] = (float) (im[ky * columns + first + l] * gain);
                }
            }
            fft.inverse(blockRe, blockIm);
            for (int row = 0; row < fineHeight; row++) {
                System.arraycopy(blockRe, row * LANES, tallRe, row * columns + first, LANES);
                System.arraycopy(blockIm, row * LANES, tallIm, row * columns + first, LANES);
            }
        }
        return rows(tallRe, tallIm, fineHeight);
    }

    /**
     * Inverse transform of all rows, refined twice; two real rows travel as real and imaginary part of one sequence.
     */
    private float[] rows(float[] tallRe, float[] tallIm, int fineHeight) {
        int columns = width / 2;
        int n = 2 * width;
        float[] out = new float[fineHeight * n];
        BatchFft fft = new BatchFft(n, LANES);
        float[] re = new float[n * LANES];
        float[] im = new float[n * LANES];
        for (int first = 0; first < fineHeight; first += 2 * LANES) {
            Arrays.fill(re, columns * LANES, (n - columns + 1) * LANES, 0);
            Arrays.fill(im, columns * LANES, (n - columns + 1) * LANES, 0);
            for (int l = 0; l < LANES; l++) {
                int a = (first + 2 * l) * columns;
                int b = a + columns;
                re[l] = tallRe[a];
                im[l] = tallRe[b];
                for (int k = 1; k < columns; k++) {
                    re[k * LANES + l] = tallRe[a + k] - tallIm[b + k];
                    im[k * LANES + l] = tallIm[a + k] + tallRe[b + k];
                    re[(n - k) * LANES + l] = tallRe[a + k] + tallIm[b + k];
                    im[(n - k) * LANES + l] = tallRe[b + k] - tallIm[a + k];
                }
            }
            fft.inverse(re, im);
            for (int l = 0; l < LANES; l++) {
                int a = (first + 2 * l) * n;
                for (int j = 0; j < n; j++) {
                    out[a + j] = re[j * LANES + l];
                    out[a + n + j] = im[j * LANES + l];
                }
            }
        }
        return out;
    }

    /** The spline's prefilter for each frequency. */
    private static double[] splineGains(int n) {
        double[] gains = new double[n];
        for (int k = 0; k < n; k++) {
            gains[k] = QuinticWeights.prefilter(Math.PI * signed(k, n) / n);
        }
        return gains;
    }
}
