package org.deforma.raster.layer;

import java.util.Arrays;

/** The values of one band in a sample, those without data left out. Immutable. */
final class BandValues {
    /** Values in order. */
    private final float[] sorted;

    private final double valid;

    private BandValues(float[] sorted, double valid) {
        this.sorted = sorted;
        this.valid = valid;
    }

    /** Of a band; the array becomes part of the result. */
    static BandValues of(float[] values) {
        Arrays.sort(values);
        // NaN comes last.
        int end = values.length;
        while (end > 0 && Float.isNaN(values[end - 1])) {
            end--;
        }
        double valid = values.length == 0 ? 0 : (double) end / values.length;
        return new BandValues(end == values.length ? values : Arrays.copyOf(values, end), valid);
    }

    /** Share of the pixels that have data, 0..1. */
    double valid() {
        return valid;
    }

    /** Whether no pixel has data. */
    boolean isEmpty() {
        return sorted.length == 0;
    }

    /** Smallest value; NaN where there is none. */
    float minimum() {
        return quantile(0);
    }

    /** Largest value; NaN where there is none. */
    float maximum() {
        return quantile(1);
    }

    /** The value below which a share of the values lies, 0..1; NaN where there is none. */
    float quantile(double share) {
        return isEmpty() ? Float.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** The size below which a share of the values lies, whatever their sign; NaN where there is none. */
    float sizeQuantile(double share) {
        float[] sizes = new float[sorted.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sorted[i]);
        }
        Arrays.sort(sizes);
        return new BandValues(sizes, 1).quantile(share);
    }

    /** Whether all values are whole numbers, of which there are no more than so many different ones. */
    boolean areFewWholeNumbers(int most) {
        return distinct(most).length > 0;
    }

    /** The different values where they are whole numbers and no more than so many; else none. */
    int[] distinct(int most) {
        int[] found = new int[most];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                continue;
            }
            if (sorted[i] != (int) sorted[i] || count == most) {
                return new int[0];
            }
            found[count++] = (int) sorted[i];
        }
        return Arrays.copyOf(found, count);
    }
}
