package org.deforma.training;

import java.util.stream.IntStream;

/**
 * How well probabilities fit the truth. Immutable.
 *
 * @param confusion number of matrices by true class (row) and class found (column)
 * @param loss mean negative logarithm of the probability of the true class
 * @param bins matrices by confidence, in {@value #BINS} bins of equal width
 */
@SuppressWarnings("ArrayRecordComponent") // counts are plain arrays; nothing compares these records
record Scores(int[][] confusion, double loss, Bin[] bins) {
    /** Bins of the reliability diagram. */
    static final int BINS = 15;

    /**
     * Matrices of about the same confidence.
     *
     * @param count how many
     * @param confidence their mean confidence
     * @param accuracy share of them that is right
     */
    record Bin(int count, double confidence, double accuracy) {}

    /**
     * Scores logits.
     *
     * @param logits one row a matrix
     * @param labels true classes
     * @param classes number of classes
     */
    static Scores of(float[][] logits, int[] labels, int classes) {
        int[][] confusion = new int[classes][classes];
        double loss = 0;
        int[] counts = new int[BINS];
        double[] confidences = new double[BINS];
        int[] right = new int[BINS];
        for (int i = 0; i < labels.length; i++) {
            double[] p = softmax(logits[i], 1);
            int found = argmax(logits[i]);
            confusion[labels[i]][found]++;
            loss -= Math.log(Math.max(p[labels[i]], 1e-30));
            int bin = Math.min(BINS - 1, (int) (p[found] * BINS));
            counts[bin]++;
            confidences[bin] += p[found];
            right[bin] += found == labels[i] ? 1 : 0;
        }
        Bin[] bins = new Bin[BINS];
        for (int b = 0; b < BINS; b++) {
            int n = Math.max(1, counts[b]);
            bins[b] = new Bin(counts[b], confidences[b] / n, (double) right[b] / n);
        }
        return new Scores(confusion, loss / labels.length, bins);
    }

    /** Probabilities from logits that are divided by a temperature first. */
    static double[] softmax(float[] logits, double temperature) {
        double highest = logits[argmax(logits)];
        double[] p = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp((logits[c] - highest) / temperature);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** Largest difference of a probability between two sets of logits. */
    static double largestDifference(float[][] logits, double temperature, float[][] others, double othersTemperature) {
        double largest = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] a = softmax(logits[i], temperature);
            double[] b = softmax(others[i], othersTemperature);
            for (int c = 0; c < a.length; c++) {
                largest = Math.max(largest, Math.abs(a[c] - b[c]));
            }
        }
        return largest;
    }

    static int argmax(float[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    /** Number of matrices. */
    int total() {
        return IntStream.range(0, confusion.length).map(this::truly).sum();
    }

    /** Share of matrices whose class was found. */
    double accuracy() {
        int right =
                IntStream.range(0, confusion.length).map(c -> confusion[c][c]).sum();
        return (double) right / total();
    }

    /** Matrices of a class. */
    int truly(int label) {
        return IntStream.of(confusion[label]).sum();
    }

    /** Share of the matrices that were given a class that are of it. */
    double precision(int label) {
        int found = 0;
        for (int[] row : confusion) {
            found += row[label];
        }
        return found == 0 ? 0 : (double) confusion[label][label] / found;
    }

    /** Share of the matrices of a class that were given it. */
    double recall(int label) {
        return (double) confusion[label][label] / Math.max(1, truly(label));
    }

    /** Harmonic mean of precision and recall. */
    double f1(int label) {
        double sum = precision(label) + recall(label);
        return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
    }

    /**
     * Expected calibration error: mean distance between confidence and accuracy over the bins, weighted by their count
     * (Guo et al. 2017, arXiv:1706.04599).
     */
    double calibrationError() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.count * Math.abs(bin.confidence - bin.accuracy);
        }
        return sum / total();
    }
}
