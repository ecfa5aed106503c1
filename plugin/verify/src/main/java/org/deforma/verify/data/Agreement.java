package org.deforma.verify.data;

import org.deforma.verify.table.Failed;

/**
 * A displacement map against the truth, away from the rupture.
 *
 * @param rmse of east and north [px of the images]
 * @param measured share of the cells with data that have a value, 0..1
 * @param correlation of measured and true east, 0..1 where the signs agree
 */
public record Agreement(double rmse, double measured, double correlation) {
    private static final double RMSE_LIMIT = 0.05;
    private static final double MEASURED_LIMIT = 0.95;
    private static final double CORRELATION_LIMIT = 0.99;

    /**
     * Compares.
     *
     * @param map bands east and north [m]
     * @param pair gives the truth
     * @param window of the measurement [px]
     */
    public static Agreement of(GeoTiff map, QuakePair pair, int window) {
        double squares = 0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        int cells = 0;
        int n = 0;
        double reach = pair.holeSide() / 2 + (0.5 * window + 8) * pair.before().pixel();
        for (int i = 0; i < map.width() * map.height(); i++) {
            double easting = map.easting(i % map.width());
            double northing = map.northing(i / map.width());
            boolean nearHole =
                    Math.abs(easting - pair.holeEasting()) < reach && Math.abs(northing - pair.holeNorthing()) < reach;
            if (nearHole || !pair.smooth(easting, northing, window)) {
                continue;
            }
            cells++;
            double east = map.bands()[0][i];
            double north = map.bands()[1][i];
            if (!Double.isNaN(east)) {
                double truth = pair.east(easting, northing);
                double other = north - pair.north(easting, northing);
                squares += (east - truth) * (east - truth) + other * other;
                ab += east * truth;
                aa += east * east;
                bb += truth * truth;
                n++;
            }
        }
        return new Agreement(
                Math.sqrt(squares / (2 * n)) / pair.before().pixel(), (double) n / cells, ab / Math.sqrt(aa * bb));
    }

    /** Says how good it is, or fails. */
    public String require() {
        Failed.unless(correlation >= CORRELATION_LIMIT, "east with the sign of the truth", this);
        Failed.unless(measured >= MEASURED_LIMIT, MEASURED_LIMIT + " of the cells measured", this);
        Failed.unless(rmse <= RMSE_LIMIT, "RMSE of " + RMSE_LIMIT + " px at most", this);
        return String.format(
                java.util.Locale.ROOT, "RMSE %.3f px (limit %.2f), %.1f %% measured", rmse, RMSE_LIMIT, 100 * measured);
    }
}
