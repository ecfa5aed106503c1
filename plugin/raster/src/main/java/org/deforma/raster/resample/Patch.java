package org.deforma.raster.resample;

/** A part of an image with its gaps counted, so that complete neighbourhoods are told quickly. Immutable. */
public final class Patch {
    private final float[] values;
    private final int width;
    private final int height;
    // Summed-area table of missing samples, one row and one column larger than the image; null when none is missing.
    private final int[] missing;

    /**
     * Counts the gaps.
     *
     * @param values row by row, NaN for none; not copied
     */
    public Patch(float[] values, int width, int height) {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    "%d values do not make %d x %d px".formatted(values.length, width, height));
        }
        this.values = values;
        this.width = width;
        this.height = height;
        missing = anyMissing(values) ? count() : null;
    }

    private static boolean anyMissing(float[] values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private int[] count() {
        int[] table = new int[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            int row = 0;
            for (int x = 0; x < width; x++) {
                row += Float.isNaN(values[y * width + x]) ? 1 : 0;
                int at = (y + 1) * (width + 1) + x + 1;
                table[at] = table[at - width - 1] + row;
            }
        }
        return table;
    }

    /** Whether no sample is missing. */
    boolean isComplete() {
        return missing == null;
    }

    /** Whether no sample of a rectangle inside the image is missing. */
    boolean isComplete(int x, int y, int w, int h) {
        if (missing == null) {
            return true;
        }
        int stride = width + 1;
        int top = y * stride + x;
        int bottom = top + h * stride;
        return missing[bottom + w] - missing[bottom] - missing[top + w] + missing[top] == 0;
    }

    int width() {
        return width;
    }

    float[] values() {
        return values;
    }
}
