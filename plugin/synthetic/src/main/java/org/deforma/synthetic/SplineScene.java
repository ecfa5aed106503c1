package org.deforma.synthetic;

/**
 * A periodic scene that is a quintic B-spline on nodes twice as dense as the pixels; node (0, 0) is the centre of the
 * upper left pixel. On the pixels the mean is 0 and the standard deviation 1. Thread-safe. Takes 16 bytes a pixel of
 * the period.
 */
public final class SplineScene implements Scene {
    private final int width;
    private final int height;
    private final int nodesWide;
    private final int nodesHigh;
    private final float[] coefficients;
    private final double mean;
    private final double gain;

    /**
     * Takes the coefficients as they are, and keeps the array.
     *
     * @param coefficients of the spline, {@code nodesHigh} rows
     * @param nodesWide nodes a row, a power of two
     * @param nodesHigh rows of nodes, a power of two
     * @param width columns [px], at most half of {@code nodesWide}
     * @param height rows [px], at most half of {@code nodesHigh}
     */
    SplineScene(float[] coefficients, int nodesWide, int nodesHigh, int width, int height) {
        this.coefficients = coefficients;
        this.nodesWide = nodesWide;
        this.nodesHigh = nodesHigh;
        this.width = width;
        this.height = height;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double v = spline(column + 0.5, row + 0.5);
                sum += v;
                squares += v * v;
            }
        }
        double pixels = (double) width * height;
        mean = sum / pixels;
        gain = 1 / Math.sqrt(squares / pixels - mean * mean);
    }

    /**
     * Any drawing, seen through a sensor whose modulation transfer is a Gaussian along rows and one along columns. What
     * the sensor leaves above the Nyquist frequency of the pixels is there, and aliases in the images as it does in
     * real ones.
     *
     * @param drawing brightness at nodes twice as dense as the pixels, periodic, edges drawn smooth over a node (as by
     *     supersampling); any unit; not flat; it is changed
     * @param nodesWide nodes a row, a power of two, at least 32
     * @param nodesHigh rows of nodes, a power of two, at least 32
     * @param width columns [px], 1 to half of {@code nodesWide}
     * @param height rows [px], 1 to half of {@code nodesHigh}
     * @param transferX modulation transfer at the Nyquist frequency of the pixels along rows, above 0 to 1
     * @param transferY likewise along columns
     */
    public static SplineScene drawn(
            float[] drawing, int nodesWide, int nodesHigh, int width, int height, double transferX, double transferY) {
        checkSide("columns", nodesWide, width);
        checkSide("rows", nodesHigh, height);
        if (drawing.length != nodesWide * nodesHigh) {
            throw new IllegalArgumentException("a drawing of " + nodesWide + " x " + nodesHigh
                    + " nodes needs as many values, had " + drawing.length);
        }
        PeriodicFilter.alongRows(drawing, nodesWide, nodesHigh, gains(nodesWide, transferX));
        PeriodicFilter.alongColumns(drawing, nodesWide, nodesHigh, gains(nodesHigh, transferY));
        SplineScene scene = new SplineScene(drawing, nodesWide, nodesHigh, width, height);
        if (!(scene.gain < 1e12)) {
            throw new IllegalArgumentException("the drawing of a scene must not be flat");
        }
        return scene;
    }

    /** Transfer of the sensor, and the exact prefilter of the spline, for each frequency of n nodes. */
    private static double[] gains(int n, double transfer) {
        if (!(transfer > 0 && transfer <= 1)) {
            throw new IllegalArgumentException(
                    "the modulation transfer at the Nyquist frequency must be above 0, to 1, was " + transfer);
        }
        double[] gains = new double[n];
        for (int k = 0; k < n; k++) {
            // The Nyquist frequency of the pixels is half that of the nodes.
            double nyquists = HalfSpectrum.signed(k, n) / (n / 4.0);
            gains[k] = Math.exp(Math.log(transfer) * nyquists * nyquists)
                    * QuinticWeights.prefilter(Math.PI / 2 * nyquists);
        }
        return gains;
    }

    private static void checkSide(String name, int nodes, int pixels) {
        if (nodes < 32 || Integer.bitCount(nodes) != 1) {
            throw new IllegalArgumentException(
                    "the " + name + " of nodes must be a power of two, at least 32, were " + nodes);
        }
        if (pixels < 1 || pixels > nodes / 2) {
            throw new IllegalArgumentException("a scene on " + nodes + " " + name + " of nodes must have 1 to "
                    + nodes / 2 + " px of them, had " + pixels);
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public double value(double x, double y) {
        return (spline(x, y) - mean) * gain;
    }

    private double spline(double x, double y) {
        double u = 2 * (x - 0.5);
        double v = 2 * (y - 0.5);
        double u0 = Math.floor(u);
        double v0 = Math.floor(v);
        double s = u - u0;
        double t = v - v0;
        double wx0 = QuinticWeights.w0(s);
        double wx1 = QuinticWeights.w1(s);
        double wx2 = QuinticWeights.w2(s);
        double wx3 = QuinticWeights.w3(s);
        double wx4 = QuinticWeights.w4(s);
        double wx5 = QuinticWeights.w5(s);
        // The period is a power of two, so that the mask also wraps what is negative.
        int mask = nodesWide - 1;
        int x0 = (int) u0;
        int c0 = x0 - 2 & mask;
        int c1 = x0 - 1 & mask;
        int c2 = x0 & mask;
        int c3 = x0 + 1 & mask;
        int c4 = x0 + 2 & mask;
        int c5 = x0 + 3 & mask;
        double sum = 0;
        for (int j = 0; j < 6; j++) {
            int row = ((int) v0 + j - 2 & nodesHigh - 1) * nodesWide;
            float[] c = coefficients;
            sum += QuinticWeights.at(j, t)
                    * (wx0 * c[row + c0]
                            + wx1 * c[row + c1]
                            + wx2 * c[row + c2]
                            + wx3 * c[row + c3]
                            + wx4 * c[row + c4]
                            + wx5 * c[row + c5]);
        }
        return sum;
    }
}
