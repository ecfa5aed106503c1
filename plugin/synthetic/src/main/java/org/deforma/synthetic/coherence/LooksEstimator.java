package org.deforma.synthetic.coherence;

import org.deforma.synthetic.Draws;

/**
 * What an estimate of coherence from L independent looks says where the true coherence is known.
 *
 * <p>Each look is a circular complex Gaussian vector over the dates with the true coherences as its covariance. The
 * estimate of a pair is the magnitude of the sample coherence, as in Touzi, Lopes, Bruniquel and Vachon (1999,
 * doi:10.1109/36.739146). So it has their bias and spread, and pairs that share a date err together as real ones do.
 */
final class LooksEstimator {
    private LooksEstimator() {}

    /**
     * Estimates every pair.
     *
     * @param matrix true coherence, dates x dates row by row; read right of the diagonal, which is taken to be 1
     * @param looks independent looks, 1 or more
     * @return coherence 0..1 of each pair
     */
    static float[] estimate(double[] matrix, int looks, Acquisitions acquisitions, Draws draws) {
        int n = acquisitions.days().length;
        double[] factor = choleskyColumns(matrix, n);
        double[] re = new double[looks * n];
        double[] im = new double[looks * n];
        for (int look = 0; look < looks; look++) {
            for (int k = 0; k < n; k++) {
                addColumn(factor, k, n, draws.normal(), re, look * n);
                addColumn(factor, k, n, draws.normal(), im, look * n);
            }
        }
        double[] power = new double[n];
        for (int x = 0; x < re.length; x++) {
            power[x % n] += re[x] * re[x] + im[x] * im[x];
        }
        int[] first = acquisitions.first();
        int[] second = acquisitions.second();
        float[] estimates = new float[first.length];
        for (int p = 0; p < first.length; p++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int a = first[p], b = second[p]; a < re.length; a += n, b += n) {
                sumRe += re[a] * re[b] + im[a] * im[b];
                sumIm += im[a] * re[b] - re[a] * im[b];
            }
            double magnitude = Math.sqrt((sumRe * sumRe + sumIm * sumIm) / (power[first[p]] * power[second[p]]));
            estimates[p] = (float) Math.min(1, magnitude);
        }
        return estimates;
    }

    private static void addColumn(double[] factor, int k, int n, double g, double[] target, int offset) {
        for (int i = k; i < n; i++) {
            target[offset + i] += g * factor[k * n + i];
        }
    }

    /** The lower factor of Cholesky's decomposition; its column k is stored in row k. */
    static double[] choleskyColumns(double[] matrix, int n) {
        double[] factor = new double[n * n];
        for (int k = 0; k < n; k++) {
            System.arraycopy(matrix, k * n + k + 1, factor, k * n + k + 1, n - k - 1);
            factor[k * n + k] = 1;
        }
        for (int k = 0; k < n; k++) {
            double pivot = factor[k * n + k];
            if (!(pivot > 0)) {
                throw new IllegalArgumentException(
                        "a coherence matrix must be positive definite, was not at date " + k);
            }
            double root = 1 / Math.sqrt(pivot);
            for (int i = k; i < n; i++) {
                factor[k * n + i] *= root;
            }
            for (int m = k + 1; m < n; m++) {
                double f = factor[k * n + m];
                if (f != 0) {
                    subtractColumn(factor, k, m, n, f);
                }
            }
        }
        return factor;
    }

    private static void subtractColumn(double[] factor, int k, int m, int n, double f) {
        for (int i = m; i < n; i++) {
            factor[m * n + i] -= f * factor[k * n + i];
        }
    }
}
