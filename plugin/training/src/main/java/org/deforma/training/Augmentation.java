package org.deforma.training;

import java.util.SplittableRandom;

/**
 * Takes dates and pairs away from matrices, at random, so that a network does not learn a training set's gaps by heart. Two
 * matrices of three stay whole in each respect. The first date always stays: rows count from it.
 */
final class Augmentation {
    private static final double MOST_DATES = 0.4;
    private static final double MOST_PAIRS = 0.5;

    private final int dates;

    Augmentation(int dates) {
        this.dates = dates;
    }

    /** Changes the matrix at {@code at}: coherence, then validity. */
    void apply(float[] matrices, int at, SplittableRandom random) {
        double missingDates = random.nextInt(3) == 0 ? random.nextDouble() * MOST_DATES : 0;
        double missingPairs = random.nextInt(3) == 0 ? random.nextDouble() * MOST_PAIRS : 0;
        boolean[] missing = new boolean[dates];
        for (int i = 1; i < dates; i++) {
            missing[i] = random.nextDouble() < missingDates;
        }
        for (int i = 0; i < dates; i++) {
            for (int j = i; j < dates; j++) {
                if (missing[i] || missing[j] || (i != j && random.nextDouble() < missingPairs)) {
                    clear(matrices, at, i * dates + j);
                    clear(matrices, at, j * dates + i);
                }
            }
        }
    }

    private void clear(float[] matrices, int at, int cell) {
        matrices[at + cell] = 0;
        matrices[at + dates * dates + cell] = 0;
    }
}
