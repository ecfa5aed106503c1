package org.deforma.standalone.demo;

/** A class map against the truth: how many pixels of which class were taken for which. */
public final class ClassComparison {
    private final int[] values;
    private final long[][] counts;
    private long classified;
    private double confidence;

    /**
     * Compares.
     *
     * @param map classes, NaN where there is none
     * @param sure probability of each pixel's class
     * @param truth true classes
     * @param values of the classes
     */
    public ClassComparison(float[] map, float[] sure, float[] truth, int... values) {
        this.values = values.clone();
        counts = new long[values.length][values.length];
        for (int i = 0; i < truth.length; i++) {
            if (!Float.isNaN(map[i])) {
                counts[index(truth[i])][index(map[i])]++;
                classified++;
                confidence += sure[i];
            }
        }
    }

    private int index(float value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no class " + value);
    }

    /** Pixels that have a class. */
    public long classified() {
        return classified;
    }

    /** Share of them that has the right one. */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < values.length; i++) {
            right += counts[i][i];
        }
        return (double) right / classified;
    }

    /** Mean probability of the class that was chosen; equals the accuracy where probabilities mean what they say. */
    public double meanConfidence() {
        return confidence / classified;
    }

    /** Pixels that truly are of a class, by its place in the list. */
    public long truth(int i) {
        long sum = 0;
        for (long count : counts[i]) {
            sum += count;
        }
        return sum;
    }

    /** Share of the pixels of a class that were found; NaN where there is none. */
    public double recall(int i) {
        return (double) counts[i][i] / truth(i);
    }

    /** Share of the pixels called so that truly are of the class; NaN where none was called so. */
    public double precision(int i) {
        long called = 0;
        for (long[] row : counts) {
            called += row[i];
        }
        return (double) counts[i][i] / called;
    }
}
