package org.deforma.synthetic;

/**
 * Inverse Fourier transforms, unscaled, of several sequences at once: {@code x[j] = sum over k of X[k] exp(+2 pi i j
 * k / n)}.
 *
 * <p>The sequences lie side by side: element k of lane l is at {@code k * lanes + l}. So the innermost loop runs over
 * lanes, which the compiler turns into vector instructions. Decimation in time, radix 2 (Cooley and Tukey 1965,
 * doi:10.2307/2003354). Thread-safe.
 */
final class BatchFft {
    private final int n;
    private final int lanes;
    private final float[] cos;
    private final float[] sin;

    /**
     * Prepares transforms of one size.
     *
     * @param n length of a sequence, a power of two, at least 2
     * @param lanes sequences that are transformed together
     */
    BatchFft(int n, int lanes) {
        this.n = n;
        this.lanes = lanes;
        cos = new float[n / 2];
        sin = new float[n / 2];
        for (int k = 0; k < n / 2; k++) {
            cos[k] = (float) StrictMath.cos(2 * Math.PI * k / n);
            sin[k] = (float) StrictMath.sin(2 * Math.PI * k / n);
        }
    }

    /** Transforms in place; both arrays hold {@code n * lanes} values. */
    void inverse(float[] re, float[] im) {
        reorder(re);
        reorder(im);
        for (int half = 1; half < n; half *= 2) {
            int turn = n / 2 / half;
            for (int j = 0; j < half; j++) {
                float c = cos[j * turn];
                float s = sin[j * turn];
                for (int k = j; k < n; k += 2 * half) {
                    butterfly(re, im, k * lanes, (k + half) * lanes, lanes, c, s);
                }
            }
        }
    }

    private static void butterfly(float[] re, float[] im, int a, int b, int lanes, float c, float s) {
        for (int l = 0; l < lanes; l++) {
            float xr = re[b + l];
            float xi = im[b + l];
            float tr = c * xr - s * xi;
            float ti = c * xi + s * xr;
            float ar = re[a + l];
            float ai = im[a + l];
            re[b + l] = ar - tr;
            im[b + l] = ai - ti;
            re[a + l] = ar + tr;
            im[a + l] = ai + ti;
        }
    }

    private void reorder(float[] x) {
        float[] swap = new float[lanes];
        int shift = Integer.numberOfLeadingZeros(n) + 1;
        for (int k = 0; k < n; k++) {
            int r = Integer.reverse(k) >>> shift;
            if (r > k) {
                System.arraycopy(x, k * lanes, swap, 0, lanes);
                System.arraycopy(x, r * lanes, x, k * lanes, lanes);
                System.arraycopy(swap, 0, x, r * lanes, lanes);
            }
        }
    }
}
