package org.deforma.displacement.internal;

import java.util.Arrays;

/** Robust statistics. */
final class Statistics {
    private Statistics() {}

    /** Median; NaN of nothing. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Normalised median absolute deviation: the standard deviation if the values were normal. */
    static double nmad(double[] values) {
        double median = median(values);
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Math.abs(values[i] - median);
        }
        return 1.4826 * median(deviations);
    }
}
