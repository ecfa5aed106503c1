package org.deforma.inference.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ActivationsTest {
    @Test
    void exponentialIsRightToAMillionth() {
        for (double x = -86.99; x <= 0; x += 0.00137) {
            double truth = Math.exp((float) x);
            assertEquals(1, Activations.exp((float) x) / truth, 3e-7, "exp " + x);
        }
        assertEquals(1, Activations.exp(0));
        assertEquals(0, Activations.exp(-88));
        assertEquals(0, Activations.exp(Float.NEGATIVE_INFINITY));
        assertTrue(Float.isNaN(Activations.exp(Float.NaN)));
    }

    @Test
    void softmaxOverTheChannelsOfEachSample() {
        // Two samples, three channels, two pixels.
        float[] v = {1, 500, 2, 500, 3, -500, 0, Float.NaN, 0, 1, 0, 2};
        Activations.softmax(v, 3, 2);
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
        assertEquals(Math.exp(1) / sum, v[0], 1e-7);
        assertEquals(Math.exp(3) / sum, v[4], 1e-7);
        assertEquals(0.5, v[1], 1e-7);
        assertEquals(0, v[5]);
        assertEquals(1 / 3f, v[6], 1e-7);
        for (int at : new int[] {7, 9, 11}) {
            assertTrue(Float.isNaN(v[at]), "NaN of one channel makes the pixel unknown");
        }
    }

    @Test
    void sigmoidAtItsEnds() {
        float[] v = {0, 100, -100, 1.5f, -1.5f, Float.NaN, Float.POSITIVE_INFINITY};
        Activations.sigmoid(v);
        assertEquals(0.5f, v[0]);
        assertEquals(1, v[1]);
        assertEquals(0, v[2], 1e-37);
        assertEquals(1 / (1 + Math.exp(-1.5)), v[3], 1e-7);
        assertEquals(1 / (1 + Math.exp(1.5)), v[4], 1e-7);
        assertTrue(Float.isNaN(v[5]));
        assertEquals(1, v[6]);
    }
}
