package org.deforma.standalone.layers;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One tile of one band of a smaller copy as the bytes of a TIFF: Float32, floating point predictor (Adobe Photoshop TIFF
 * Technical Note 3, 2005: the bytes of a row sorted by significance, then differenced), then Deflate.
 */
final class LevelTile {
    /** Columns and rows [px]. */
    static final int SIDE = 256;

    /** Fast rather than small: the predictor does most of the work. */
    private static final int EFFORT = 1;

    private LevelTile() {}

    /**
     * Packs a tile.
     *
     * @param values {@value #SIDE} x {@value #SIDE}, row by row
     */
    static byte[] pack(float[] values) {
        byte[] bytes = new byte[4 * values.length];
        for (int at = 0, value = 0; at < bytes.length; at += 4 * SIDE) {
            for (int x = at; x < at + SIDE; x++, value++) {
                int bits = Float.floatToIntBits(values[value]);
                bytes[x] = (byte) (bits >> 24);
                bytes[x + SIDE] = (byte) (bits >> 16);
                bytes[x + 2 * SIDE] = (byte) (bits >> 8);
                bytes[x + 3 * SIDE] = (byte) bits;
            }
            for (int i = at + 4 * SIDE - 1; i > at; i--) {
                bytes[i] -= bytes[i - 1];
            }
        }
        Deflater deflater = new Deflater(EFFORT);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + bytes.length / 1000 + 64];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        } finally {
            deflater.end();
        }
    }

    /**
     * The values of a packed tile.
     *
     * @throws IOException when it is damaged
     */
    static float[] unpack(byte[] packed) throws IOException {
        byte[] bytes = inflate(packed);
        float[] values = new float[SIDE * SIDE];
        for (int at = 0, value = 0; at < bytes.length; at += 4 * SIDE) {
            for (int i = at + 1; i < at + 4 * SIDE; i++) {
                bytes[i] += bytes[i - 1];
            }
            for (int x = at; x < at + SIDE; x++, value++) {
                values[value] = Float.intBitsToFloat((bytes[x] << 24)
                        | ((bytes[x + SIDE] & 0xff) << 16)
                        | ((bytes[x + 2 * SIDE] & 0xff) << 8)
                        | (bytes[x + 3 * SIDE] & 0xff));
            }
        }
        return values;
    }

    private static byte[] inflate(byte[] packed) throws IOException {
        byte[] bytes = new byte[4 * SIDE * SIDE];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            if (inflater.inflate(bytes) < bytes.length) {
                throw new IOException("a tile of a smaller copy is too short");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IOException("a tile of a smaller copy cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
