package org.deforma.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;
import org.junit.jupiter.api.Test;

class MatrixSetTest {
    private static final int N = MatrixSet.DATES;
    private final MatrixSet set = MatrixSet.simulate(Region.training(), 600, 9);

    @Test
    void classesAreAboutAlikeOften() {
        int[] counts = new int[GroundCover.values().length];
        for (int label : set.labels()) {
            counts[label]++;
        }
        int most = Arrays.stream(counts).max().orElseThrow();
        int fewest = Arrays.stream(counts).min().orElseThrow();
        assertTrue(set.size() >= 500 && fewest > 0.8 * most, () -> Arrays.toString(counts));
    }

    @Test
    void matricesAreSymmetricWithCoherenceOnlyWhereValid() {
        for (int k = 0; k < set.size(); k += 17) {
            float[] matrix = set.tensor(k);
            assertEquals(1, matrix[0], "the first date is there");
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    float coherence = matrix[i * N + j];
                    float valid = matrix[N * N + i * N + j];
                    assertEquals(coherence, matrix[j * N + i]);
                    assertTrue(valid == 1 || (valid == 0 && coherence == 0));
                    assertTrue(coherence >= 0 && coherence <= 1);
                }
            }
        }
    }

    @Test
    void seedsDecide() {
        MatrixSet same = MatrixSet.simulate(Region.training(), 600, 9);
        MatrixSet other = MatrixSet.simulate(Region.training(), 600, 10);
        assertArrayEquals(set.tensor(0, 100, 500), same.tensor(0, 100, 500));
        assertFalse(Arrays.equals(set.tensor(0), other.tensor(0)));
    }
}
