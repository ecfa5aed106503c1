package org.deforma.raster;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * One tile of Float32 samples as the bytes of a TIFF: floating point predictor (Adobe Photoshop TIFF Technical Note 3,
 * 2005: the bytes of a row sorted by significance, then differenced), then DEFLATE.
 */
final class FloatTiles {
    // The predictor does most of the work; a higher level costs three times the time for a few percent.
    private static final int LEVEL = 4;

    private FloatTiles() {}

    /** Compresses the rows of a tile, each {@code width} samples. */
    static byte[] encode(float[] samples, int width) {
        byte[] bytes = new byte[4 * samples.length];
        for (int row = 0; row < samples.length / width; row++) {
            int at = 4 * row * width;
            for (int x = 0; x < width; x++) {
                int bits = Float.floatToIntBits(samples[row * width + x]);
                bytes[at + x] = (byte) (bits >> 24);
                bytes[at + width + x] = (byte) (bits >> 16);
                bytes[at + 2 * width + x] = (byte) (bits >> 8);
                bytes[at + 3 * width + x] = (byte) bits;
            }
            for (int i = at + 4 * width - 1; i > at; i--) {
                bytes[i] -= bytes[i - 1];
            }
        }
        return deflate(bytes);
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            // zlib never grows its input by more than 5 bytes for each 16 kB, and its frame.
            byte[] out = new byte[bytes.length + bytes.length / 1000 + 64];
            int size = deflater.deflate(out);
            return Arrays.copyOf(out, size);
        } finally {
            deflater.end();
        }
    }
}
