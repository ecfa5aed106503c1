package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImagePairTest {
    /** The bound sqrt(2 noise^2 / sum gx^2), against the values found for this recipe by another program. */
    @Test
    void cramerRaoBoundIsThatOfTheRecipe() {
        FractalScene scene = new FractalScene(1024, 1024, 11);
        assertEquals(0.0086, bound(scene, 32, 20), 0.0002);
        assertEquals(0.0271, bound(scene, 32, 10), 0.0006);
        assertEquals(0.0043, bound(scene, 64, 20), 0.0001);
        assertEquals(0.0135, bound(scene, 64, 10), 0.0003);
    }

    @Test
    void groundMovesByTheField() {
        FractalScene scene = new FractalScene(128, 128, 2);
        ImagePair pair = ImagePair.of(scene, DisplacementField.shift(3, -2), Double.POSITIVE_INFINITY, 1);
        assertEquals(0, pair.noise());
        for (int row = 2; row < 128; row++) {
            for (int column = 0; column < 125; column++) {
                assertEquals(pair.before()[row * 128 + column], pair.after()[(row - 2) * 128 + column + 3], 1e-6);
            }
        }
    }

    @Test
    void noiseHasTheStatedStrengthAndIsIndependent() {
        FractalScene scene = new FractalScene(256, 256, 2);
        DisplacementField field = DisplacementField.waves(1, 100);
        ImagePair clean = ImagePair.of(scene, field, Double.POSITIVE_INFINITY, 1);
        ImagePair noisy = ImagePair.of(scene, field, 10, 1);
        double bb = 0;
        double aa = 0;
        double ab = 0;
        int n = 256 * 256;
        for (int i = 0; i < n; i++) {
            double b = noisy.before()[i] - clean.before()[i];
            double a = noisy.after()[i] - clean.after()[i];
            bb += b * b / n;
            aa += a * a / n;
            ab += a * b / n;
        }
        double signal = ImagePair.windowVariance(clean.after(), 256, 256);
        assertEquals(0.1, bb / signal, 0.002);
        assertEquals(0.1, aa / signal, 0.002);
        assertEquals(0, ab / signal, 0.002);
        assertEquals(noisy.noise() * noisy.noise(), signal / 10, 1e-9);
    }

    @Test
    void windowVarianceIsThatInsideTheWindows() {
        float[] image = new float[70 * 64];
        for (int i = 0; i < image.length; i++) {
            int column = i % 70;
            // Steps between windows do not count, nor does what is left over at the right.
            image[i] = (column < 32 ? 5 : 0) + (column % 2 == 0 ? 2 : -2) + (column >= 64 ? 1000 : 0);
        }
        assertEquals(4, ImagePair.windowVariance(image, 70, 64), 1e-9);
    }

    @Test
    void digitalNumbersAreWholeAndInRange() {
        FractalScene scene = new FractalScene(64, 64, 2);
        ImagePair pair = ImagePair.of(scene, DisplacementField.shift(0, 0), 20, 1);
        ImagePair numbers = pair.withLight(1.3, 0.1).quantised(8000, 1000);
        for (int i = 0; i < 64 * 64; i++) {
            assertEquals(8000 + 1000 * pair.before()[i], numbers.before()[i], 0.51);
            assertEquals(8000 + 1000 * (1.3 * pair.after()[i] + 0.1), numbers.after()[i], 0.51);
            assertEquals(Math.rint(numbers.after()[i]), numbers.after()[i]);
        }
        assertEquals(1000 * pair.noise(), numbers.noise(), 1e-9);
        ImagePair clipped = pair.quantised(30000, 1e6);
        boolean low = false;
        boolean high = false;
        for (float v : clipped.before()) {
            assertTrue(v >= 0 && v <= 65535);
            low |= v == 0;
            high |= v == 65535;
        }
        assertTrue(low && high);
    }

    @Test
    void refusesImagesOfTheWrongSize() {
        DisplacementField still = DisplacementField.shift(0, 0);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new ImagePair(new float[6], new float[5], 3, 2, still, 0));
        assertEquals("images of 3 x 2 px need as many values, had 6 and 5", e.getMessage());
        FractalScene scene = new FractalScene(32, 32, 1);
        assertThrows(IllegalArgumentException.class, () -> ImagePair.of(scene, still, Double.NaN, 1));
    }

    private static double bound(FractalScene scene, int window, double snr) {
        double noise =
                ImagePair.of(scene, DisplacementField.shift(0, 0), snr, 1).noise();
        double total = 0;
        int windows = 0;
        for (int top = 0; top + window <= scene.height(); top += window) {
            for (int left = 0; left + window <= scene.width(); left += window) {
                double squares = 0;
                for (int i = 0; i < window * window; i++) {
                    double x = left + i % window + 0.5;
                    double y = top + i / window + 0.5;
                    double gradient = (scene.value(x + 0.01, y) - scene.value(x - 0.01, y)) / 0.02;
                    squares += gradient * gradient;
                }
                total += 2 * noise * noise / squares;
                windows++;
            }
        }
        return Math.sqrt(total / windows);
    }
}
