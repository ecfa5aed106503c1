package org.deforma.onnx;

import java.nio.charset.StandardCharsets;

/** A named setting of a node, such as the strides of a convolution. Immutable. */
public final class OnnxAttribute {
    // Field numbers of AttributeProto and values of its AttributeType, as in onnx.proto.
    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INT = 3;
    private static final int STRING = 4;
    private static final int INTS = 8;
    private static final int TYPE = 20;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT = 2;
    private static final int TYPE_STRING = 3;
    private static final int TYPE_INTS = 7;

    private final Message message;

    private OnnxAttribute(Message message) {
        this.message = message;
    }

    /** One number with a fraction. */
    public static OnnxAttribute of(String name, float value) {
        return new OnnxAttribute(named(name).number(FLOAT, value).integer(TYPE, TYPE_FLOAT));
    }

    /** One whole number. */
    public static OnnxAttribute of(String name, long value) {
        return new OnnxAttribute(named(name).integer(INT, value).integer(TYPE, TYPE_INT));
    }

    /** A text. */
    public static OnnxAttribute of(String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return new OnnxAttribute(named(name).bytes(STRING, utf8).integer(TYPE, TYPE_STRING));
    }

    /** A list of whole numbers. */
    public static OnnxAttribute ints(String name, long... values) {
        Message list = named(name);
        for (long value : values) {
            list.integer(INTS, value);
        }
        return new OnnxAttribute(list.integer(TYPE, TYPE_INTS));
    }

    Message message() {
        return message;
    }

    private static Message named(String name) {
        return new Message().text(NAME, name);
    }
}
