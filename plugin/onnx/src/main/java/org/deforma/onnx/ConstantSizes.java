package org.deforma.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators that make a tensor as large as a constant says. Constants may follow the operators that use them, and names
 * of a subgraph may hide those of the graph around; so operators are judged when everything has been read, by the
 * extremes of all constants of a name.
 */
final class ConstantSizes {
    /** Elements of a tensor that an operator makes: 1 GB of Float32. */
    private static final long MOST = 1L << 28;

    /** How many times larger an operator may make a tensor whose own size is not known. */
    private static final long GROWTH = 1L << 16;

    private static final Extremes NONE = new Extremes(1, 1, 0, 1);

    private final ProtoReader in;
    private final Map<String, Extremes> constants = new HashMap<>();
    private final List<Node> makers = new ArrayList<>();

    /**
     * What constants of one name say at most.
     *
     * @param product of their values; -1 (any) and 0 (as it is) count as one
     * @param padded product over the axes of 1 plus the padding on both sides
     * @param most largest absolute value
     * @param least smallest absolute value
     */
    private record Extremes(double product, double padded, double most, double least) {
        static Extremes of(double[] values) {
            Extremes all = new Extremes(1, 1, 0, Double.POSITIVE_INFINITY);
            int half = (values.length + 1) / 2;
            for (int i = 0; i < values.length; i++) {
                double size = Math.abs(values[i]);
                double after = i + half < values.length ? Math.max(0, values[i + half]) : 0;
                all = new Extremes(
                        all.product * Math.max(1, values[i]),
                        i < half ? all.padded * (1 + Math.max(0, values[i]) + after) : all.padded,
                        Math.max(all.most, size),
                        Math.min(all.least, size));
            }
            return all;
        }

        Extremes and(Extremes other) {
            return new Extremes(
                    Math.max(product, other.product),
                    Math.max(padded, other.padded),
                    Math.max(most, other.most),
                    Math.min(least, other.least));
        }
    }

    ConstantSizes(ProtoReader in) {
        this.in = in;
    }

    /**
     * Remembers a constant if it can be a size.
     *
     * @param values null for too many to be one
     */
    void constant(String name, double[] values) {
        if (values != null && values.length > 0 && !name.isEmpty()) {
            constants.merge(name, Extremes.of(values), Extremes::and);
        }
    }

    /** Remembers an operator if it makes tensors, and the constant if it is one. */
    void node(Node node) {
        if (!node.domain().isEmpty() && !node.domain().equals("com.microsoft")) {
            return;
        }
        switch (node.type()) {
            case "Constant" -> node.numbers().values().forEach(values -> constant(node.output(), values));
            case "ConstantOfShape", "Expand", "Tile", "Range", "Resize", "Upsample", "Pad", "RandomNormal" ->
                makers.add(node);
            case "RandomUniform", "OneHot", "CenterCropPad", "Col2Im", "MaxUnpool" -> makers.add(node);
            case "BlackmanWindow", "HammingWindow", "HannWindow", "Conv", "ConvTranspose" -> makers.add(node);
            default -> {
                // Makes nothing larger than what it is given.
            }
        }
    }

    /** Refuses operators that make more than is sensible. */
    void check() {
        makers.forEach(this::check);
    }

    private void check(Node node) {
        switch (node.type()) {
            case "ConstantOfShape", "BlackmanWindow", "HammingWindow", "HannWindow" ->
                elements(node, operand(node, 0).product);
            case "Expand", "CenterCropPad", "Col2Im", "OneHot" -> elements(node, operand(node, 1).product);
            case "MaxUnpool" -> elements(node, operand(node, 2).product);
            case "RandomNormal", "RandomUniform" -> elements(node, attribute(node, "shape").product);
            case "Range" -> elements(node, (operand(node, 0).most + operand(node, 1).most) / operand(node, 2).least);
            case "Tile" -> times(node, operand(node, 1).product);
            case "Upsample" -> {
                times(node, operand(node, 1).product);
                times(node, attribute(node, "scales").product);
            }
            case "Resize" -> {
                // The scales are the second of two inputs in the first version, the third of four later.
                times(node, operand(node, node.inputs().size() == 2 ? 1 : 2).product);
                elements(node, operand(node, 3).product);
            }
            case "Pad" -> {
                elements(node, operand(node, 1).padded);
                elements(node, attribute(node, "pads").padded);
            }
            case "Conv" -> elements(node, attribute(node, "pads").padded);
            case "ConvTranspose" -> {
                times(node, attribute(node, "strides").product);
                elements(node, attribute(node, "output_shape").product);
                elements(node, attribute(node, "output_padding").product);
            }
            default -> throw new AssertionError(node.type());
        }
    }

    private Extremes operand(Node node, int input) {
        return input < node.inputs().size()
                ? constants.getOrDefault(node.inputs().get(input), NONE)
                : NONE;
    }

    private static Extremes attribute(Node node, String name) {
        double[] values = node.numbers().get(name);
        return values == null ? NONE : Extremes.of(values);
    }

    private void elements(Node node, double size) {
        if (!(size <= MOST)) {
            throw in.refusal("has an operator %s that makes a tensor of %.3g elements or more; at most %d are allowed"
                    .formatted(node.operator(), size, MOST));
        }
    }

    private void times(Node node, double size) {
        if (!(size <= GROWTH)) {
            throw in.refusal("has an operator %s that makes a tensor %.3g times larger; at most %d times are allowed"
                    .formatted(node.operator(), size, GROWTH));
        }
    }
}
