package org.deforma.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deforma.training.baseline.Baseline;
import org.deforma.training.baseline.Features;
import org.deforma.training.baseline.Forest;
import org.deforma.training.baseline.KernelSvm;
import org.deforma.training.baseline.LinearSvm;
import org.deforma.training.baseline.Standardiser;

/** Trains the baselines on the matrices of a training set, tunes them on the validation set, tests them on the held-out one. */
final class Comparison {
    /** The classic methods take no more in reasonable time; the network is trained on as few for comparison. */
    static final int TRAINING = 12_000;

    private static final int TUNING = 4_000;
    private static final int TUNED_ON = 2_000;

    /**
     * One row of the table.
     *
     * @param name of the method
     * @param matrices it was trained on
     * @param accuracy on the held-out set
     */
    record Row(String name, long matrices, double accuracy) {}

    private final float[][] training;
    private final int[] trainingLabels;
    private final float[][] validation;
    private final int[] validationLabels;
    private final float[][] heldOut;
    private final int[] heldOutLabels;
    private final Consumer<String> log;

    /** Computes the features of all sets. */
    Comparison(MatrixSet training, MatrixSet validation, MatrixSet heldOut, Consumer<String> log) {
        float[][] rows = features(training);
        Standardiser standardiser = new Standardiser(rows);
        this.training = standardised(standardiser, rows);
        this.trainingLabels = training.labels();
        MatrixSet tuning = validation.head(TUNED_ON);
        this.validation = standardised(standardiser, features(tuning));
        this.validationLabels = tuning.labels();
        this.heldOut = standardised(standardiser, features(heldOut));
        this.heldOutLabels = heldOut.labels();
        this.log = log;
    }

    /** Trains, tunes and tests all of them. */
    List<Row> rows(long seed) {
        List<Row> rows = new ArrayList<>();
        for (Baseline baseline : List.of(new LinearSvm(), new KernelSvm(), new Forest())) {
            rows.add(row(baseline, seed));
        }
        return rows;
    }

    private Row row(Baseline baseline, long seed) {
        int few = Math.min(TUNING, training.length);
        float[][] fewRows = Arrays.copyOf(training, few);
        int[] fewLabels = Arrays.copyOf(trainingLabels, few);
        Baseline.Setting best = null;
        double bestAccuracy = -1;
        for (Baseline.Setting setting : baseline.settings()) {
            double accuracy = accuracy(baseline.train(fewRows, fewLabels, setting, seed), validation, validationLabels);
            if (accuracy > bestAccuracy) {
                bestAccuracy = accuracy;
                best = setting;
            }
        }
        Baseline.Trained trained = baseline.train(training, trainingLabels, best, seed);
        Row row = new Row(baseline.name(), training.length, accuracy(trained, heldOut, heldOutLabels));
        log.accept(String.format(Locale.ROOT, "%s, %s: held out %.1f %%", row.name, best, 100 * row.accuracy));
        return row;
    }

    private static double accuracy(Baseline.Trained trained, float[][] rows, int... labels) {
        return IntStream.range(0, labels.length)
                .parallel()
                .mapToDouble(i -> trained.predict(rows[i]) == labels[i] ? 1.0 / labels.length : 0)
                .sum();
    }

    private static float[][] features(MatrixSet set) {
        Features features = new Features(MatrixSet.DATES);
        return IntStream.range(0, set.size())
                .parallel()
                .mapToObj(i -> features.of(set.tensor(i), 0))
                .toArray(float[][]::new);
    }

    private static float[][] standardised(Standardiser standardiser, float[]... rows) {
        return Arrays.stream(rows).map(standardiser::apply).toArray(float[][]::new);
    }
}
