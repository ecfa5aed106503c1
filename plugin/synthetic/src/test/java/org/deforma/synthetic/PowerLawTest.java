package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PowerLawTest {
    private static final int NODES = 64;

    @Test
    void spectrumHasTheSlope() {
        for (double slope : new double[] {-1.2, -2, -3, -4}) {
            double low = 0;
            double high = 0;
            for (int seed = 0; seed < 8; seed++) {
                for (float[] field : PowerLaw.pair(NODES, slope, seed)) {
                    low += power(field, 4, 6, slope);
                    high += power(field, 16, 18, slope);
                }
            }
            // Half a tenth in the exponent is 0.06 in the logarithm of this ratio.
            assertEquals(0, Math.log(high / low), 0.1, "slope " + slope);
        }
    }

    @Test
    void bothFieldsAreStandardAndIndependent() {
        float[][] fields = PowerLaw.pair(256, -1.5, 7);
        double[] moments = new double[5];
        for (int i = 0; i < 256 * 256; i++) {
            double a = fields[0][i];
            double b = fields[1][i];
            double[] terms = {a, b, a * a, b * b, a * b};
            for (int k = 0; k < 5; k++) {
                moments[k] += terms[k] / (256 * 256);
            }
        }
        assertArrayEquals(new double[] {0, 0, 1, 1, 0}, moments, 0.05);
    }

    @Test
    void stretchedFieldsChangeLessAlongTheirDirection() {
        float[] field = PowerLaw.pair(128, -2, 5, 90, 1)[0];
        double along = 0;
        double across = 0;
        for (int i = 0; i < 127 * 128 - 1; i++) {
            along += Math.pow(field[i + 1] - field[i], 2);
            across += Math.pow(field[i + 128] - field[i], 2);
        }
        assertTrue(across > 2 * along, across + " over " + along);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.pair(100, -2, 1));
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.pair(64, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.pair(64, -2, 20, 0, 1));
    }

    /** Mean ratio of the power to the power law over the frequencies of a ring [cycles/period]. */
    private static double power(float[] field, double from, double to, double slope) {
        double power = 0;
        int n = 0;
        for (int kx = 0; kx < to; kx++) {
            for (int ky = -(int) to; ky < to; ky++) {
                double f = Math.hypot(kx, ky);
                if (f < from || f >= to) {
                    continue;
                }
                double re = 0;
                double im = 0;
                for (int i = 0; i < field.length; i++) {
                    double phase = 2 * Math.PI / NODES * (kx * (i % NODES) + ky * (i / NODES));
                    re += field[i] * Math.cos(phase);
                    im += field[i] * Math.sin(phase);
                }
                power += (re * re + im * im) / Math.pow(f, slope);
                n++;
            }
        }
        return power / n;
    }
}
