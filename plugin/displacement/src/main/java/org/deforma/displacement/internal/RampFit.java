package org.deforma.displacement.internal;

import java.util.Arrays;
import org.deforma.api.displacement.RampRemoval;

/**
 * A constant or a plane fitted to scattered values, robustly: least squares, weighted again and again by Tukey's biweight of
 * the residuals (Holland &amp; Welsch 1977, doi:10.1080/03610927708827533), so that ground that moved counts little as long as
 * most of the map did not.
 */
final class RampFit {
    private static final int ROUNDS = 20;
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
        double[] c = {Statistics.median(values), 0, 0};
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
