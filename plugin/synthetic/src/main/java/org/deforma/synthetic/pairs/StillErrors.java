package org.deforma.synthetic.pairs;

import org.deforma.synthetic.DisplacementGrid;

/**
 * What an estimate makes of ground that did not move. Nodes that are NaN do not count, nor do those at the edges.
 *
 * <p>A false step is where a user would take noise for a fault: the means of the estimate over two blocks of 8 x 8 px,
 * side by side or one below the other, so that their centres are 8 px apart, differ by more than 0.1 px (length of the
 * difference of the vectors). Blocks lie side by side from the first row and column within the edges; one of which
 * less than half is known has no mean, and no step to its neighbours is counted.
 *
 * @param rmse root of the mean square over both components [px]
 * @param falseSteps how many neighbouring blocks differ by more than 0.1 px
 * @param places how many neighbouring blocks were compared
 * @param measured share of the nodes within the edges that are not NaN
 */
public record StillErrors(double rmse, int falseSteps, int places, double measured) {
    private static final double BLOCK = 8;
    private static final double STEP = 0.1;

    /**
     * Judges an estimate.
     *
     * @param estimate displacement of ground that did not move, NaN where it is not known [px]
     * @param spacing of the nodes, 1, 2, 4 or 8; a block has (8 / spacing)^2 of them [px]
     * @param edge rows and columns of nodes to leave out on each side
     */
    public static StillErrors of(DisplacementGrid estimate, int spacing, int edge) {
        if (spacing < 1 || BLOCK % spacing != 0) {
            throw new IllegalArgumentException("the spacing must be 1, 2, 4 or 8 px, was " + spacing);
        }
        int side = (int) BLOCK / spacing;
        int blocksWide = Math.max(0, (estimate.columns() - 2 * edge) / side);
        int blocksHigh = Math.max(0, (estimate.rows() - 2 * edge) / side);
        double[] meanX = new double[blocksWide * blocksHigh];
        double[] meanY = new double[blocksWide * blocksHigh];
        for (int b = 0; b < meanX.length; b++) {
            int first = (edge + b / blocksWide * side) * estimate.columns() + edge + b % blocksWide * side;
            meanX[b] = mean(estimate.dx(), estimate.columns(), first, side);
            meanY[b] = mean(estimate.dy(), estimate.columns(), first, side);
        }
        int steps = 0;
        int places = 0;
        for (int b = 0; b < meanX.length; b++) {
            int[] neighbours = {b % blocksWide + 1 < blocksWide ? b + 1 : -1, b + blocksWide};
            for (int other : neighbours) {
                if (other < 0 || other >= meanX.length) {
                    continue;
                }
                double difference = Math.hypot(meanX[other] - meanX[b], meanY[other] - meanY[b]);
                places += Double.isNaN(difference) ? 0 : 1;
                steps += difference > STEP ? 1 : 0;
            }
        }
        double squares = 0;
        int nodes = 0;
        int measured = 0;
        for (int row = edge; row < estimate.rows() - edge; row++) {
            for (int column = edge; column < estimate.columns() - edge; column++) {
                double dx = estimate.dx()[row * estimate.columns() + column];
                double dy = estimate.dy()[row * estimate.columns() + column];
                nodes++;
                if (!Double.isNaN(dx) && !Double.isNaN(dy)) {
                    measured++;
                    squares += (dx * dx + dy * dy) / 2;
                }
            }
        }
        return new StillErrors(Math.sqrt(squares / measured), steps, places, (double) measured / nodes);
    }

    /** Of what is known in a block; NaN if that is less than half. */
    private static double mean(float[] values, int columns, int first, int side) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < side * side; i++) {
            float v = values[first + i / side * columns + i % side];
            if (!Float.isNaN(v)) {
                sum += v;
                n++;
            }
        }
        return 2 * n < side * side ? Double.NaN : sum / n;
    }
}
