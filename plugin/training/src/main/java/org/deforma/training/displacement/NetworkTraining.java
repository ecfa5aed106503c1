package org.deforma.training.displacement;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deforma.displacement.correlation.Refinement;
import org.deforma.training.PyTorch;

/**
 * One network in training. A step takes one pair: the first field, or that after one or two passes of the network as it is, so
 * that it learns to leave alone what is right. Native memory lives as long as a step. For one thread.
 */
final class NetworkTraining {
    /** Pixels at the edges that do not count: they see what lies outside of the image. */
    static final int EDGE = 20;

    /** Errors beyond this are all the same: such pixels cannot be helped [px]. */
    private static final float LARGEST_ERROR = 3;
    /** Keeps the length of an error differentiable [px^2]. */
    private static final float ROUNDING = 1e-6f;

    /** Mean length of the errors below which a pair counts less [px]. */
    private static final float LEAST_LENGTH = 0.003f;
    /** Mean square likewise [px^2]. */
    private static final float LEAST_SQUARE = 1e-5f;

    private static final float SQUARE_WEIGHT = 0.5f;
    private static final float VARIANCE_WEIGHT = 0.2f;
    /** Keeps the logarithm of a squared error finite [px^2]. */
    private static final float TINY = 1e-8f;
    /** Median of ln of the square of a normal variable of variance 1: that of 0.6745. */
    private static final float MEDIAN = -0.7876f;

    /** Probability of training on the first field, on that after one pass, else after two. */
    private static final double[] PASSES = {0.5, 0.8};

    private final DisplacementNetwork network;
    private final Weights weights;
    private final Engine engine = Engine.getEngine(PyTorch.NAME);

    NetworkTraining(DisplacementNetwork network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /** A field at every pixel: along x, along y, sigma [px]. */
    @SuppressWarnings("ArrayRecordComponent") // fields are plain arrays throughout; nothing compares these records
    record Field(float[] dx, float[] dy, float[] sigma) {
        static Field first(PairSample sample) {
            return new Field(sample.fieldX, sample.fieldY, sample.sigma);
        }
    }

    /**
     * One pass of the network.
     *
     * @param field to begin with
     * @return the field after it
     */
    Field pass(PairSample sample, Field field) {
        return added(field, output(sample, field));
    }

    /** What the network gives for a field: what it lacks along x, along y [px], ln of the variance. */
    float[] output(PairSample sample, Field field) {
        PyTorch.check();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), PyTorch.NAME)) {
            NDArray in = input(manager, sample, field);
            ArrayOps ops = new ArrayOps(manager, name -> tensor(manager, name));
            return network.run(ops, in).toFloatArray();
        }
    }

    /** A field with what a network adds to it. */
    static Field added(Field field, float[] output) {
        float[][] next = Refinement.add(new float[][] {field.dx, field.dy, field.sigma}, output);
        float[] sigma = next[2];
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = Refinement.sigma(sigma[i]);
        }
        return new Field(next[0], next[1], sigma);
    }

    /**
     * One update of the weights.
     *
     * @param truth the pair and its truth
     * @param rate how far to go
     * @param random how many passes go before
     * @return the loss
     */
    float step(TrainingSample truth, double rate, SplittableRandom random) {
        PyTorch.check();
        PairSample sample = truth.pair();
        Field field = Field.first(sample);
        double draw = random.nextDouble();
        for (double limit : PASSES) {
            field = draw > limit ? pass(sample, field) : field;
        }
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), PyTorch.NAME)) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            for (DisplacementNetwork.Weight weight : network.weights()) {
                NDArray array = tensor(manager, weight.name());
                array.setRequiresGradient(true);
                arrays.put(weight.name(), array);
            }
            NDArray in = input(manager, sample, field);
            NDArray missing = missing(manager, truth, field);
            NDArray mask = manager.create(truth.weights(), new Shape(1, 1, sample.height, sample.width));
            float value;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray loss = loss(network.run(new ArrayOps(manager, arrays::get), in), missing, mask);
                collector.backward(loss);
                value = loss.getFloat();
            }
            Map<String, float[]> gradients = new HashMap<>();
            arrays.forEach(
                    (name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
            weights.update(gradients, rate);
            return value;
        }
    }

    /**
     * ln of the mean length and square of the error where the ground can be compared; and by how much ln of the squared error misses its median
     * according to the variance, everywhere. The least of that is at the median, so sigma becomes the robust deviation of the
     * errors and does not grow with the few large ones at a fault.
     */
    private static NDArray loss(NDArray output, NDArray missing, NDArray mask) {
        NDIndex inner = new NDIndex(":,:," + EDGE + ":" + -EDGE + "," + EDGE + ":" + -EDGE);
        NDArray out = output.get(inner);
        NDArray logVariance = out.get(":,2:3");
        NDArray squares = out.get(":,0:2").sub(missing.get(inner)).square();
        NDArray counted = mask.get(inner);
        NDArray share = counted.mean().add(ROUNDING);
        NDArray length = squares.sum(new int[] {1}, true).add(ROUNDING).sqrt().clip(0, LARGEST_ERROR);
        NDArray meanSquare = squares.mean(new int[] {1}, true);
        NDArray sizes = squares.stopGradient().add(TINY).log();
        NDArray surprise = sizes.sub(logVariance).sub(MEDIAN).abs();
        NDArray lengths =
                length.mul(counted).mean().div(share).add(LEAST_LENGTH).log();
        NDArray meanSquares = meanSquare
                .clip(0, 1)
                .mul(counted)
                .mean()
                .div(share)
                .add(LEAST_SQUARE)
                .log();
        return lengths.add(meanSquares.mul(SQUARE_WEIGHT)).add(surprise.mean().mul(VARIANCE_WEIGHT));
    }

    private static NDArray missing(NDManager manager, TrainingSample truth, Field field) {
        int n = field.dx.length;
        float[] missing = new float[2 * n];
        for (int i = 0; i < n; i++) {
            missing[i] = truth.dx()[i] - field.dx[i];
            missing[n + i] = truth.dy()[i] - field.dy[i];
        }
        return manager.create(missing, new Shape(1, 2, truth.pair().height, truth.pair().width));
    }

    private NDArray input(NDManager manager, PairSample sample, Field field) {
        float[] values = sample.input(field.dx, field.dy, field.sigma);
        return manager.create(values, new Shape(1, DisplacementNetwork.INPUTS, sample.height, sample.width));
    }

    private NDArray tensor(NDManager manager, String name) {
        return network.weights().stream()
                .filter(weight -> weight.name().equals(name))
                .findFirst()
                .map(weight -> manager.create(weights.get(name), new Shape(weight.shape())))
                .orElseThrow(() -> new IllegalArgumentException("the network has no weights " + name));
    }

    /** The network as an ONNX file, and how many weights it has. */
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; nothing compares these records
    record Exported(byte[] onnx, int parameters) {}

    /** Writes the network as it is. */
    Exported export() {
        var onnx = new org.deforma.onnx.OnnxWriter("optical-displacement", 13);
        onnx.input("input", 1, DisplacementNetwork.INPUTS, "height", "width");
        Map<String, DisplacementNetwork.Weight> shapes = new HashMap<>();
        network.weights().forEach(weight -> shapes.put(weight.name(), weight));
        OnnxOps ops = new OnnxOps(
                onnx,
                name -> new OnnxOps.Weights(weights.get(name), shapes.get(name).shape()),
                "input",
                DisplacementNetwork.INPUTS);
        String last = network.run(ops, "input");
        onnx.node("Identity", java.util.List.of(last), "output");
        onnx.output("output", 1, DisplacementNetwork.OUTPUTS, "height", "width");
        return new Exported(onnx.toBytes(), ops.parameters());
    }
}
