package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deforma.synthetic.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksEstimatorTest {
    @ParameterizedTest
    @CsvSource({"0,4", "0,20", "0.2,10", "0.5,4", "0.5,30", "0.8,10", "0.95,16", "0.3,1"})
    void meanAndSpreadAreThoseOfTouzi(double gamma, int looks) {
        int n = 20_000;
        double[] matrix = {1, gamma, gamma, 1};
        Acquisitions pair = Acquisitions.all(0, 12);
        Draws draws = new Draws(5, looks);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double estimate = LooksEstimator.estimate(matrix, looks, pair, draws)[0];
            sum += estimate;
            squares += estimate * estimate;
        }
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
        double expectedMean = touziMoment(gamma, looks, 1);
        double expectedDeviation = Math.sqrt(Math.max(0, touziMoment(gamma, looks, 2) - expectedMean * expectedMean));
        assertEquals(expectedMean, mean, 1e-6 + 4 * expectedDeviation / Math.sqrt(n));
        assertEquals(expectedDeviation, deviation, 1e-6 + 0.03 * expectedDeviation);
    }

    @Test
    void momentsOfTouziAreRight() {
        // Without coherence and with one look the integrals are elementary.
        assertEquals(1.0 / 7, touziMoment(0, 7, 2), 1e-12);
        assertEquals(1, touziMoment(0.6, 1, 1), 1e-9);
        // Many looks: no bias is left, the variance is (1 - gamma^2)^2 / (2 L).
        double mean = touziMoment(0.6, 100, 1);
        assertEquals(0.6, mean, 0.004);
        assertEquals(0.64 / Math.sqrt(200), Math.sqrt(touziMoment(0.6, 100, 2) - mean * mean), 0.001);
    }

    @Test
    void pairsErrTogetherWhereTheyShareADate() {
        double[] same = {1, 0.5, 0.5, 0.5, 0, 1, 0.5, 0.5, 0, 0, 1, 0.5, 0, 0, 0, 1};
        double[] apart = {1, 0.5, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0.5, 0, 0, 0, 1};
        // Pairs 0-1, 0-2 and 2-3 are numbers 0, 1 and 5 of six.
        assertTrue(correlation(same, 0, 1) > 0.2);
        assertEquals(0, correlation(apart, 0, 5), 0.03);
    }

    @Test
    void factorTimesItsTransposeIsTheMatrix() {
        double[] matrix = {1, 0.8, 0.3, 0.8, 1, 0.5, 0.3, 0.5, 1};
        double[] columns = LooksEstimator.choleskyColumns(matrix, 3);
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i] += columns[k * 3 + i / 3] * columns[k * 3 + i % 3];
            }
        }
        assertArrayEquals(matrix, product, 1e-12);
    }

    @Test
    void matrixThatNoSignalCanHaveIsRefused() {
        double[] impossible = {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1};
        assertThrows(IllegalArgumentException.class, () -> LooksEstimator.choleskyColumns(impossible, 3));
    }

    private static double correlation(double[] matrix, int a, int b) {
        Acquisitions all = Acquisitions.all(0, 6, 12, 18);
        Draws draws = new Draws(9, 0);
        int n = 10_000;
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        for (int i = 0; i < n; i++) {
            float[] c = LooksEstimator.estimate(matrix, 20, all, draws);
            sumA += c[a];
            sumB += c[b];
            sumAa += c[a] * c[a];
            sumBb += c[b] * c[b];
            sumAb += c[a] * c[b];
        }
        double covariance = sumAb / n - sumA * sumB / n / n;
        return covariance / Math.sqrt((sumAa / n - sumA * sumA / n / n) * (sumBb / n - sumB * sumB / n / n));
    }

    /**
     * Mean of the k-th power of the estimated coherence, Touzi et al. (1999), equation 7: a hypergeometric series 3F2
     * whose terms are all positive.
     */
    static double touziMoment(double gamma, int looks, int k) {
        double z = gamma * gamma;
        double term = 1;
        double sum = 1;
        for (int n = 0; n < 100_000 && term > 1e-17 * sum; n++) {
            term *= (1 + k / 2.0 + n) * (looks + n) * (looks + n) / ((looks + k / 2.0 + n) * (1.0 + n) * (n + 1.0)) * z;
            sum += term;
        }
        // Gamma(L) Gamma(1 + k/2) / Gamma(L + k/2) by recurrence from L = 1, where it is 1.
        double ratio = 1;
        for (int l = 1; l < looks; l++) {
            ratio *= l / (l + k / 2.0);
        }
        return ratio * sum * Math.pow(1 - z, looks);
    }
}
