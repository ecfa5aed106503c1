package org.deforma.onnx;

import java.util.List;

/** ONNX files as an attacker would write them, field by field. */
final class HostileFiles {
    private HostileFiles() {}

    /** A file that is fine: one Relu. */
    static OnnxWriter plain() {
        return new OnnxWriter("net", 13)
                .input("x", "n", 1, 8, 8)
                .output("y", "n", 1, 8, 8)
                .node("Relu", List.of("x"), "y");
    }

    /** A file with a part of the graph that {@link OnnxWriter} does not write. */
    static byte[] graph(Message part) {
        return model(new Message().append(relu()).append(part).append(ends()));
    }

    /** A file with something else beside the graph. */
    static byte[] modelWith(Message part) {
        return new Message()
                .append(raw(model(new Message().append(relu()).append(ends()))))
                .append(part)
                .toBytes();
    }

    /** A file around a graph. */
    static byte[] model(Message graph) {
        return new Message()
                .integer(1, 8)
                .message(7, graph)
                .message(8, new Message().integer(2, 13))
                .toBytes();
    }

    /** Field 1 of a graph: Relu from x to y. */
    static Message relu() {
        return new Message().message(1, node("Relu"));
    }

    /** Fields 11 and 12 of a graph: input x, output y. */
    static Message ends() {
        return new Message().message(11, value("x", 1)).message(12, value("y", 1));
    }

    /** A node from x to y. */
    static Message node(String operator) {
        return new Message().text(1, "x").text(2, "y").text(4, operator);
    }

    /** A node with one attribute. */
    static Message node(String operator, Message attribute) {
        return node(operator).message(5, attribute);
    }

    /** An input or output of shape (n, 1, 8, 8). */
    static Message value(String name, int type) {
        Message shape = new Message().message(1, new Message().text(2, "n"));
        for (int length : new int[] {1, 8, 8}) {
            shape.message(1, new Message().integer(1, length));
        }
        Message tensor = new Message().integer(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A tensor without data. */
    static Message tensor(String name, int type, long... dims) {
        Message tensor = new Message();
        for (long dim : dims) {
            tensor.integer(1, dim);
        }
        return tensor.integer(2, type).text(8, name);
    }

    /** A Float32 tensor that lies in another file. */
    static Message external() {
        Message entry = new Message().text(1, "location").text(2, "../../etc/passwd");
        return tensor("w", 1, 4).message(13, entry).integer(14, 1);
    }

    /** Any message as it is. */
    static Message raw(byte[] bytes) {
        return new Message().append(bytes);
    }
}
