package org.deforma.training.displacement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.deforma.synthetic.pairs.Split;

/** The recipe of the model optical-displacement: make pairs, train, export, check, test, write. */
public final class OpticalDisplacement {
    private static final double RATE = 2e-3;
    /** Updates until the rate is at its highest. */
    private static final double RISE = 250;
    /** Updates from one line of the log, and from one state on disk, to the next. */
    private static final int LOG = 50;

    /** Pairs made while the network trains. */
    private static final int AHEAD = 2;

    /**
     * What to do.
     *
     * @param output folder of the bundle's files
     * @param state file that a training which was stopped goes on from
     * @param pairs that the network is trained on, each once, 10 to 1,000,000
     * @param seed of everything random
     */
    public record Settings(Path output, Path state, int pairs, long seed) {
        /** Checks the number of pairs. */
        public Settings {
            if (pairs < 10 || pairs > 1_000_000) {
                throw new IllegalArgumentException("pairs must be 10..1000000, was " + pairs);
            }
        }
    }

    private final Settings settings;
    private final DisplacementNetwork network = DisplacementNetwork.standard();
    private final Consumer<String> log;

    /**
     * A run.
     *
     * @param log takes a line at a time
     */
    public OpticalDisplacement(Settings settings, Consumer<String> log) {
        this.settings = settings;
        this.log = log;
    }

    /** Does it all. */
    public void run() throws IOException {
        Weights weights = trained();
        NetworkTraining training = new NetworkTraining(network, weights);
        Measured measured = new FaultTests(training, log).run();
        new BundleFolder(settings.output).write(training, measured, command());
        log.accept("written to " + settings.output);
    }

    private String command() {
        return String.format(
                Locale.ROOT,
                "plugin/deforma train optical-displacement --pairs %d --seed %d",
                settings.pairs,
                settings.seed);
    }

    private Weights trained() throws IOException {
        Weights weights = new Weights(network, settings.seed);
        TrainingState state = new TrainingState(settings.state, settings.pairs + " pairs, seed " + settings.seed);
        if (state.read(weights)) {
            log.accept("going on after " + weights.steps() + " pairs, from " + settings.state);
        }
        NetworkTraining training = new NetworkTraining(network, weights);
        Ahead pairs = new Ahead(weights.steps());
        double sum = 0;
        long start = System.nanoTime();
        int first = weights.steps();
        for (int i = first; i < settings.pairs; i++) {
            TrainingSample sample = pairs.next();
            sum += training.step(sample, rate(i), new SplittableRandom(settings.seed * 31 + i));
            if ((i + 1) % LOG == 0 || i + 1 == settings.pairs) {
                state.write(weights);
                double each = (System.nanoTime() - start) / 1e9 / (i + 1 - first);
                log.accept(String.format(
                        Locale.ROOT,
                        "%d of %d pairs, loss %.3f, %.2f s a pair, %.0f min to go",
                        i + 1,
                        settings.pairs,
                        sum / LOG,
                        each,
                        each * (settings.pairs - i - 1) / 60));
                sum = 0;
            }
        }
        return weights;
    }

    /** Rises, then falls like a cosine. */
    private double rate(int pair) {
        double done = (double) pair / settings.pairs;
        return RATE * Math.min(1, (pair + 1) / RISE) * (0.5 + 0.5 * Math.cos(Math.PI * done)) + 1e-6;
    }

    /** Makes the next pairs beside the training. */
    private final class Ahead {
        private final java.util.ArrayDeque<CompletableFuture<TrainingSample>> waiting = new java.util.ArrayDeque<>();
        private long next;

        Ahead(int first) {
            next = first;
            for (int i = 0; i < AHEAD; i++) {
                begin();
            }
        }

        private void begin() {
            long index = next++;
            waiting.add(CompletableFuture.supplyAsync(() -> TrainingSample.of(Split.TRAINING, settings.seed, index)));
        }

        TrainingSample next() {
            begin();
            return waiting.remove().join();
        }
    }
}
