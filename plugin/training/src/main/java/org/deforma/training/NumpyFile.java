package org.deforma.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes arrays as NumPy's own files, format 1.0: little-endian floats in row-major order. */
public final class NumpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** Data begins at a multiple of this many bytes. */
    private static final int ALIGNMENT = 64;

    private NumpyFile() {}

    /**
     * Writes an array.
     *
     * @param file which is replaced if it is there
     * @param values in row-major order
     * @param shape length of each axis, two or more axes
     */
    public static void write(Path file, float[] values, int... shape) throws IOException {
        String axes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }";
        int length = MAGIC.length + Short.BYTES + header.length() + 1;
        int padding = Math.floorMod(-length, ALIGNMENT);
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + Short.BYTES + text.length + values.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) text.length).put(text);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
