package org.deforma.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.AdamW;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Trains a {@link CoherenceNetwork} with AdamW on a learning rate that rises for a twentieth of the steps and falls like a
 * cosine from there. After each epoch it is judged on the validation set; the weights of the best epoch are what is kept, and
 * training ends when several epochs in a row bring nothing. Holds native memory until it is closed. For one thread.
 *
 * <p>With the same seed, number of threads and processor the result is the same; PyTorch sums in another order with another
 * number of threads.
 */
final class NetworkTraining implements AutoCloseable {
    private static final int PATIENCE = 6;
    private static final float WEIGHT_DECAY = 0.02f;
    private static final int PREDICTION_BATCH = 256;

    /**
     * How to train.
     *
     * @param epochs most epochs
     * @param batch matrices a step
     * @param learningRate highest learning rate
     * @param seed of weights, order and dropout
     */
    record Settings(int epochs, int batch, double learningRate, long seed) {}

    private final CoherenceNetwork network;
    private final Settings settings;
    private final Consumer<String> log;
    private final Model model;
    private final Trainer trainer;
    private int step;
    private int steps = 1;

    /** Prepares a network with random weights. */
    NetworkTraining(CoherenceNetwork network, Settings settings, Consumer<String> log) {
        this.network = network;
        this.settings = settings;
        this.log = log;
        Engine.getEngine(PyTorch.NAME).setRandomSeed((int) settings.seed);
        model = Model.newInstance("coherence-classes", Device.cpu(), PyTorch.NAME);
        model.setBlock(network.block());
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optInitializer(
                        new XavierInitializer(
                                XavierInitializer.RandomType.GAUSSIAN, XavierInitializer.FactorType.IN, 2),
                        Parameter.Type.WEIGHT)
                .optOptimizer(AdamW.builder()
                        .optWeightDecays(WEIGHT_DECAY)
                        .optLearningRateTracker((parameter, update) -> learningRate())
                        .build()));
        trainer.initialize(new Shape(1, 2, MatrixSet.DATES, MatrixSet.DATES));
    }

    private float learningRate() {
        double done = (double) step / steps;
        double rise = Math.min(1, done * 20 + 0.01);
        return (float) (settings.learningRate * rise * (0.5 + 0.5 * Math.cos(Math.PI * done)) + 1e-7);
    }

    /**
     * Trains, and leaves the weights of the best epoch.
     *
     * @param training the matrices of each epoch, from 0; the next ones are made while the network trains
     * @param validation judges every epoch
     * @return number of epochs
     */
    int train(IntFunction<MatrixSet> training, MatrixSet validation) {
        Random shuffle = new Random(settings.seed);
        double best = Double.POSITIVE_INFINITY;
        List<float[]> bestWeights = weights();
        int sinceBest = 0;
        CompletableFuture<MatrixSet> next = CompletableFuture.supplyAsync(() -> training.apply(0));
        int epoch = 0;
        for (; epoch < settings.epochs && sinceBest < PATIENCE; epoch++) {
            long start = System.nanoTime();
            MatrixSet matrices = next.join();
            int following = epoch + 1;
            if (following < settings.epochs) {
                next = CompletableFuture.supplyAsync(() -> training.apply(following));
            }
            double loss = epoch(matrices, shuffle);
            Scores scores = Scores.of(logits(validation), validation.labels(), network.classes());
            sinceBest = scores.loss() < best ? 0 : sinceBest + 1;
            if (sinceBest == 0) {
                best = scores.loss();
                bestWeights = weights();
            }
            log.accept(String.format(
                    Locale.ROOT,
                    "epoch %d/%d: training loss %.3f, validation loss %.3f, accuracy %.1f %%%s (%.0f s)",
                    epoch + 1,
                    settings.epochs,
                    loss,
                    scores.loss(),
                    100 * scores.accuracy(),
                    sinceBest == 0 ? ", best so far" : "",
                    (System.nanoTime() - start) / 1e9));
        }
        restore(bestWeights);
        return epoch;
    }

    /** One pass over some matrices in any order; the mean loss. */
    private double epoch(MatrixSet matrices, Random shuffle) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, shuffle);
        int stepsPerEpoch = Math.max(1, matrices.size() / settings.batch);
        steps = stepsPerEpoch * settings.epochs;
        double loss = 0;
        for (int s = 0; s < stepsPerEpoch; s++) {
            int from = s * settings.batch;
            int to = Math.min(matrices.size(), from + settings.batch);
            int[] batch =
                    order.subList(from, to).stream().mapToInt(Integer::intValue).toArray();
            loss += step(matrices, batch);
        }
        return loss / stepsPerEpoch;
    }

    private double step(MatrixSet training, int... indices) {
        PyTorch.check();
        float[] matrices = training.tensor(indices);
        float[] labels = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = training.label(indices[i]);
        }
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray in = manager.create(matrices, shape(indices.length));
            NDArray truth = manager.create(labels, new Shape(labels.length));
            float value;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDList out = trainer.forward(new NDList(in));
                out.attach(manager);
                NDArray loss = trainer.getLoss().evaluate(new NDList(truth), out);
                loss.attach(manager);
                gradients.backward(loss);
                value = loss.getFloat();
            }
            trainer.step();
            step++;
            return value;
        }
    }

    /** What the network gives for all matrices of a set, one row of logits each. */
    float[][] logits(MatrixSet set) {
        float[][] rows = new float[set.size()][];
        for (int from = 0; from < rows.length; from += PREDICTION_BATCH) {
            PyTorch.check();
            int[] indices = new int[Math.min(PREDICTION_BATCH, rows.length - from)];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = from + i;
            }
            try (NDManager manager = trainer.getManager().newSubManager()) {
                NDList out = trainer.evaluate(new NDList(manager.create(set.tensor(indices), shape(indices.length))));
                out.attach(manager);
                float[] values = out.head().toFloatArray();
                for (int i = 0; i < indices.length; i++) {
                    rows[from + i] = Arrays.copyOfRange(values, i * network.classes(), (i + 1) * network.classes());
                }
            }
        }
        return rows;
    }

    /** The trained network as ONNX, its logits divided by a temperature. */
    NetworkExport.Exported export(double temperature) {
        return NetworkExport.export(network, model.getBlock(), temperature);
    }

    private List<float[]> weights() {
        Block block = model.getBlock();
        return block.getParameters().values().stream()
                .map(p -> p.getArray().toFloatArray())
                .toList();
    }

    private void restore(List<float[]> weights) {
        List<Parameter> parameters = model.getBlock().getParameters().values();
        for (int i = 0; i < weights.size(); i++) {
            parameters.get(i).getArray().set(weights.get(i));
        }
    }

    private static Shape shape(int matrices) {
        return new Shape(matrices, 2, MatrixSet.DATES, MatrixSet.DATES);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
