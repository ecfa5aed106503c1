package org.deforma.insar.stack;

import java.util.Arrays;

/**
 * The coherence of all layers in a window, pixel by pixel: 16 bits a value, in steps of 1/65534. Read by any number of threads
 * once it is filled.
 */
public final class CoherenceBlock {
    /** Bytes a value takes. */
    public static final int BYTES = 2;

    private static final float LARGEST = 65_534;

    private static final int RUN = 64;

    private final int width;
    private final int layers;

    /** For each row of pixels the codes of all layers of the first pixel, then of the second: 0 for NaN, else 1 + 65534 v. */
    private final short[][] rows;

    CoherenceBlock(int width, int height, int layers) {
        this.width = width;
        this.layers = layers;
        rows = new short[height][Math.multiplyExact(width, layers)];
    }

    /**
     * Stores some layers.
     *
     * @param from number of the first one
     * @param count how many
     * @param values of each, row by row; 0..1 but for rounding, or NaN
     */
    void put(int from, int count, float[][] values) {
        // Some pixels at a time, in a buffer that stays in the cache: read along the layers, written along the pixels.
        short[] codes = new short[RUN * count];
        for (int y = 0; y < rows.length; y++) {
            for (int left = 0; left < width; left += RUN) {
                int run = Math.min(RUN, width - left);
                for (int i = 0; i < count; i++) {
                    float[] layer = values[i];
                    int first = y * width + left;
                    for (int x = 0; x < run; x++) {
                        codes[x * count + i] = code(layer[first + x]);
                    }
                }
                for (int x = 0; x < run; x++) {
                    System.arraycopy(codes, x * count, rows[y], (left + x) * layers + from, count);
                }
            }
        }
    }

    private static short code(float value) {
        // NaN fails the comparison.
        return value >= -1 ? (short) (1.5f + LARGEST * Math.min(1, Math.max(0, value))) : 0;
    }

    /** Takes the data from pixels that are 0 in all layers that have a value. */
    void dropEmpty() {
        for (short[] row : rows) {
            for (int x = 0; x < width; x++) {
                int any = 0;
                for (int i = x * layers; i < (x + 1) * layers; i++) {
                    any |= row[i] & ~1;
                }
                if (any == 0) {
                    Arrays.fill(row, x * layers, (x + 1) * layers, (short) 0);
                }
            }
        }
    }

    /**
     * All layers of one pixel.
     *
     * @param pixel index in the window, row by row
     * @param into gets a value for each layer, NaN where there is none
     */
    public void pixel(int pixel, float[] into) {
        short[] row = rows[pixel / width];
        int from = pixel % width * layers;
        for (int i = 0; i < layers; i++) {
            int code = row[from + i] & 0xFFFF;
            into[i] = code == 0 ? Float.NaN : (code - 1) / LARGEST;
        }
    }
}
