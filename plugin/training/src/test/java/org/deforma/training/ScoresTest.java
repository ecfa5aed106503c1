package org.deforma.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void countsByHand() {
        // Probabilities 0.9 and 0.6 for the class found; truth: right, wrong, right, right.
        float nine = (float) Math.log(9);
        float six = (float) Math.log(1.5);
        float[][] logits = {{nine, 0}, {nine, 0}, {0, six}, {six, 0}};
        Scores scores = Scores.of(logits, new int[] {0, 1, 1, 0}, 2);
        assertEquals(4, scores.total());
        assertEquals(0.75, scores.accuracy());
        assertEquals(2.0 / 3, scores.precision(0), 1e-12);
        assertEquals(1, scores.recall(0));
        assertEquals(0.8, scores.f1(0), 1e-12);
        assertEquals(0.5, scores.recall(1));
        assertEquals(-(Math.log(0.9) + Math.log(0.1) + 2 * Math.log(0.6)) / 4, scores.loss(), 1e-6);
        // Bin of 0.9: half of two right; bin of 0.6: both right.
        assertEquals((2 * 0.4 + 2 * 0.4) / 4, scores.calibrationError(), 1e-6);
    }

    @Test
    void temperatureUndoesOverconfidence() {
        Random random = new Random(4);
        int n = 20_000;
        float[][] logits = new float[n][3];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                logits[i][c] = (float) (1.5 * random.nextGaussian());
            }
            double[] p = Scores.softmax(logits[i], 1);
            double u = random.nextDouble();
            labels[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            for (int c = 0; c < 3; c++) {
                logits[i][c] *= 2.5f;
            }
        }
        assertTrue(Scores.of(logits, labels, 3).calibrationError() > 0.1);
        assertEquals(2.5, Temperature.fit(logits, labels), 0.1);
    }
}
