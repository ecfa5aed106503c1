package org.deforma.synthetic.pairs;

import java.util.Arrays;
import org.deforma.synthetic.DisplacementGrid;

/**
 * What an estimate makes of the step at a straight fault. Nodes that are NaN do not count, nor do those at the edges.
 *
 * <p>The profile is the mean slip on strips of 1 px along the fault: how far the ground moved against the direction of
 * the fault, which right-lateral slip lets rise from left to right. It is 0 on the mean of the left side and 1 on that
 * of the right for width and overshoot; the sides are what lies 16 to 48 px from the fault.
 *
 * @param nearRmse root of the mean square error over both components, up to 32 px from the fault [px]
 * @param farRmse likewise beyond 64 px; NaN where there is nothing [px]
 * @param step mean of the right side less that of the left [px]
 * @param width across the fault, from 10 to 90 per cent of the step, about where the profile is half; 0.8 for a jump
 *     between two strips; NaN if the profile does not get there or the step is 0 [px]
 * @param overshoot how far the profile goes beyond the side's mean, on that side within 32 px, over the step: 0 or
 *     more; NaN if the step is 0
 * @param measured share of the nodes within the edges that are not NaN
 * @param profile slip at distances -64 to 64 px, strip k from k - 64 to k - 63 px; NaN where there is nothing [px]
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares these records
public record StepProfile(
        double nearRmse,
        double farRmse,
        double step,
        double width,
        double overshoot,
        double measured,
        double[] profile) {
    private static final int REACH = 64;
    private static final double NEAR = 32;
    private static final double SIDE_FROM = 16;
    private static final double SIDE_TO = 48;
    /** A step below this has no width [px]. */
    private static final double NO_STEP = 1e-6;

    /**
     * Compares an estimate with the truth.
     *
     * @param estimate displacement, NaN where it is not known [px]
     * @param truth on the same nodes [px]
     * @param distance of the nodes from the fault, above 0 on its right [px]
     * @param azimuth of the fault, clockwise from up [deg]
     * @param edge rows and columns of nodes to leave out on each side
     */
    public static StepProfile of(
            DisplacementGrid estimate, DisplacementGrid truth, float[] distance, double azimuth, int edge) {
        int columns = estimate.columns();
        int rows = estimate.rows();
        if (truth.columns() != columns || truth.rows() != rows || distance.length != columns * rows) {
            throw new IllegalArgumentException("estimate, truth and distances must be on the same nodes, were on "
                    + columns + " x " + rows + ", " + truth.columns() + " x " + truth.rows() + " and "
                    + distance.length);
        }
        double alongX = Math.sin(Math.toRadians(azimuth));
        double alongY = -Math.cos(Math.toRadians(azimuth));
        Mean near = new Mean();
        Mean far = new Mean();
        Mean left = new Mean();
        Mean right = new Mean();
        Mean[] strips = new Mean[2 * REACH];
        for (int k = 0; k < strips.length; k++) {
            strips[k] = new Mean();
        }
        int nodes = 0;
        int measured = 0;
        for (int row = edge; row < rows - edge; row++) {
            for (int column = edge; column < columns - edge; column++) {
                int i = row * columns + column;
                nodes++;
                double dx = estimate.dx()[i];
                double dy = estimate.dy()[i];
                if (Double.isNaN(dx) || Double.isNaN(dy)) {
                    continue;
                }
                measured++;
                double d = distance[i];
                double square = (Math.pow(dx - truth.dx()[i], 2) + Math.pow(dy - truth.dy()[i], 2)) / 2;
                (Math.abs(d) <= NEAR ? near : Math.abs(d) > REACH ? far : new Mean()).add(square);
                double slip = -(dx * alongX + dy * alongY);
                if (Math.abs(d) >= SIDE_FROM && Math.abs(d) <= SIDE_TO) {
                    (d > 0 ? right : left).add(slip);
                }
                int k = (int) Math.floor(d) + REACH;
                if (k >= 0 && k < strips.length) {
                    strips[k].add(slip);
                    strips[k].places += d;
                }
            }
        }
        double step = right.get() - left.get();
        double[] profile = Arrays.stream(strips).mapToDouble(Mean::get).toArray();
        Mean[] known = Arrays.stream(strips).filter(m -> m.n > 0).toArray(Mean[]::new);
        double[] place = Arrays.stream(known).mapToDouble(m -> m.places / m.n).toArray();
        double[] share = Arrays.stream(known)
                .mapToDouble(m -> (m.get() - left.get()) / step)
                .toArray();
        boolean steps = Math.abs(step) >= NO_STEP;
        return new StepProfile(
                Math.sqrt(near.get()),
                Math.sqrt(far.get()),
                step,
                steps ? width(place, share) : Double.NaN,
                steps ? overshoot(place, share) : Double.NaN,
                (double) measured / nodes,
                profile);
    }

    /** Of strips that are not empty, at these places [px]. */
    private static double width(double[] place, double[] share) {
        // From the half nearest to the fault, outwards.
        int middle = -1;
        for (int k = 0; k + 1 < share.length; k++) {
            boolean half = share[k] < 0.5 && share[k + 1] >= 0.5;
            if (half && (middle < 0 || Math.abs(place[k]) < Math.abs(place[middle]))) {
                middle = k;
            }
        }
        if (middle < 0) {
            return Double.NaN;
        }
        int low = middle;
        while (low >= 0 && share[low] > 0.1) {
            low--;
        }
        int high = middle + 1;
        while (high < share.length && share[high] < 0.9) {
            high++;
        }
        if (low < 0 || high == share.length) {
            return Double.NaN;
        }
        return passed(place, share, high - 1, 0.9) - passed(place, share, low, 0.1);
    }

    /** Where the profile passes a level between strip k and the next [px]. */
    private static double passed(double[] place, double[] share, int k, double level) {
        return place[k] + (place[k + 1] - place[k]) * (level - share[k]) / (share[k + 1] - share[k]);
    }

    private static double overshoot(double[] place, double[] share) {
        double most = 0;
        for (int k = 0; k < share.length; k++) {
            if (Math.abs(place[k]) <= NEAR) {
                most = Math.max(most, place[k] > 0 ? share[k] - 1 : -share[k]);
            }
        }
        return most;
    }

    private static final class Mean {
        private double sum;
        /** Sum of distances from the fault, where they matter [px]. */
        private double places;

        private int n;

        void add(double value) {
            sum += value;
            n++;
        }

        /** NaN where there was nothing. */
        double get() {
            return sum / n;
        }
    }
}
