package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.deforma.api.displacement.RampRemoval;
import org.junit.jupiter.api.Test;

class RampFitTest {
    @Test
    void groundThatMovedDoesNotPullThePlane() {
        Random random = new Random(1);
        int n = 5000;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble();
            y[i] = random.nextDouble();
            v[i] = 2 - 3 * x[i] + 0.5 * y[i] + 0.1 * random.nextGaussian() + (x[i] > 0.7 ? 5 : 0);
        }
        RampFit fit = RampFit.of(RampRemoval.PLANE, x, y, v);
        assertEquals(2, fit.at(0, 0), 0.03);
        assertEquals(-1, fit.at(1, 0), 0.05);
        assertEquals(2.5, fit.at(0, 1), 0.03);
    }

    @Test
    void anOffsetIsTheMiddleOfWhatStayed() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] v = {1.1, 0.9, 1, 1.05, 0.95, 80, 1};
        assertEquals(1, RampFit.of(RampRemoval.OFFSET, x, x, v).at(3, 3), 0.02);
    }

    @Test
    void onePointIsNoPlane() {
        RampFit fit = RampFit.of(RampRemoval.PLANE, new double[] {0.5}, new double[] {0.5}, new double[] {4});
        assertEquals(4, fit.at(0.5, 0.5), 1e-9);
    }
}
