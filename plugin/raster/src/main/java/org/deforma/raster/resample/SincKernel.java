package org.deforma.raster.resample;

/**
 * Band-limited interpolation weights along one axis: a sinc under a Kaiser window, 8 samples to each side (Kaiser
 * &amp; Schafer 1980, doi:10.1109/TASSP.1980.1163349; for resampling Smith &amp; Gossett 1984,
 * doi:10.1109/ICASSP.1984.1172555).
 *
 * <p>With {@code stretch} above 1 both are widened by it, which moves the cut-off down to the Nyquist frequency of a
 * grid that is coarser by that factor. The weights of a position add up to 1. Waves of up to 0.375 cycles a
 * (stretched) sample come out right to 0.0015 of their amplitude; at 0.5 half of it is left, at 0.63 nothing.
 * Positions are rounded to {@link #PRECISION} samples. Immutable.
 */
public final class SincKernel {
    /** Half width, in stretched samples. */
    public static final int RADIUS = 8;

    /** Distance between tabulated positions, in stretched samples. */
    public static final double PRECISION = 1 / 4096.0;

    private static final double KAISER_BETA = 6;

    private final int taps;
    private final int phases;
    private final float[] weights;
    private final float[] energy;

    /**
     * Tabulates the weights.
     *
     * @param stretch how much coarser the target is, 1 or more
     */
    public SincKernel(double stretch) {
        if (!(stretch >= 1) || stretch > 4096) {
            throw new IllegalArgumentException("stretch must be 1..4096, was " + stretch);
        }
        taps = 2 * (int) Math.ceil(RADIUS * stretch);
        phases = (int) Math.ceil(1 / (PRECISION * stretch));
        weights = new float[(phases + 1) * taps];
        energy = new float[phases + 1];
        double[] row = new double[taps];
        for (int phase = 0; phase <= phases; phase++) {
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                row[i] = windowedSinc((i - (taps / 2 - 1) - (double) phase / phases) / stretch);
                sum += row[i];
            }
            for (int i = 0; i < taps; i++) {
                float weight = (float) (row[i] / sum);
                weights[phase * taps + i] = weight;
                energy[phase] += weight * weight;
            }
        }
    }

    private static double windowedSinc(double t) {
        double inside = 1 - t * t / (RADIUS * RADIUS);
        if (inside <= 0) {
            return 0;
        }
        double sinc = Math.abs(t) < 1e-9 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
        return sinc * bessel(KAISER_BETA * Math.sqrt(inside)) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind and order 0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /** How many samples take part. */
    public int taps() {
        return taps;
    }

    /** First sample that takes part for a position: the one {@code taps / 2 - 1} before the sample at or below it. */
    public int first(double position) {
        return (int) Math.floor(position) - taps / 2 + 1;
    }

    /** Which of the tabulated positions stands for a position. */
    int phase(double position) {
        return (int) Math.round((position - Math.floor(position)) * phases);
    }

    /** All weights, {@code taps} for each phase. */
    float[] weights() {
        return weights;
    }

    /** Sum of the squared weights of a phase. */
    float energy(int phase) {
        return energy[phase];
    }
}
