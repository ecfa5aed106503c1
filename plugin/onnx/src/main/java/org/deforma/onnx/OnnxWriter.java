package org.deforma.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds an ONNX model (IR version 8) and writes it. Nodes must come in the order in which they run. What the model means is
 * not checked, so that tests can write models that a reader has to refuse. Not thread-safe.
 *
 * <pre>{@code
 * byte[] model = new OnnxWriter("threshold", 13)
 *         .input("x", "n", 1, 64, 64)
 *         .constant("w", new float[] {10}, 1, 1, 1, 1)
 *         .constant("b", new float[] {-5}, 1)
 *         .node("Conv", List.of("x", "w", "b"), "c", OnnxAttribute.ints("kernel_shape", 1, 1))
 *         .node("Sigmoid", List.of("c"), "y")
 *         .output("y", "n", 1, 64, 64)
 *         .toBytes();
 * }</pre>
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto, where the field numbers come from</a>
 */
public final class OnnxWriter {
    private static final int IR_VERSION = 8;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT64 = 7;

    private final int opset;
    private final Message nodes = new Message();
    private final Message constants = new Message();
    private final Message inputs = new Message();
    private final Message outputs = new Message();
    private final Message metadata = new Message();
    private final String graphName;
    private final Set<String> domains = new TreeSet<>();
    private int nodeCount;

    /**
     * Starts a model.
     *
     * @param graphName name of its graph
     * @param opset version of the standard operators, 13..17
     */
    public OnnxWriter(String graphName, int opset) {
        if (opset < 13 || opset > 17) {
            throw new IllegalArgumentException("the version of the operators must be 13..17, was " + opset);
        }
        this.graphName = graphName;
        this.opset = opset;
    }

    /**
     * Declares a float input.
     *
     * @param dims length of each axis: a whole number, or a name such as {@code "n"} where any length will do
     */
    public OnnxWriter input(String name, Object... dims) {
        inputs.message(11, tensorInfo(name, dims));
        return this;
    }

    /** Declares a float output; axes as for {@link #input}. */
    public OnnxWriter output(String name, Object... dims) {
        outputs.message(12, tensorInfo(name, dims));
        return this;
    }

    /** Adds weights or another float constant, in row-major order. */
    public OnnxWriter constant(String name, float[] values, long... dims) {
        requireSize(name, values.length, dims);
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, TYPE_FLOAT, raw.array(), dims);
    }

    /** Adds a constant of whole numbers, such as a shape or axes, in row-major order. */
    public OnnxWriter constant(String name, long[] values, long... dims) {
        requireSize(name, values.length, dims);
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, TYPE_INT64, raw.array(), dims);
    }

    /** Adds a node of a standard operator with one output. */
    public OnnxWriter node(String operator, List<String> inputs, String output, OnnxAttribute... attributes) {
        return node("", operator, inputs, List.of(output), attributes);
    }

    /**
     * Adds a node.
     *
     * @param domain of the operator; empty for the standard ones, else version 1 of that domain is declared
     * @param operator such as {@code Conv}
     * @param inputs names of inputs, constants, or outputs of earlier nodes; an empty name leaves an optional input out
     * @param outputs names of what it gives
     * @param attributes its settings
     */
    public OnnxWriter node(
            String domain, String operator, List<String> inputs, List<String> outputs, OnnxAttribute... attributes) {
        Message node = new Message();
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        node.text(3, operator + "_" + nodeCount++).text(4, operator);
        for (OnnxAttribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        if (!domain.isEmpty()) {
            node.text(7, domain);
            domains.add(domain);
        }
        nodes.message(1, node);
        return this;
    }

    /** Adds an entry to the model's metadata. */
    public OnnxWriter metadata(String key, String value) {
        metadata.message(14, new Message().text(1, key).text(2, value));
        return this;
    }

    /** The model as the content of a file. */
    public byte[] toBytes() {
        Message graph = new Message()
                .append(nodes)
                .text(2, graphName)
                .append(constants)
                .append(inputs)
                .append(outputs);
        Message model = new Message()
                .integer(1, IR_VERSION)
                .text(2, "deforma")
                .message(7, graph)
                .message(8, new Message().text(1, "").integer(2, opset));
        domains.forEach(domain -> model.message(8, new Message().text(1, domain).integer(2, 1)));
        return model.append(metadata).toBytes();
    }

    /** Writes the model to a file, which is replaced if it is there. */
    public void write(Path file) throws IOException {
        Files.write(file, toBytes());
    }

    private OnnxWriter constant(String name, int type, byte[] raw, long... dims) {
        Message tensor = new Message();
        for (long dim : dims) {
            tensor.integer(1, dim);
        }
        constants.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    private static Message tensorInfo(String name, Object... dims) {
        Message shape = new Message();
        for (Object dim : dims) {
            shape.message(1, dimension(dim));
        }
        Message tensor = new Message().integer(1, TYPE_FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message dimension(Object dim) {
        if (dim instanceof String symbol) {
            return new Message().text(2, symbol);
        }
        if (dim instanceof Integer || dim instanceof Long) {
            return new Message().integer(1, ((Number) dim).longValue());
        }
        throw new IllegalArgumentException("an axis must be a whole number or a name, was " + dim);
    }

    private static void requireSize(String name, int values, long... dims) {
        long size = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        if (size != values) {
            throw new IllegalArgumentException(name + ": a tensor of shape " + Arrays.toString(dims) + " must have "
                    + size + " values, has " + values);
        }
    }
}
