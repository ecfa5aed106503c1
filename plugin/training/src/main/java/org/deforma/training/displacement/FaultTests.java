package org.deforma.training.displacement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.deforma.synthetic.pairs.FaultScenario;
import org.deforma.synthetic.pairs.Split;

/**
 * What the network reaches on scenes that it never saw: a straight, sharp strike-slip fault across the image, in several
 * directions; nothing that moves; and varied pairs, half of them with textures that training never shows. Beside it the first
 * field, which is what the correlator gives, and the network before training: windows that are chosen by the differences of
 * the images alone, the classical way.
 */
final class FaultTests {
    /** Side of the images with a straight fault [px]. */
    static final int SIZE = 384;

    /** Scenes of each kind. */
    static final int SEEDS = 8;

    /** Varied pairs. */
    static final int VARIED = 100;

    private static final long FIRST_SEED = 9_001;
    /** Passes of the network in a run. */
    private static final int PASSES = 2;
    /** Distance of the fault within which errors of varied pairs count as near it [px]. */
    private static final int NEAR = 16;

    /** Digital numbers of the images: mean, and numbers a deviation. */
    private static final double[] NUMBERS = {8000, 1200};

    /** Steps [px] and noise [dB]. */
    private static final double[][] SCENARIOS = {{0.8, 20}, {0.3, 20}, {3, 20}, {0.8, 10}, {0, 20}, {0, 10}};

    private final NetworkTraining training;
    private final NetworkTraining untrained;
    private final Consumer<String> log;

    FaultTests(NetworkTraining training, Consumer<String> log) {
        this.training = training;
        DisplacementNetwork network = DisplacementNetwork.standard();
        untrained = new NetworkTraining(network, new Weights(network, 0));
        this.log = log;
    }

    /** A pair as a sensor would take it. */
    static PairSample sample(FaultScenario scenario) {
        return new PairSample(scenario.images().quantised(NUMBERS[0], NUMBERS[1]));
    }

    /** Runs all. */
    Measured run() {
        List<Measured.Row> rows = new ArrayList<>();
        for (double[] scenario : SCENARIOS) {
            rows.add(row(scenario[0], scenario[1]));
        }
        Measured.Varied[] varied = varied();
        return new Measured(rows, varied[0], varied[1]);
    }

    private Measured.Row row(double step, double snr) {
        List<List<StepErrors>> methods = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < SEEDS; i++) {
            FaultScenario scenario = FaultScenario.of(SIZE, step, 20 + 37 * i % 180, snr, FIRST_SEED + i);
            PairSample pair = sample(scenario);
            NetworkTraining.Field first = NetworkTraining.Field.first(pair);
            methods.get(0).add(StepErrors.of(first, scenario));
            methods.get(1).add(StepErrors.of(passes(untrained, pair, first), scenario));
            methods.get(2).add(StepErrors.of(passes(training, pair, first), scenario));
        }
        List<StepErrors> means = methods.stream().map(StepErrors::mean).toList();
        log.accept(String.format(
                Locale.ROOT,
                "step %.1f px, %.0f dB: correlator %s; windows by cost %s; network %s",
                step,
                snr,
                means.get(0),
                means.get(1),
                means.get(2)));
        return new Measured.Row(step, snr, means.get(0), means.get(1), means.get(2));
    }

    /** Medians over pairs of the error: within 16 px of faults, and away from them. */
    private Measured.Varied[] varied() {
        List<List<double[]>> errors = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < VARIED; i++) {
            TrainingSample sample = TrainingSample.of(Split.HELD_OUT, 1, i);
            NetworkTraining.Field first = NetworkTraining.Field.first(sample.pair());
            List<NetworkTraining.Field> methods =
                    List.of(first, passes(untrained, sample.pair(), first), passes(training, sample.pair(), first));
            for (int away = 0; away < 2; away++) {
                boolean[] counted = counted(sample, away == 0);
                double[] found = methods.stream()
                        .mapToDouble(field -> error(sample, field, counted))
                        .toArray();
                if (Double.isFinite(found[0])) {
                    errors.get(away).add(found);
                }
            }
        }
        return new Measured.Varied[] {medians("near faults", errors.get(0)), medians("away from faults", errors.get(1))
        };
    }

    private Measured.Varied medians(String where, List<double[]> errors) {
        double[] medians = new double[3];
        for (int k = 0; k < medians.length; k++) {
            int method = k;
            double[] sorted =
                    errors.stream().mapToDouble(e -> e[method]).sorted().toArray();
            medians[k] = sorted[sorted.length / 2];
        }
        log.accept(String.format(
                Locale.ROOT,
                "%d varied pairs, %s: correlator %.4f, windows by cost %.4f, network %.4f px",
                errors.size(),
                where,
                medians[0],
                medians[1],
                medians[2]));
        return new Measured.Varied(errors.size(), medians[0], medians[1], medians[2]);
    }

    /** Comparable pixels within 16 px of a jump of the truth, or those that are not. */
    private static boolean[] counted(TrainingSample sample, boolean near) {
        int w = sample.pair().width;
        int h = sample.pair().height;
        boolean[] close = sample.near(NEAR);
        boolean[] counted = new boolean[w * h];
        for (int y = NetworkTraining.EDGE; y < h - NetworkTraining.EDGE; y++) {
            for (int x = NetworkTraining.EDGE; x < w - NetworkTraining.EDGE; x++) {
                int i = y * w + x;
                counted[i] = close[i] == near && sample.comparable()[i] > 0.99;
            }
        }
        return counted;
    }

    private static double error(TrainingSample sample, NetworkTraining.Field field, boolean[] counted) {
        double squares = 0;
        int n = 0;
        for (int i = 0; i < counted.length; i++) {
            if (counted[i]) {
                squares += Math.pow(field.dx()[i] - sample.dx()[i], 2) + Math.pow(field.dy()[i] - sample.dy()[i], 2);
                n += 2;
            }
        }
        return Math.sqrt(squares / n);
    }

    private static NetworkTraining.Field passes(
            NetworkTraining network, PairSample sample, NetworkTraining.Field first) {
        NetworkTraining.Field field = first;
        for (int pass = 0; pass < PASSES; pass++) {
            field = network.pass(sample, field);
        }
        return field;
    }
}
