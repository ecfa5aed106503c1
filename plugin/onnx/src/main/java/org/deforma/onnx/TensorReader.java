package org.deforma.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a constant: whether it holds as many numbers as its shape says, all of them in this file. Only constants of up
 * to {@value #KEPT} numbers, which may be shapes, are kept.
 */
final class TensorReader {
    /** Numbers of a constant that are kept. */
    static final int KEPT = 16;

    /** Longest name of anything in a graph [byte]. */
    static final int NAME = 1024;

    /** Elements of a tensor, or of what a sparse one stands for; more than the largest file has bytes. */
    private static final long MAX_ELEMENTS = 1L << 30;

    private static final int MAX_RANK = 32;
    private static final int EXTERNAL = 1;
    private static final int STRING = 8;

    /** Bits of an element, by TensorProto.DataType; 0 where there is no such type, or for texts. */
    private static final int[] BITS = {
        0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4
    };

    private final ProtoReader in;

    TensorReader(ProtoReader in) {
        this.in = in;
    }

    /**
     * A constant.
     *
     * @param name in the graph; may be empty
     * @param type as in TensorProto.DataType
     * @param dims length of each axis
     * @param elements product of the axes
     * @param bytes that it takes in memory
     * @param values if there are few; null if not
     */
    @SuppressWarnings("ArrayRecordComponent") // values as they are read; nothing compares these records
    record Tensor(String name, int type, List<Long> dims, long elements, long bytes, double[] values) {}

    /** Reads the field that is open as a TensorProto. */
    Tensor dense() throws IOException {
        Draft draft = new Draft();
        in.message(draft::field);
        return draft.finish();
    }

    /**
     * Reads the field that is open as a SparseTensorProto. The result has the size of the dense tensor that it stands
     * for.
     */
    Tensor sparse() throws IOException {
        List<Long> dims = new ArrayList<>();
        Tensor[] parts = new Tensor[2];
        in.message(number -> {
            switch (number) {
                case 1, 2 -> parts[number - 1] = once(parts[number - 1], dense());
                case 3 -> in.integers(dim -> addDim(dims, dim));
                default -> in.skip();
            }
        });
        if (parts[0] == null || parts[1] == null) {
            throw in.refusal("holds a sparse tensor without values or indices");
        }
        String name = parts[0].name();
        long elements = elements(name, dims);
        long stored = parts[0].elements();
        long indices = parts[1].elements();
        if (stored > elements || (indices != stored && indices != stored * dims.size())) {
            throw in.refusal("holds the sparse tensor '" + name + "' of shape " + dims + " with " + stored
                    + " values and " + indices + " indices, which do not fit");
        }
        return new Tensor(name, parts[0].type(), dims, elements, bytes(parts[0].type(), elements), null);
    }

    private Tensor once(Tensor before, Tensor tensor) {
        if (before != null) {
            throw in.refusal("holds a sparse tensor with values or indices twice");
        }
        return tensor;
    }

    private void addDim(List<Long> dims, long dim) {
        if (dims.size() == MAX_RANK) {
            throw in.refusal("holds a tensor of more than " + MAX_RANK + " axes");
        }
        dims.add(dim);
    }

    private long elements(String name, List<Long> dims) {
        long product = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw in.refusal("holds the tensor '" + name + "' with a negative axis: " + dims);
            }
            // Both factors are below 2^31 or so: no overflow before it is noticed.
            product = dim > MAX_ELEMENTS ? MAX_ELEMENTS + 1 : product * dim;
            if (product > MAX_ELEMENTS) {
                throw in.refusal("holds the tensor '" + name + "' of shape " + dims + ", which has more than "
                        + MAX_ELEMENTS + " elements");
            }
        }
        return product;
    }

    private static long bytes(int type, long elements) {
        return (long) Math.ceil(elements * (BITS[type] / 8.0));
    }

    /** A tensor while its fields come in, in whatever order. */
    private final class Draft {
        private final List<Long> dims = new ArrayList<>();
        private final double[] first = new double[KEPT];
        private String name = "";
        private long type;
        private long raw = -1;
        private byte[] rawBytes;
        private int typedField;
        private long typed;

        void field(int number) throws IOException {
            switch (number) {
                case 1 -> in.integers(dim -> addDim(dims, dim));
                case 2 -> type = in.integer();
                case 3 -> throw in.refusal("holds a tensor in segments, which is not supported");
                case 4 -> in.floats(value -> add(number, value));
                case 5, 7, 11 -> in.integers(value -> add(number, (double) value));
                case 6 -> in.bytes(0, length -> add(number, 0));
                case 8 -> name = in.text(NAME);
                case 9 -> raw();
                case 10 -> in.doubles(value -> add(number, value));
                case 13 -> throw external();
                case 14 -> {
                    if (in.integer() == EXTERNAL) {
                        throw external();
                    }
                }
                default -> in.skip();
            }
        }

        private IllegalArgumentException external() {
            return in.refusal("keeps the tensor '" + name + "' in another file (external data), which is not read;"
                    + " save the model with all tensors inside");
        }

        private void raw() throws IOException {
            if (raw >= 0) {
                throw in.refusal("holds the data of the tensor '" + name + "' twice");
            }
            rawBytes = in.bytes(KEPT * Long.BYTES, length -> raw = length);
        }

        private void add(int number, double value) {
            if (typedField != 0 && typedField != number) {
                throw in.refusal("holds the data of the tensor '" + name + "' twice, in different fields");
            }
            typedField = number;
            if (typed < KEPT) {
                first[(int) typed] = value;
            }
            typed++;
        }

        Tensor finish() {
            if (type < 1 || type >= BITS.length) {
                throw in.refusal("holds the tensor '" + name + "' of unknown element type " + type);
            }
            int kind = (int) type;
            long elements = elements(name, dims);
            long declared = raw >= 0 && kind != STRING ? bytes(kind, elements) : stored(kind, elements);
            long there = raw >= 0 ? raw : typed;
            if (there != declared
                    || (raw > 0 && typed > 0)
                    || (raw < 0 && typed > 0 && typedField != typedField(kind))) {
                throw in.refusal("holds the tensor '" + name + "' of shape " + dims + " whose data do not match: "
                        + declared + (raw >= 0 ? " bytes" : " values") + " are declared, " + there + " are there");
            }
            return new Tensor(name, kind, dims, elements, bytes(kind, elements), values(kind, elements));
        }

        private double[] values(int kind, long elements) {
            if (elements > KEPT || kind == STRING) {
                return null;
            }
            if (raw < 0) {
                return Arrays.copyOf(first, (int) typed);
            }
            ByteBuffer data = ByteBuffer.wrap(rawBytes).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[(int) elements];
            for (int i = 0; i < values.length; i++) {
                switch (kind) {
                    case 1 -> values[i] = data.getFloat();
                    case 6 -> values[i] = data.getInt();
                    case 7 -> values[i] = data.getLong();
                    case 11 -> values[i] = data.getDouble();
                    default -> {
                        return null;
                    }
                }
            }
            return values;
        }
    }

    /** Numbers that a tensor has in the field for its type: complex ones take two, half bytes share one. */
    private static long stored(int type, long elements) {
        return switch (type) {
            case 14, 15 -> 2 * elements;
            case 21, 22, 23 -> (elements + 1) / 2;
            default -> elements;
        };
    }

    /** Field of TensorProto for the numbers of a type. */
    private static int typedField(int type) {
        return switch (type) {
            case 1, 14 -> 4;
            case STRING -> 6;
            case 7 -> 7;
            case 11, 15 -> 10;
            case 12, 13 -> 11;
            default -> 5;
        };
    }
}
