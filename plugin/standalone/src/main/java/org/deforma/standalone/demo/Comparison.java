package org.deforma.standalone.demo;

import java.util.Arrays;
import java.util.List;
import org.deforma.standalone.files.RasterMap;

/**
 * A measured map against the truth.
 *
 * @param points cells compared
 * @param measured cells with a value
 * @param east errors of the east component
 * @param north errors of the north component
 * @param errorOverSigma robust standard deviation of error / sigma over both components; 1 when sigma means what it
 *     says
 */
public record Comparison(int points, int measured, Errors east, Errors north, double errorOverSigma) {
    private static final double TO_SIGMA = 1.4826;
    private static final int SIGMA_BAND = 3;

    /**
     * Errors of one component.
     *
     * @param largestTruth largest absolute displacement [m]
     * @param rmse root mean square error [m]
     * @param bias mean error [m]
     * @param nmad 1.4826 times the median absolute deviation of the error from its median [m]
     */
    public record Errors(double largestTruth, double rmse, double bias, double nmad) {
        static Errors of(float[] measured, float[] truth, boolean[] where) {
            double largest = 0;
            double[] errors = new double[measured.length];
            int n = 0;
            for (int i = 0; i < measured.length; i++) {
                if (where[i] && !Float.isNaN(measured[i])) {
                    largest = Math.max(largest, Math.abs(truth[i]));
                    errors[n++] = measured[i] - truth[i];
                }
            }
            errors = Arrays.copyOf(errors, n);
            double bias = Arrays.stream(errors).average().orElse(Double.NaN);
            double rmse =
                    Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElse(Double.NaN));
            return new Errors(largest, rmse, bias, Comparison.nmad(errors));
        }
    }

    /**
     * Compares.
     *
     * @param map east, north, correlation, sigma
     * @param truth east, north on the same grid
     * @param where cells to compare
     */
    public static Comparison of(RasterMap map, RasterMap truth, boolean[] where) {
        List<float[]> bands = map.bands();
        double[] ratios = new double[2 * where.length];
        int points = 0;
        int n = 0;
        for (int i = 0; i < where.length; i++) {
            points += where[i] ? 1 : 0;
            if (where[i] && !Float.isNaN(bands.get(0)[i])) {
                for (int band = 0; band < 2; band++) {
                    ratios[n++] = (bands.get(band)[i] - truth.bands().get(band)[i]) / bands.get(SIGMA_BAND)[i];
                }
            }
        }
        return new Comparison(
                points,
                n / 2,
                Errors.of(bands.get(0), truth.bands().get(0), where),
                Errors.of(bands.get(1), truth.bands().get(1), where),
                nmad(Arrays.copyOf(ratios, n)));
    }

    /** Share of the cells that have a value, 0..1. */
    public double measuredShare() {
        return (double) measured / points;
    }

    /** Root mean square error over both components [m]. */
    public double rmse() {
        return Math.sqrt((east.rmse * east.rmse + north.rmse * north.rmse) / 2);
    }

    private static double nmad(double[] values) {
        double median = median(values);
        return TO_SIGMA
                * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }
}
