package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GaussianTest {
    private static final int N = 1_000_000;

    @Test
    void momentsAreThoseOfANormalDistribution() {
        Gaussian g = new Gaussian(1, 0);
        double[] moments = new double[5];
        int beyondTwo = 0;
        for (int i = 0; i < N; i++) {
            double v = g.next();
            beyondTwo += Math.abs(v) > 2 ? 1 : 0;
            for (int k = 1; k < 5; k++) {
                moments[k] += Math.pow(v, k) / N;
            }
        }
        assertEquals(0, moments[1], 0.004);
        assertEquals(1, moments[2], 0.006);
        assertEquals(0, moments[3], 0.012);
        assertEquals(3, moments[4], 0.04);
        assertEquals(0.0455, beyondTwo / (double) N, 0.001);
    }

    @Test
    void neighboursInSeedStreamAndTimeAreIndependent() {
        assertEquals(0, correlation(new Gaussian(1, 0), new Gaussian(2, 0)), 0.004);
        assertEquals(0, correlation(new Gaussian(1, 0), new Gaussian(1, 1)), 0.004);
        Gaussian later = new Gaussian(1, 0);
        later.next();
        assertEquals(0, correlation(new Gaussian(1, 0), later), 0.004);
    }

    private static double correlation(Gaussian a, Gaussian b) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += a.next() * b.next();
        }
        return sum / N;
    }
}
