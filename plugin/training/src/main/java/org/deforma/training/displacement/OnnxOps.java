package org.deforma.training.displacement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/** Writes a network as an ONNX graph; a tensor is the name of a value in it. */
final class OnnxOps implements TensorOps<String> {
    /** A trained tensor. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the writer; nothing compares these records
    record Weights(float[] values, long... shape) {}

    private final OnnxWriter onnx;
    private final Function<String, Weights> weights;
    private final Map<String, Integer> channels = new HashMap<>();
    private int count;
    private int parameters;

    /**
     * Writes with given weights.
     *
     * @param onnx where the nodes go
     * @param weights by name
     * @param input name of the input
     * @param inputChannels its channels
     */
    OnnxOps(OnnxWriter onnx, Function<String, Weights> weights, String input, int inputChannels) {
        this.onnx = onnx;
        this.weights = weights;
        channels.put(input, inputChannels);
    }

    /** Number of trained weights that were written. */
    int parameters() {
        return parameters;
    }

    private String node(int channelsOut, String operator, List<String> inputs, OnnxAttribute... attributes) {
        String name = "v" + count++;
        onnx.node(operator, inputs, name, attributes);
        channels.put(name, channelsOut);
        return name;
    }

    private String both(String operator, String a, String b) {
        return node(Math.max(channels.get(a), channels.get(b)), operator, List.of(a, b));
    }

    private String one(String operator, String a) {
        return node(channels.get(a), operator, List.of(a));
    }

    private String constant(float[] values, long... shape) {
        String name = "c" + count++;
        onnx.constant(name, values, shape);
        return name;
    }

    private String constant(long... values) {
        String name = "c" + count++;
        onnx.constant(name, values, values.length);
        return name;
    }

    private String number(float value) {
        String name = constant(new float[] {value}, 1);
        channels.put(name, 1);
        return name;
    }

    @Override
    public String add(String a, String b) {
        return both("Add", a, b);
    }

    @Override
    public String subtract(String a, String b) {
        return both("Sub", a, b);
    }

    @Override
    public String multiply(String a, String b) {
        return both("Mul", a, b);
    }

    @Override
    public String divide(String a, String b) {
        return both("Div", a, b);
    }

    @Override
    public String minimum(String a, String b) {
        return both("Min", a, b);
    }

    @Override
    public String add(String a, float value) {
        return both("Add", a, number(value));
    }

    @Override
    public String multiply(String a, float value) {
        return both("Mul", a, number(value));
    }

    @Override
    public String relu(String a) {
        return one("Relu", a);
    }

    @Override
    public String tanh(String a) {
        return one("Tanh", a);
    }

    @Override
    public String sqrt(String a) {
        return one("Sqrt", a);
    }

    @Override
    public String log(String a) {
        return one("Log", a);
    }

    @Override
    public String exp(String a) {
        return one("Exp", a);
    }

    @Override
    public String maximumOfChannels(String a) {
        return node(1, "ReduceMax", List.of(a), OnnxAttribute.ints("axes", 1), OnnxAttribute.of("keepdims", 1));
    }

    @Override
    public String sumOfChannels(String a) {
        return node(1, "ReduceSum", List.of(a, constant(1L)), OnnxAttribute.of("keepdims", 1));
    }

    @Override
    public String meanOfPixels(String a) {
        return node(
                channels.get(a),
                "ReduceMean",
                List.of(a),
                OnnxAttribute.ints("axes", 2, 3),
                OnnxAttribute.of("keepdims", 1));
    }

    @Override
    public String channels(String a, int from, int to) {
        return node(to - from, "Slice", List.of(a, constant(from), constant(to), constant(1L)));
    }

    @Override
    public String join(List<String> parts) {
        int sum = parts.stream().mapToInt(channels::get).sum();
        return node(sum, "Concat", parts, OnnxAttribute.of("axis", 1));
    }

    @Override
    public String reduced(String a, int side) {
        return node(
                channels.get(a),
                "AveragePool",
                List.of(a),
                OnnxAttribute.ints("kernel_shape", side, side),
                OnnxAttribute.ints("strides", side, side));
    }

    @Override
    public String enlarged(String a, int factor) {
        return node(
                channels.get(a),
                "Resize",
                List.of(a, "", constant(new float[] {1, 1, factor, factor}, 4)),
                OnnxAttribute.of("mode", "linear"),
                OnnxAttribute.of("coordinate_transformation_mode", "half_pixel"));
    }

    @Override
    public String filter(String a, float[] taps, boolean vertical, int dilation) {
        int n = channels.get(a);
        float[] kernel = new float[n * taps.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = taps[i % taps.length];
        }
        int rows = vertical ? taps.length : 1;
        int columns = vertical ? 1 : taps.length;
        return convolve(a, constant(kernel, n, 1, rows, columns), "", rows, columns, dilation, n, n);
    }

    @Override
    public String moved(String a, int[][] offsets) {
        Moves moves = new Moves(channels.get(a), offsets);
        int side = 2 * moves.reach() + 1;
        return convolve(a, constant(moves.kernel(), moves.shape()), "", side, side, 1, 1, (int) moves.shape()[0]);
    }

    @Override
    public String convolution(String a, String name, int dilation) {
        Weights kernel = trained(name + ".weight");
        trained(name + ".bias");
        int side = (int) kernel.shape()[2];
        return convolve(a, name + ".weight", name + ".bias", side, side, dilation, 1, (int) kernel.shape()[0]);
    }

    @Override
    public String number(String name) {
        trained(name);
        channels.put(name, 1);
        return name;
    }

    private Weights trained(String name) {
        Weights tensor = weights.apply(name);
        onnx.constant(name, tensor.values(), tensor.shape());
        parameters += tensor.values().length;
        return tensor;
    }

    private String convolve(
            String a, String kernel, String bias, int rows, int columns, int dilation, int groups, int outputs) {
        int y = rows / 2 * dilation;
        int x = columns / 2 * dilation;
        return node(
                outputs,
                "Conv",
                bias.isEmpty() ? List.of(a, kernel) : List.of(a, kernel, bias),
                OnnxAttribute.ints("kernel_shape", rows, columns),
                OnnxAttribute.ints("pads", y, x, y, x),
                OnnxAttribute.ints("dilations", dilation, dilation),
                OnnxAttribute.of("group", groups));
    }
}
