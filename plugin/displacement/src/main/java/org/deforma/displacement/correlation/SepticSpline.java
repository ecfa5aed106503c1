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

    private static final float[] INVERSE = inverse();

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

    /**
     * Weights of the eight coefficients around a position.
     *
     * @param t fraction of the position above its lower neighbour, 0..1
     * @param w where the weights go, for the coefficients at -3..4 from that neighbour
     * @param at index of the first one
     */
    static void weights(float t, float[] w, int at) {
        float s = 1 - t;
        float t2 = t * t;
        float s2 = s * s;
        w[at] = s2 * s2 * s2 * s * N;
        w[at + 7] = t2 * t2 * t2 * t * N;
        w[at + 1] = (1 + s * (7 + s * (21 + s * (35 + s * (35 + s * (21 + s * (7 - 7 * s))))))) * N;
        w[at + 6] = (1 + t * (7 + t * (21 + t * (35 + t * (35 + t * (21 + t * (7 - 7 * t))))))) * N;
        w[at + 2] = (120 + s * (392 + s * (504 + s * (280 + s2 * (-84 + s * (-42 + 21 * s)))))) * N;
        w[at + 5] = (120 + t * (392 + t * (504 + t * (280 + t2 * (-84 + t * (-42 + 21 * t)))))) * N;
        w[at + 3] = (2416 + t2 * (-1680 + t2 * (560 + t2 * (-140 + 35 * t)))) * N;
        w[at + 4] = (2416 + s2 * (-1680 + s2 * (560 + s2 * (-140 + 35 * s)))) * N;
    }

    private static final float N = 1 / 5040f;

    /**
     * Interpolated value.
     *
     * @param c coefficients, row by row
     * @param width of the coefficients
     * @param ix column at or left of the position, at least 3 from the left and 5 from the right end
     * @param iy row at or above the position, likewise
     * @param fx fraction of the position right of that column, 0..1
     * @param fy fraction below that row
     * @param w room for 16 weights
     */
    static float at(float[] c, int width, int ix, int iy, float fx, float fy, float[] w) {
        weights(fx, w, 0);
        weights(fy, w, TAPS);
        float w0 = w[0];
        float w1 = w[1];
        float w2 = w[2];
        float w3 = w[3];
        float w4 = w[4];
        float w5 = w[5];
        float w6 = w[6];
        float w7 = w[7];
        float sum = 0;
        int i = (iy - SUPPORT) * width + ix - SUPPORT;
        for (int k = TAPS; k < 2 * TAPS; k++, i += width) {
            sum += w[k]
                    * (((w0 * c[i] + w1 * c[i + 1]) + (w2 * c[i + 2] + w3 * c[i + 3]))
                            + ((w4 * c[i + 4] + w5 * c[i + 5]) + (w6 * c[i + 6] + w7 * c[i + 7])));
        }
        return sum;
    }
}
