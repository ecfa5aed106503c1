package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SplineSceneTest {
    private static final int NODES = 128;

    /** A Gaussian transfer of m at the Nyquist frequency is a Gaussian spot with variance -2 ln m / pi^2 [px^2]. */
    @Test
    void pointBecomesTheSpotOfTheSensor() {
        float[] drawing = new float[NODES * NODES];
        drawing[60 * NODES + 50] = 1;
        Scene scene = SplineScene.drawn(drawing, NODES, NODES, 64, 64, 0.05, 0.2);
        double x = 25.5;
        double y = 30.5;
        double sigmaX = Math.sqrt(-2 * Math.log(0.05)) / Math.PI;
        double sigmaY = Math.sqrt(-2 * Math.log(0.2)) / Math.PI;
        double far = scene.value(x + 30, y + 30);
        double peak = scene.value(x, y) - far;
        for (double d = -3; d <= 3; d += 0.17) {
            assertEquals(
                    Math.exp(-d * d / (2 * sigmaX * sigmaX)), (scene.value(x + d, y) - far) / peak, 0.002, "x " + d);
            assertEquals(
                    Math.exp(-d * d / (2 * sigmaY * sigmaY)), (scene.value(x, y + d) - far) / peak, 0.006, "y " + d);
        }
    }

    @Test
    void wavesKeepTheTransferOfTheirFrequency() {
        // 4 and 16 cycles on 64 px: 1/8 and 1/2 of the Nyquist frequency.
        float[] drawing = new float[NODES * NODES];
        for (int i = 0; i < drawing.length; i++) {
            double turn = 2 * Math.PI * (i % NODES) / NODES;
            drawing[i] = (float) (Math.cos(4 * turn) + Math.cos(16 * turn));
        }
        Scene scene = SplineScene.drawn(drawing, NODES, NODES, 64, 64, 0.3, 0.3);
        double slow = 0;
        double fast = 0;
        for (int i = 0; i < 256; i++) {
            double column = i / 4.0;
            double v = scene.value(column + 0.5, 7.3);
            slow += v * Math.cos(2 * Math.PI * 4 * column / 64);
            fast += v * Math.cos(2 * Math.PI * 16 * column / 64);
        }
        assertEquals(Math.pow(0.3, 1 / 4.0 - 1 / 64.0), fast / slow, 1e-3);
    }

    @Test
    void pixelsHaveMeanZeroAndDeviationOne() {
        float[] drawing = PowerLaw.pair(NODES, -2, 3)[0];
        float[] image =
                SplineScene.drawn(drawing, NODES, NODES, 50, 40, 0.2, 0.2).pixels();
        double sum = 0;
        double squares = 0;
        for (float v : image) {
            sum += v;
            squares += v * v;
        }
        assertEquals(50 * 40, image.length);
        assertEquals(0, sum / image.length, 1e-5);
        assertEquals(1, squares / image.length, 1e-4);
    }

    @Test
    void refusesWhatItCannotShow() {
        float[] flat = new float[NODES * NODES];
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> SplineScene.drawn(flat, NODES, NODES, 64, 64, 0.2, 0.2));
        assertEquals("the drawing of a scene must not be flat", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SplineScene.drawn(flat, NODES, NODES, 65, 64, 0.2, 0.2));
        assertThrows(IllegalArgumentException.class, () -> SplineScene.drawn(flat, NODES, 64, 64, 32, 0.2, 0.2));
        assertThrows(IllegalArgumentException.class, () -> SplineScene.drawn(flat, 96, 96, 48, 48, 0.2, 0.2));
        assertThrows(IllegalArgumentException.class, () -> SplineScene.drawn(flat, NODES, NODES, 64, 64, 0, 0.2));
    }
}
