package org.deforma.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/**
 * Turns a trained network into ONNX. Batch normalisation goes into the weights of the convolution before it, and the
 * temperature that calibrates the probabilities into the last layer; dropout has no part in it. The graph ends with logits.
 */
final class NetworkExport {
    /** Keeps a variance of 0 away in batch normalisation. */
    static final float EPSILON = 1e-5f;

    private static final int OPSET = 13;

    private final CoherenceNetwork network;
    private final OnnxWriter onnx = new OnnxWriter("coherence-classes", OPSET);
    private int parameters;
    private String last = "input";

    private NetworkExport(CoherenceNetwork network) {
        this.network = network;
    }

    /** A network as ONNX, and the number of its weights. */
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; nothing compares these records
    record Exported(byte[] onnx, int parameters) {}

    /**
     * Exports a trained network.
     *
     * @param network its plan
     * @param block its weights
     * @param temperature what the logits are divided by
     */
    static Exported export(CoherenceNetwork network, Block block, double temperature) {
        NetworkExport export = new NetworkExport(network);
        export.graph(block, temperature);
        return new Exported(export.onnx.toBytes(), export.parameters);
    }

    private void graph(Block block, double temperature) {
        List<Block> layers = block.getChildren().values();
        List<Block> convolutions = ofType(layers, Conv2d.class);
        List<Block> norms = ofType(layers, BatchNorm.class);
        List<Block> dense = ofType(layers, Linear.class);
        onnx.input("input", "n", 2, MatrixSet.DATES, MatrixSet.DATES);
        knownMeans();
        for (int i = 0; i < convolutions.size(); i++) {
            convolution(i, network.convolutions().get(i), convolutions.get(i), norms.get(i));
        }
        onnx.node("Flatten", List.of(last), "flat", OnnxAttribute.of("axis", 1));
        last = "flat";
        dense("hidden", dense.get(0), 1);
        relu("hidden_relu");
        dense("output", dense.get(1), temperature);
        onnx.output("output", "n", network.classes());
    }

    private void knownMeans() {
        int block = CoherenceNetwork.BLOCK;
        onnx.constant("share_offset", new float[] {CoherenceNetwork.SHARE_OFFSET}, 1)
                .node(
                        "AveragePool",
                        List.of(last),
                        "means",
                        OnnxAttribute.ints("kernel_shape", block, block),
                        OnnxAttribute.ints("strides", block, block))
                .node("", "Split", List.of("means"), List.of("coherence", "share"), OnnxAttribute.of("axis", 1))
                .node("Add", List.of("share", "share_offset"), "divisor")
                .node("Div", List.of("coherence", "divisor"), "known")
                .node("Concat", List.of("known", "share"), "features", OnnxAttribute.of("axis", 1));
        last = "features";
    }

    private void convolution(int index, CoherenceNetwork.Convolution plan, Block convolution, Block norm) {
        NDArray weights = parameter(convolution, "weight");
        float[] w = weights.toFloatArray();
        float[] gamma = parameter(norm, "gamma").toFloatArray();
        float[] beta = parameter(norm, "beta").toFloatArray();
        float[] mean = parameter(norm, "runningMean").toFloatArray();
        float[] variance = parameter(norm, "runningVar").toFloatArray();
        float[] bias = new float[plan.filters()];
        int perFilter = w.length / plan.filters();
        for (int f = 0; f < plan.filters(); f++) {
            double scale = gamma[f] / Math.sqrt((double) variance[f] + EPSILON);
            bias[f] = (float) (beta[f] - mean[f] * scale);
            for (int k = f * perFilter; k < (f + 1) * perFilter; k++) {
                w[k] = (float) (w[k] * scale);
            }
        }
        String name = "conv" + (index + 1);
        int kernel = plan.kernel();
        int padding = plan.padding();
        onnx.constant(name + "_weight", counted(w), weights.getShape().getShape())
                .constant(name + "_bias", counted(bias), bias.length)
                .node(
                        "Conv",
                        List.of(last, name + "_weight", name + "_bias"),
                        name,
                        OnnxAttribute.ints("kernel_shape", kernel, kernel),
                        OnnxAttribute.ints("pads", padding, padding, padding, padding),
                        OnnxAttribute.ints("strides", plan.stride(), plan.stride()));
        last = name;
        relu(name + "_relu");
    }

    private void dense(String name, Block linear, double divisor) {
        NDArray weights = parameter(linear, "weight");
        float[] w = divided(weights.toFloatArray(), divisor);
        float[] bias = divided(parameter(linear, "bias").toFloatArray(), divisor);
        onnx.constant(name + "_weight", counted(w), weights.getShape().getShape())
                .constant(name + "_bias", counted(bias), bias.length)
                .node("Gemm", List.of(last, name + "_weight", name + "_bias"), name, OnnxAttribute.of("transB", 1));
        last = name;
    }

    private void relu(String name) {
        onnx.node("Relu", List.of(last), name);
        last = name;
    }

    private float[] counted(float[] values) {
        parameters += values.length;
        return values;
    }

    private static float[] divided(float[] values, double divisor) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / divisor);
        }
        return values;
    }

    private static List<Block> ofType(List<Block> layers, Class<? extends Block> type) {
        return layers.stream().filter(type::isInstance).toList();
    }

    private static NDArray parameter(Block block, String name) {
        Parameter parameter = block.getDirectParameters().get(name);
        if (parameter == null) {
            throw new IllegalStateException("a layer has no parameter " + name + ", only "
                    + block.getDirectParameters().keys());
        }
        return parameter.getArray();
    }
}
