package org.deforma.training.baseline;

/** Brings every feature to mean 0 and deviation 1 over a training set. Immutable. */
public final class Standardiser {
    private final double[] mean;
    private final double[] deviation;

    /** Takes means and deviations from rows of features. */
    public Standardiser(float[][] rows) {
        int n = rows[0].length;
        mean = new double[n];
        deviation = new double[n];
        for (float[] row : rows) {
            for (int f = 0; f < n; f++) {
                mean[f] += row[f] / rows.length;
            }
        }
        for (float[] row : rows) {
            for (int f = 0; f < n; f++) {
                deviation[f] += (row[f] - mean[f]) * (row[f] - mean[f]) / rows.length;
            }
        }
        for (int f = 0; f < n; f++) {
            deviation[f] = Math.max(1e-3, Math.sqrt(deviation[f]));
        }
    }

    /** The features of one row, standardised. */
    public float[] apply(float... row) {
        float[] standard = new float[row.length];
        for (int f = 0; f < row.length; f++) {
            standard[f] = (float) ((row[f] - mean[f]) / deviation[f]);
        }
        return standard;
    }
}
