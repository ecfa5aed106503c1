package org.deforma.training.displacement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;

/**
 * What the network reaches on scenes that it never saw: a straight, vertical, sharp strike-slip fault across the image, in eight
 * directions, and nothing that moves. Beside it the first field, which is what the correlator gives, and the network before
 * training: windows that are chosen by the differences of the images alone, the classical way.
 */
final class FaultTests {
    /** Side of the images [px]. */
    static final int SIZE = 384;

    private static final int SEEDS = 8;
    private static final long FIRST_SEED = 9_001;
    /** Passes of the network in a run. */
    private static final int PASSES = 2;

    /** The fault passes beside the centre, so that it does not lie between pixels. */
    private static final double BESIDE_X = 3.3;

    private static final double BESIDE_Y = -1.7;

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

    /** A pair of images with a fault; no step for nothing that moves. */
    static ImagePair pair(int size, double step, double azimuth, double snr, long seed) {
        DisplacementField field = step == 0
                ? DisplacementField.shift(0, 0)
                : DisplacementField.strikeSlip(size / 2.0 + BESIDE_X, size / 2.0 + BESIDE_Y, azimuth, step, 0);
        return ImagePair.of(new FractalScene(size, size, seed), field, snr, seed).quantised(8000, 1200);
    }

    /** Runs all. */
    Measured run() {
        List<Measured.Row> rows = new ArrayList<>();
        for (double[] scenario : SCENARIOS) {
            List<List<StepErrors>> methods = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < SEEDS; i++) {
                long seed = FIRST_SEED + i;
                double azimuth = 20 + 37.0 * i % 180;
                ImagePair images = pair(SIZE, scenario[0], azimuth, scenario[1], seed);
                StepErrors.Fault fault =
                        new StepErrors.Fault(SIZE / 2.0 + BESIDE_X, SIZE / 2.0 + BESIDE_Y, azimuth, scenario[0]);
                PairSample sample = new PairSample(images);
                NetworkTraining.Field first = NetworkTraining.Field.first(sample);
                methods.get(0).add(StepErrors.of(first, fault, SIZE));
                methods.get(1).add(StepErrors.of(passes(untrained, sample, first), fault, SIZE));
                methods.get(2).add(StepErrors.of(passes(training, sample, first), fault, SIZE));
            }
            rows.add(new Measured.Row(
                    scenario[0],
                    scenario[1],
                    StepErrors.mean(methods.get(0)),
                    StepErrors.mean(methods.get(1)),
                    StepErrors.mean(methods.get(2))));
            log.accept(String.format(
                    Locale.ROOT,
                    "step %.1f px, %.0f dB: correlator %s; windows by cost %s; network %s",
                    scenario[0],
                    scenario[1],
                    StepErrors.mean(methods.get(0)),
                    StepErrors.mean(methods.get(1)),
                    StepErrors.mean(methods.get(2))));
        }
        return new Measured(SEEDS, rows);
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
