package org.deforma.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;

/** The recipe of the model coherence-classes: simulate, train, calibrate, export, check, test, compare, write. */
final class CoherenceClasses {
    /** Differences beyond this mean that the exported network is not the trained one. */
    static final double MOST_DIFFERENCE = 1e-5;

    private static final int CLASSES = GroundCover.values().length;
    private static final int CHECKED = 256;
    private static final int IN_BUNDLE = 8;
    private static final int PER_CIRCUMSTANCE = 3_000;
    private static final int TESTS = 8_000;
    private static final int EPOCHS_OF_FEW = 30;
    private static final double LEARNING_RATE = 0.003;
    private static final int BATCH = 128;

    /**
     * What to do.
     *
     * @param output folder of the bundle's files
     * @param samples matrices of an epoch
     * @param epochs most epochs
     * @param seed of everything random
     * @param baselines whether to train other methods too
     */
    record Settings(Path output, int samples, int epochs, long seed, boolean baselines) {
        Settings {
            if (samples < 1_000 || samples > 1_000_000) {
                throw new IllegalArgumentException("samples must be 1000..1000000 matrices, was " + samples);
            }
            if (epochs < 1 || epochs > 1000) {
                throw new IllegalArgumentException("epochs must be 1..1000, was " + epochs);
            }
        }
    }

    private final Settings settings;
    private final CoherenceNetwork network;
    private final Consumer<String> log;

    CoherenceClasses(Settings settings, CoherenceNetwork network, Consumer<String> log) {
        this.settings = settings;
        this.network = network;
        this.log = log;
    }

    /** Does it all. The files are written as soon as the network is tested, and the card again after the comparison. */
    ModelCard.Measured run() throws IOException {
        int tests = Math.min(TESTS, settings.samples);
        MatrixSet validation = MatrixSet.simulate(Region.validation(), tests, settings.seed ^ 0x5DEECE66DL);
        MatrixSet heldOut = MatrixSet.simulate(Region.heldOut(), tests, settings.seed ^ 0x2545F4914F6CDDL);
        MatrixSet few = training(0, Comparison.TRAINING);
        // The other methods train beside the network, on another core.
        CompletableFuture<List<Comparison.Row>> others = settings.baselines
                ? CompletableFuture.supplyAsync(() -> new Comparison(few, validation, heldOut, log).rows(settings.seed))
                : CompletableFuture.completedFuture(List.of());
        ModelCard.Measured measured;
        try (NetworkTraining net = training(settings.epochs)) {
            int epochs = net.train(epoch -> training(epoch, settings.samples), validation);
            measured = tested(net, validation, heldOut, (long) epochs * settings.samples);
        }
        if (settings.baselines) {
            List<Comparison.Row> rows = new ArrayList<>(others.join());
            rows.add(trainedOnFew(few, validation, heldOut));
            rows.add(new Comparison.Row(
                    "This network", measured.samples(), measured.heldOut().accuracy()));
            measured = measured.with(rows);
            ModelCard.write(card(), measured);
        }
        log.accept("written to " + settings.output);
        return measured;
    }

    private ModelCard.Measured tested(NetworkTraining net, MatrixSet validation, MatrixSet heldOut, long samples)
            throws IOException {
        float[][] validationLogits = net.logits(validation);
        double temperature = Temperature.fit(validationLogits, validation.labels());
        NetworkExport.Exported exported = net.export(temperature);
        float[][] logits = net.logits(heldOut);
        double difference = difference(exported, heldOut.head(CHECKED), logits, temperature);
        Scores validated = Scores.of(divided(validationLogits, temperature), validation.labels(), CLASSES);
        Scores tested = Scores.of(divided(logits, temperature), heldOut.labels(), CLASSES);
        log.accept(String.format(
                Locale.ROOT,
                "held out: accuracy %.1f %%, calibration error %.3f, temperature %.2f; exported network differs by %.1e",
                100 * tested.accuracy(),
                tested.calibrationError(),
                temperature,
                difference));
        ModelCard.Measured measured = new ModelCard.Measured(
                network,
                exported.parameters(),
                exported.onnx().length,
                String.format(
                        Locale.ROOT,
                        "plugin/deforma train coherence-classes --samples %d --epochs %d --seed %d",
                        settings.samples,
                        settings.epochs,
                        settings.seed),
                samples,
                validated,
                tested,
                temperature,
                difference,
                circumstances(net, temperature),
                List.of());
        write(exported, heldOut, logits, temperature, measured);
        return measured;
    }

    /** The first matrices of an epoch: other ones in each, so that nothing can be learnt by heart. */
    private MatrixSet training(int epoch, int samples) {
        return MatrixSet.simulate(Region.training(), samples, new SplittableRandom(settings.seed + epoch).nextLong());
    }

    private NetworkTraining training(int epochs) {
        return new NetworkTraining(
                network, new NetworkTraining.Settings(epochs, BATCH, LEARNING_RATE, settings.seed), log);
    }

    private Comparison.Row trainedOnFew(MatrixSet few, MatrixSet validation, MatrixSet heldOut) {
        try (NetworkTraining net = training(EPOCHS_OF_FEW)) {
            net.train(epoch -> few, validation);
            double accuracy =
                    Scores.of(net.logits(heldOut), heldOut.labels(), CLASSES).accuracy();
            return new Comparison.Row("This network, trained on as few", few.size(), accuracy);
        }
    }

    private static double difference(
            NetworkExport.Exported exported, MatrixSet some, float[][] logits, double temperature) {
        int[] indices = IntStream.range(0, some.size()).toArray();
        float[][] run = logits(exported, some, indices);
        double difference = Scores.largestDifference(run, 1, Arrays.copyOf(logits, indices.length), temperature);
        if (!(difference <= MOST_DIFFERENCE)) {
            throw new IllegalStateException("the exported network gives probabilities that differ by " + difference
                    + " from those of the trained one, more than " + MOST_DIFFERENCE);
        }
        return difference;
    }

    /** What the exported network gives for some matrices, one row each. */
    static float[][] logits(NetworkExport.Exported exported, MatrixSet set, int... indices) {
        float[] all;
        try (OnnxRun onnx = new OnnxRun(exported.onnx())) {
            all = onnx.run(set.tensor(indices), indices.length, 2, MatrixSet.DATES, MatrixSet.DATES);
        }
        float[][] rows = new float[indices.length][];
        int classes = all.length / rows.length;
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * classes, (i + 1) * classes));
        return rows;
    }

    private List<ModelCard.Circumstance> circumstances(NetworkTraining net, double temperature) {
        List<ModelCard.Circumstance> rows = new ArrayList<>();
        for (Circumstances circumstances : Circumstances.all()) {
            MatrixSet set = MatrixSet.simulate(
                    circumstances.of(Region.heldOut()),
                    Math.min(PER_CIRCUMSTANCE, settings.samples),
                    settings.seed + 7);
            Scores scores = Scores.of(divided(net.logits(set), temperature), set.labels(), CLASSES);
            rows.add(new ModelCard.Circumstance(circumstances.name(), scores));
            log.accept(
                    String.format(Locale.ROOT, "%s: accuracy %.1f %%", circumstances.name(), 100 * scores.accuracy()));
        }
        return rows;
    }

    private void write(
            NetworkExport.Exported exported,
            MatrixSet heldOut,
            float[][] logits,
            double temperature,
            ModelCard.Measured measured)
            throws IOException {
        Files.createDirectories(settings.output);
        int[] some = IntStream.range(0, IN_BUNDLE)
                .map(i -> i * (heldOut.size() / IN_BUNDLE))
                .toArray();
        float[] probabilities = new float[IN_BUNDLE * CLASSES];
        for (int i = 0; i < IN_BUNDLE; i++) {
            double[] p = Scores.softmax(logits[some[i]], temperature);
            for (int c = 0; c < CLASSES; c++) {
                probabilities[i * CLASSES + c] = (float) p[c];
            }
        }
        String date = Instant.now().truncatedTo(ChronoUnit.DAYS).toString();
        new BundleFolder(settings.output).write(exported, date, heldOut.tensor(some), probabilities);
        ReliabilityDiagram.write(settings.output.resolve("reliability.png"), measured.heldOut());
        ModelCard.write(card(), measured);
    }

    private Path card() {
        return settings.output.resolve("card.md");
    }

    private static float[][] divided(float[][] logits, double temperature) {
        float[][] result = new float[logits.length][CLASSES];
        for (int i = 0; i < logits.length; i++) {
            for (int c = 0; c < CLASSES; c++) {
                result[i][c] = (float) (logits[i][c] / temperature);
            }
        }
        return result;
    }
}
