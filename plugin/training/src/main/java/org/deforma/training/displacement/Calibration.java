package org.deforma.training.displacement;

import java.util.Arrays;
import org.deforma.synthetic.pairs.Split;

/**
 * By how much sigma is too small, on pairs that were not trained on: the robust deviation of error over sigma, by which it is
 * then scaled.
 */
final class Calibration {
    private static final int PAIRS = 24;
    private static final int PASSES = 2;
    /** Every so many pixels along each axis: neighbours share their errors. */
    private static final int STRIDE = 4;
    /** From a median absolute deviation to a standard deviation of a normal distribution. */
    private static final double MAD = 1.4826;

    private final NetworkTraining training;
    private final long seed;

    Calibration(NetworkTraining training, long seed) {
        this.training = training;
        this.seed = seed;
    }

    /** Robust standard deviation of error over sigma. */
    double scale() {
        double[] ratios = new double[0];
        for (int i = 0; i < PAIRS; i++) {
            TrainingSample sample = TrainingSample.of(Split.VALIDATION, seed, i);
            NetworkTraining.Field field = NetworkTraining.Field.first(sample.pair());
            for (int pass = 0; pass < PASSES; pass++) {
                field = training.pass(sample.pair(), field);
            }
            double[] more = ratios(sample, field);
            int n = ratios.length;
            ratios = Arrays.copyOf(ratios, n + more.length);
            System.arraycopy(more, 0, ratios, n, more.length);
        }
        Arrays.sort(ratios);
        return MAD * ratios[ratios.length / 2];
    }

    private static double[] ratios(TrainingSample sample, NetworkTraining.Field field) {
        int width = sample.pair().width;
        int height = sample.pair().height;
        double[] ratios = new double[2 * width * height];
        int n = 0;
        for (int y = NetworkTraining.EDGE; y < height - NetworkTraining.EDGE; y += STRIDE) {
            for (int x = NetworkTraining.EDGE; x < width - NetworkTraining.EDGE; x += STRIDE) {
                int i = y * width + x;
                if (sample.comparable()[i] > 0) {
                    ratios[n++] = Math.abs(field.dx()[i] - sample.dx()[i]) / field.sigma()[i];
                    ratios[n++] = Math.abs(field.dy()[i] - sample.dy()[i]) / field.sigma()[i];
                }
            }
        }
        return Arrays.copyOf(ratios, n);
    }
}
