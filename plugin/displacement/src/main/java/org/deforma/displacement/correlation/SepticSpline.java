package org.deforma.displacement.correlation;

/**
 * Interpolation with a B-spline of degree 7 (Unser, Aldroubi &amp; Eden 1993, doi:10.1109/78.193220).
 *
 * <p>What a correlator needs of its interpolation is that texture keeps its place whatever the fraction of a pixel: the error
 * there is "pixel locking", a bias with the period of a pixel. For the spectrum of a satellite image (1/f amplitude, MTF 0.2
 * at the Nyquist frequency) it amounts to 0.012 px from peak to peak with degree 3, 0.004 with 5 and 0.0018 with 7.
 *
 * <p>The coefficients come from a finite convolution with the inverse filter instead of the usual recursion: a coefficient
 * then depends on {@value #REACH} px around it and on nothing else, so that tiles fit together to the last bit.
 */
final class SepticSpline {
    /**
     * A coefficient depends on the samples within this distance [px], an even number. What is left out changes the amplitude of
     * waves by 0.04 % at most; being symmetric, it moves none.
     */
    static final int REACH = 16;
    /** An interpolated value depends on the coefficients from this far below its position to one more above [px]. */
    static final int SUPPORT = 3;
    /** Coefficients along each axis that an interpolated value depends on. */
    static final int TAPS = 2 * SUPPORT + 2;

    private static final int DEGREE = 7;
    private static final double FACTORIAL = 5040;
    private static final int[] BINOMIALS = {1, 8, 28, 56, 70, 56, 28, 8};
    /** Positions are rounded to this part of a pixel: by less than what a window is good to, a hundred times over. */
    private static final int FRACTIONS = 4096;

    private static final float[] INVERSE = inverse();
    private static final float[] WEIGHTS = table();

    private SepticSpline() {}

    /** The inverse of the filter (1 120 1191 2416 1191 120 1)/5040, cut off at the reach and scaled to keep the mean. */
    private static float[] inverse() {
        int n = 1024;
        double[] response = new double[REACH + 1];
        double sum = 0;
        for (int k = 0; k <= REACH; k++) {
            for (int i = 0; i < n; i++) {
                double f = 2 * Math.PI * i / n;
                double filter = 2416 + 2382 * Math.cos(f) + 240 * Math.cos(2 * f) + 2 * Math.cos(3 * f);
                response[k] += 5040 / filter * Math.cos(k * f) / n;
            }
            sum += k == 0 ? response[k] : 2 * response[k];
        }
        float[] taps = new float[REACH + 1];
        for (int k = 0; k <= REACH; k++) {
            taps[k] = (float) (response[k] / sum);
        }
        return taps;
    }

    /** Coefficients of the patch; the outermost {@value #REACH} px are good only for what decays towards them. */
    static float[] coefficients(Patch patch) {
        int w = patch.width;
        int h = patch.height;
        float[] in = patch.data;
        float[] across = new float[in.length];
        float[] padded = new float[w + 2 * REACH];
        for (int y = 0; y < h; y++) {
            System.arraycopy(in, y * w, padded, REACH, w);
            java.util.Arrays.fill(padded, 0, REACH, in[y * w]);
            java.util.Arrays.fill(padded, w + REACH, w + 2 * REACH, in[y * w + w - 1]);
            scale(padded, REACH, INVERSE[0], across, y * w, w);
            for (int k = 1; k <= REACH; k += 2) {
                Rows.addScaledSums(
                        padded,
                        REACH - k,
                        REACH + k,
                        INVERSE[k],
                        REACH - k - 1,
                        REACH + k + 1,
                        INVERSE[k + 1],
                        across,
                        y * w,
                        w);
            }
        }
        float[] result = new float[in.length];
        for (int y = 0; y < h; y++) {
            scale(across, y * w, INVERSE[0], result, y * w, w);
            for (int k = 1; k <= REACH; k += 2) {
                Rows.addScaledSums(
                        across,
                        Math.max(0, y - k) * w,
                        Math.min(h - 1, y + k) * w,
                        INVERSE[k],
                        Math.max(0, y - k - 1) * w,
                        Math.min(h - 1, y + k + 1) * w,
                        INVERSE[k + 1],
                        result,
                        y * w,
                        w);
            }
        }
        return result;
    }

    private static void scale(float[] in, int at, float factor, float[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            out[to + i] = in[at + i] * factor;
        }
    }

    /** Weights for every fraction of a pixel that is told apart, {@value #TAPS} each. */
    private static float[] table() {
        float[] table = new float[(FRACTIONS + 1) * TAPS];
        for (int i = 0; i <= FRACTIONS; i++) {
            weights((double) i / FRACTIONS, table, i * TAPS);
        }
        return table;
    }

    /**
     * Weights of the eight coefficients around a position.
     *
     * @param t fraction of the position above its lower neighbour, 0..1
     * @param w where the weights go, for the coefficients at -3..4 from that neighbour
     * @param at index of the first one
     */
    private static void weights(double t, float[] w, int at) {
        for (int k = 0; k < TAPS; k++) {
            double sum = 0;
            // The truncated powers of which a B-spline is made, from its nearer end.
            double x = Math.min(t + TAPS - 1 - k, k + 1 - t);
            for (int j = 0; j < x; j++) {
                sum += (j % 2 == 0 ? 1 : -1) * BINOMIALS[j] * Math.pow(x - j, DEGREE);
            }
            w[at + k] = (float) (sum / FACTORIAL);
        }
    }

    /**
     * Interpolated value.
     *
     * @param c coefficients, row by row
     * @param width of the coefficients
     * @param ix column at or left of the position, at least 3 from the left and 5 from the right end
     * @param iy row at or above the position, likewise
     * @param fx fraction of the position right of that column, 0..1
     * @param fy fraction below that row
     */
    static float at(float[] c, int width, int ix, int iy, float fx, float fy) {
        float[] w = WEIGHTS;
        int x = ((int) (fx * FRACTIONS + 0.5f)) * TAPS;
        int y = ((int) (fy * FRACTIONS + 0.5f)) * TAPS;
        float w0 = w[x];
        float w1 = w[x + 1];
        float w2 = w[x + 2];
        float w3 = w[x + 3];
        float w4 = w[x + 4];
        float w5 = w[x + 5];
        float w6 = w[x + 6];
        float w7 = w[x + 7];
        float sum = 0;
        int i = (iy - SUPPORT) * width + ix - SUPPORT;
        for (int k = 0; k < TAPS; k++, i += width) {
            sum += w[y + k]
                    * (((w0 * c[i] + w1 * c[i + 1]) + (w2 * c[i + 2] + w3 * c[i + 3]))
                            + ((w4 * c[i + 4] + w5 * c[i + 5]) + (w6 * c[i + 6] + w7 * c[i + 7])));
        }
        return sum;
    }
}
