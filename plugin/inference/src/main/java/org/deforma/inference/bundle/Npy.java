package org.deforma.inference.bundle;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deforma.api.model.Tensor;

/**
 * Tensors in NumPy's format 1.0: little-endian Float32 in C order, and nothing else.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
 */
final class Npy {
    /** Most values of a tensor: 64 MB. */
    static final int MAX_VALUES = 1 << 24;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int MAX_HEADER = 1024;
    private static final int MAX_RANK = 6;
    private static final int SHOWN = 120;
    private static final int ALIGNMENT = 64;

    private static final Pattern HEADER = Pattern.compile("\\{'descr': *'<f4', *'fortran_order': *False, *"
            + "'shape': *\\(((?:\\d{1,9}, *)*\\d{0,9}),? *\\),? *\\} *\n?");

    private Npy() {}

    /**
     * Reads a tensor and expects the end of the stream after it.
     *
     * @param name of the file, with which messages begin
     * @throws IllegalArgumentException when it is not such a file, or too large
     * @throws IOException when the stream cannot be read
     */
    static Tensor read(String name, InputStream file) throws IOException {
        try {
            DataInputStream in = new DataInputStream(file);
            byte[] magic = new byte[MAGIC.length];
            in.readFully(magic);
            int length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
            if (!Arrays.equals(magic, MAGIC) || length > MAX_HEADER) {
                throw new IllegalArgumentException(name + " is not in version 1.0 of NumPy's format");
            }
            byte[] header = new byte[length];
            in.readFully(header);
            int[] shape = shape(name, new String(header, StandardCharsets.ISO_8859_1));
            int size = size(name, shape);
            byte[] bytes = in.readNBytes(size * Float.BYTES);
            if (bytes.length < size * Float.BYTES || in.read() >= 0) {
                throw new IllegalArgumentException(name + " of shape " + Arrays.toString(shape) + " must hold " + size
                        + " values, holds " + (bytes.length < size * Float.BYTES ? "fewer" : "more"));
            }
            float[] values = new float[size];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return new Tensor(values, shape);
        } catch (EOFException e) {
            throw new IllegalArgumentException(name + " is cut off", e);
        }
    }

    private static int[] shape(String name, String header) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " must be of type '<f4' in C order with a shape, was "
                    + header.substring(0, Math.min(SHOWN, header.length()))
                            .replaceAll("\\p{Cntrl}", "?")
                            .strip());
        }
        int[] shape = Arrays.stream(matcher.group(1).split(","))
                .map(String::strip)
                .filter(axis -> !axis.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        if (shape.length > MAX_RANK) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_RANK + " axes, has " + shape.length);
        }
        return shape;
    }

    private static int size(String name, int... shape) {
        long size = 1;
        for (int axis : shape) {
            size *= axis;
            if (size > MAX_VALUES) {
                throw new IllegalArgumentException(
                        name + " must hold at most " + MAX_VALUES + " values, has the shape " + Arrays.toString(shape));
            }
        }
        return (int) size;
    }

    /** The tensor as the content of a file. */
    static byte[] write(Tensor tensor) {
        String axes = Arrays.stream(tensor.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", "))
                + (tensor.shape().length == 1 ? "," : "");
        StringBuilder header = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }");
        while ((MAGIC.length + 2 + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer values =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(tensor.values());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.write(header.length() & 0xff);
        out.write(header.length() >> 8);
        out.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(values.array());
        return out.toByteArray();
    }
}
