package org.deforma.displacement.internal;

import java.util.Arrays;
import java.util.Random;
import org.deforma.api.displacement.RampRemoval;

/**
 * A constant or a plane fitted to scattered values, robustly: what half of the values lie closest to (least median of squares,
 * Rousseeuw 1984, doi:10.2307/2288718), then least squares weighted again and again by Tukey's biweight of the residuals. Up to
 * almost half of the map may have moved, even if all of it lies on one side.
 */
final class RampFit {
    private static final int ROUNDS = 20;
    /** Planes tried: with 40 % of the values gone astray, one in five goes through three good ones. */
    private static final int TRIALS = 500;
    /** Values that judge a trial. */
    private static final int JUDGES = 1000;
    /** Residual beyond which a value counts nothing, in robust standard deviations. */
    private static final double BIWEIGHT = 4.685;

    private final double[] coefficients;

    private RampFit(double[] coefficients) {
        this.coefficients = coefficients;
    }

    /**
     * Fits.
     *
     * @param kind what to fit
     * @param x places, in any unit of order one
     * @param y likewise
     * @param values what was measured there
     */
    static RampFit of(RampRemoval kind, double[] x, double[] y, double[] values) {
        int terms = kind == RampRemoval.PLANE ? 3 : 1;
        double[] c =
                kind == RampRemoval.PLANE ? leastMedian(x, y, values) : new double[] {Statistics.median(values), 0, 0};
        double[] residuals = new double[values.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < values.length; i++) {
                residuals[i] = values[i] - (c[0] + c[1] * x[i] + c[2] * y[i]);
            }
            double limit = BIWEIGHT * Math.max(Statistics.nmad(residuals), 1e-12);
            double[][] m = new double[3][4];
            for (int i = 0; i < values.length; i++) {
                double u = residuals[i] / limit;
                if (Math.abs(u) >= 1) {
                    continue;
                }
                double w = (1 - u * u) * (1 - u * u);
                double[] row = {1, x[i], y[i], values[i]};
                for (int j = 0; j < terms; j++) {
                    for (int k = 0; k < 4; k++) {
                        m[j][k] += w * row[j] * row[k];
                    }
                }
            }
            double[] next = solve(m, terms);
            if (next == null || Arrays.equals(next, c)) {
                break;
            }
            c = next;
        }
        return new RampFit(c);
    }

    /** The plane through three of the values that leaves the smallest median residual, of many planes tried. */
    private static double[] leastMedian(double[] x, double[] y, double[] values) {
        double[] best = {Statistics.median(values), 0, 0};
        if (values.length < 3) {
            return best;
        }
        Random random = new Random(TRIALS);
        int n = Math.min(values.length, JUDGES);
        int[] judges = random.ints(n, 0, values.length).toArray();
        double[] residuals = new double[n];
        double least = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[][] m = new double[3][4];
            for (int k = 0; k < 3; k++) {
                int i = random.nextInt(values.length);
                m[k] = new double[] {1, x[i], y[i], values[i]};
            }
            double[] c = solve(m, 3);
            if (c == null) {
                continue;
            }
            for (int k = 0; k < n; k++) {
                int i = judges[k];
                residuals[k] = Math.abs(values[i] - (c[0] + c[1] * x[i] + c[2] * y[i]));
            }
            double median = Statistics.median(residuals);
            if (median < least) {
                least = median;
                best = c;
            }
        }
        return best;
    }

    /** Gauss elimination; null where the places do not determine the terms. */
    private static double[] solve(double[][] m, int n) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(m[i][i]) > 1e-9)) {
                return null;
            }
            for (int j = i + 1; j < n; j++) {
                double f = m[j][i] / m[i][i];
                for (int k = i; k < 4; k++) {
                    m[j][k] -= f * m[i][k];
                }
            }
        }
        double[] c = new double[3];
        for (int i = n - 1; i >= 0; i--) {
            double sum = m[i][3];
            for (int k = i + 1; k < n; k++) {
                sum -= m[i][k] * c[k];
            }
            c[i] = sum / m[i][i];
        }
        return c;
    }

    /** The ramp at a place. */
    double at(double x, double y) {
        return coefficients[0] + coefficients[1] * x + coefficients[2] * y;
    }
}
