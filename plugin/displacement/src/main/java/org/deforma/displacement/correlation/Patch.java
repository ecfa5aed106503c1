package org.deforma.displacement.correlation;

import java.awt.Rectangle;

/**
 * A rectangle of one image band, with no gaps: pixels without data carry a smooth filling and are marked invalid.
 *
 * <p>The origin is a multiple of {@value #ALIGNMENT} px of the image, so that everything derived from blocks of pixels (the
 * filling, the pyramid) is the same however the image is cut into tiles.
 */
final class Patch {
    /** Blocks that derived values are made of never straddle a multiple of this [px]. */
    static final int ALIGNMENT = 16;

    final int x0;
    final int y0;
    final int width;
    final int height;
    /** Grey levels in deviations from the centre, row by row, finite. */
    final float[] data;
    /** 1 where there is data; null when there is data everywhere. */
    final byte[] valid;

    private Patch(int x0, int y0, int width, int height, float[] data, byte[] valid) {
        this.x0 = x0;
        this.y0 = y0;
        this.width = width;
        this.height = height;
        this.data = data;
        this.valid = valid;
    }

    /** The smallest rectangle on multiples of {@value #ALIGNMENT} px that holds another. */
    static Rectangle aligned(Rectangle r) {
        int x0 = Math.floorDiv(r.x, ALIGNMENT) * ALIGNMENT;
        int y0 = Math.floorDiv(r.y, ALIGNMENT) * ALIGNMENT;
        int x1 = -Math.floorDiv(-(r.x + r.width), ALIGNMENT) * ALIGNMENT;
        int y1 = -Math.floorDiv(-(r.y + r.height), ALIGNMENT) * ALIGNMENT;
        return new Rectangle(x0, y0, x1 - x0, y1 - y0);
    }

    /**
     * Takes over a block of pixels.
     *
     * @param values row by row, NaN = no data; changed in place
     * @param grey centre and spread of the image
     */
    static Patch of(int x0, int y0, int width, int height, float[] values, GreyScale grey) {
        if (Math.floorMod(x0, ALIGNMENT) != 0
                || Math.floorMod(y0, ALIGNMENT) != 0
                || width % ALIGNMENT != 0
                || height % ALIGNMENT != 0) {
            throw new IllegalArgumentException("a patch must lie on multiples of " + ALIGNMENT + " px, was " + width
                    + " x " + height + " px at " + x0 + ", " + y0);
        }
        boolean gaps = false;
        for (int i = 0; i < values.length; i++) {
            float v = (values[i] - grey.centre()) / grey.deviation();
            values[i] = v;
            gaps |= Float.isNaN(v);
        }
        byte[] valid = null;
        if (gaps) {
            valid = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                valid[i] = (byte) (!Float.isNaN(values[i]) ? 1 : 0);
            }
            fill(values, valid, width, height, 4);
            fill(values, valid, width, height, ALIGNMENT);
            for (int i = 0; i < values.length; i++) {
                if (Float.isNaN(values[i])) {
                    values[i] = 0;
                }
            }
        }
        return new Patch(x0, y0, width, height, values, valid);
    }

    /** Fills what is still NaN with the mean of the data in its block, where the block has any. */
    private static void fill(float[] values, byte[] valid, int width, int height, int block) {
        for (int by = 0; by < height; by += block) {
            for (int bx = 0; bx < width; bx += block) {
                if (!missing(values, width, bx, by, block)) {
                    continue;
                }
                double sum = 0;
                int count = 0;
                for (int y = by; y < by + block; y++) {
                    for (int i = y * width + bx, end = i + block; i < end; i++) {
                        if (valid[i] != 0) {
                            sum += values[i];
                            count++;
                        }
                    }
                }
                if (count == 0) {
                    continue;
                }
                float mean = (float) (sum / count);
                for (int y = by; y < by + block; y++) {
                    for (int i = y * width + bx, end = i + block; i < end; i++) {
                        if (Float.isNaN(values[i])) {
                            values[i] = mean;
                        }
                    }
                }
            }
        }
    }

    private static boolean missing(float[] values, int width, int bx, int by, int block) {
        for (int y = by; y < by + block; y++) {
            for (int i = y * width + bx, end = i + block; i < end; i++) {
                if (Float.isNaN(values[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The patch at half the resolution: means of 2 x 2 pixels; gaps are covered by their filling. */
    Patch halved() {
        int w = width / 2;
        int h = height / 2;
        float[] half = new float[w * h];
        for (int y = 0; y < h; y++) {
            int a = 2 * y * width;
            int b = a + width;
            for (int x = 0; x < w; x++) {
                half[y * w + x] =
                        0.25f * (data[a + 2 * x] + data[a + 2 * x + 1] + data[b + 2 * x] + data[b + 2 * x + 1]);
            }
        }
        return new Patch(Math.floorDiv(x0, 2), Math.floorDiv(y0, 2), w, h, half, null);
    }

    /** Valid pixels shrunk by a margin: 1 where the whole (2 margin + 1) square is valid; null when all is valid. */
    byte[] validWithin(int margin) {
        if (valid == null) {
            return null;
        }
        byte[] result = valid.clone();
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                if (valid[row + x] != 0) {
                    continue;
                }
                int from = Math.max(0, x - margin);
                while (x < width && valid[row + x] == 0) {
                    x++;
                }
                int to = Math.min(width, x + margin);
                for (int r = Math.max(0, y - margin); r <= Math.min(height - 1, y + margin); r++) {
                    java.util.Arrays.fill(result, r * width + from, r * width + to, (byte) 0);
                }
            }
        }
        return result;
    }
}
