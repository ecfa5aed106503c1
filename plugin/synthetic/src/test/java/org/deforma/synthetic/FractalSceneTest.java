package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FractalSceneTest {
    @Test
    void meanIsZeroAndDeviationOneOnAnySize() {
        float[] image = new FractalScene(300, 170, 5).pixels();
        double sum = 0;
        double squares = 0;
        for (float v : image) {
            sum += v;
            squares += v * v;
        }
        assertEquals(300 * 170, image.length);
        assertEquals(0, sum / image.length, 1e-6);
        assertEquals(1, squares / image.length, 1e-5);
    }

    @Test
    void valueFollowsTheFourierSeriesBetweenThePixels() {
        int width = 128;
        int height = 64;
        HalfSpectrum spectrum = HalfSpectrum.fractal(width, height, 3);
        FractalScene scene = new FractalScene(width, height, 3);
        double deviation = deviation(spectrum);
        Random random = new Random(1);
        double squares = 0;
        double worst = 0;
        int points = 300;
        for (int i = 0; i < points; i++) {
            double x = random.nextDouble() * 3 * width - width;
            double y = random.nextDouble() * 3 * height - height;
            double error = scene.value(x, y) - series(spectrum, x - 0.5, y - 0.5) / deviation;
            squares += error * error;
            worst = Math.max(worst, Math.abs(error));
        }
        assertTrue(Math.sqrt(squares / points) < 1e-4, "rms " + Math.sqrt(squares / points));
        assertTrue(worst < 5e-4, "worst " + worst);
    }

    private static double deviation(HalfSpectrum s) {
        double power = 0;
        for (int i = 0; i < s.re().length; i++) {
            int weight = i % (s.width() / 2) == 0 ? 1 : 2;
            power += weight * (s.re()[i] * s.re()[i] + s.im()[i] * s.im()[i]);
        }
        return Math.sqrt(power);
    }

    private static double series(HalfSpectrum s, double column, double row) {
        double sum = 0;
        for (int i = 0; i < s.re().length; i++) {
            int kx = i % (s.width() / 2);
            int ky = HalfSpectrum.signed(i / (s.width() / 2), s.height());
            double phase = 2 * Math.PI * (kx * column / s.width() + ky * row / s.height());
            double term = s.re()[i] * Math.cos(phase) - s.im()[i] * Math.sin(phase);
            sum += kx == 0 ? term : 2 * term;
        }
        return sum;
    }

    @Test
    void seedDecidesEverything() {
        FractalScene one = new FractalScene(64, 64, 1);
        assertEquals(one.value(3.3, 60.7), new FractalScene(64, 64, 1).value(3.3, 60.7));
        assertTrue(Math.abs(one.value(3.3, 60.7) - new FractalScene(64, 64, 2).value(3.3, 60.7)) > 1e-3);
    }

    /** Frozen from the first version of this class: a scene of the same seed must not change between versions. */
    @Test
    void sceneOfASeedStaysTheSame() {
        assertEquals(0.1928427, new FractalScene(64, 48, 7).value(20.25, 30.75), 1e-6);
        assertEquals(0.2392313, FractalScene.hills(64, 48, 7).value(20.25, 30.75), 1e-6);
    }

    @Test
    void spectrumFallsWithTheSquareOfTheFrequency() {
        double low = 0;
        double high = 0;
        for (int seed = 0; seed < 20; seed++) {
            HalfSpectrum s = HalfSpectrum.fractal(256, 256, seed);
            low += power(s, 8, 12);
            high += power(s, 32, 48);
        }
        // f^-2 makes a factor of 16 between the bands; the sensor's power transfer is exp(2 ln 0.2 (f / nyquist)^2).
        double sensor = Math.exp(2 * Math.log(0.2) * (40 * 40 - 10 * 10) / (128.0 * 128));
        assertEquals(16 / sensor, low / high, 1.2);
    }

    private static double power(HalfSpectrum s, double from, double to) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < s.re().length; i++) {
            double f = Math.hypot(i % 128, HalfSpectrum.signed(i / 128, 256));
            if (f >= from && f < to) {
                sum += s.re()[i] * s.re()[i] + s.im()[i] * s.im()[i];
                n++;
            }
        }
        return sum / n;
    }

    @Test
    void hillsAreSteepTowardsTheSun() {
        FractalScene hills = FractalScene.hills(256, 256, 4);
        double towards = 0;
        double across = 0;
        for (int i = 0; i < 256 * 256; i++) {
            double x = i % 256 + 0.5;
            double y = i / 256 + 0.5;
            towards += Math.pow(hills.value(x + 0.1, y + 0.1) - hills.value(x - 0.1, y - 0.1), 2);
            across += Math.pow(hills.value(x + 0.1, y - 0.1) - hills.value(x - 0.1, y + 0.1), 2);
        }
        // Isotropic part 0.2 and shading 0.8 * 2 cos^2 make 0.1 + 0.8 * 0.75 over 0.1 + 0.8 * 0.25.
        assertEquals(0.7 / 0.3, towards / across, 0.25);
    }

    @Test
    void refusesSizesOutOfRange() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new FractalScene(31, 64, 1));
        assertEquals("the width of a scene must be 32 to 16384 px, was 31", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new FractalScene(64, 16385, 1));
    }
}
