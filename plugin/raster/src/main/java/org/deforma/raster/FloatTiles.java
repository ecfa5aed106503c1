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

    /** Part of a tile that is compressed on trial: one in so many bytes. */
    private static final int SAMPLED = 16;
    /** Growth of the file that saves half of the time. */
    private static final double NOISE = 1.1;

    private FloatTiles() {}

    /**
     * Compresses the rows of a tile.
     *
     * @param samples row by row
     * @param width samples of a row, all bands together
     * @param bands samples of a pixel, one after the other; what a sample is differenced with is that many before it
     */
    static byte[] encode(float[] samples, int width, int bands) {
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
            for (int i = at + 4 * width - 1; i >= at + bands; i--) {
                bytes[i] -= bytes[i - bands];
            }
        }
        return deflate(bytes);
    }

    /**
     * Looking for repetitions takes most of the time, and finds next to none in a band of measurements, whose low digits are
     * noise; in a band of classes it finds nearly all. A sample of the tile tells which it is.
     */
    private static byte[] deflate(byte[] bytes) {
        int sample = bytes.length / SAMPLED;
        int from = (bytes.length - sample) / 2;
        boolean noise = sample > 0
                && deflate(bytes, from, sample, Deflater.HUFFMAN_ONLY).length
                        <= NOISE * deflate(bytes, from, sample, Deflater.DEFAULT_STRATEGY).length;
        return deflate(bytes, 0, bytes.length, noise ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
    }

    private static byte[] deflate(byte[] bytes, int from, int length, int strategy) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setStrategy(strategy);
            deflater.setInput(bytes, from, length);
            deflater.finish();
            // zlib never grows its input by more than 5 bytes for each 16 kB, and its frame.
            byte[] out = new byte[length + length / 1000 + 64];
            int size = 0;
            // The first call may do no more than change the strategy.
            while (!deflater.finished()) {
                size += deflater.deflate(out, size, out.length - size);
            }
            return Arrays.copyOf(out, size);
        } finally {
            deflater.end();
        }
    }
}
