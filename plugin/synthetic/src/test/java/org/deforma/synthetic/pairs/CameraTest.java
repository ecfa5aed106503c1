package org.deforma.synthetic.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deforma.synthetic.Draws;
import org.junit.jupiter.api.Test;

class CameraTest {
    @Test
    void mostPairsHave12To30DecibelsAndAllHave5To40() {
        int usual = 0;
        int shot = 0;
        int unequal = 0;
        int grained = 0;
        int bytes = 0;
        int compressed = 0;
        int n = 2000;
        for (int seed = 0; seed < n; seed++) {
            Camera camera = Camera.draw(new Draws(seed, 3));
            for (double snr : new double[] {camera.snrBefore(), camera.snrAfter()}) {
                assertTrue(snr >= 5 && snr <= 40, "snr " + snr);
            }
            usual += camera.snrBefore() >= 12 && camera.snrBefore() <= 30 ? 1 : 0;
            shot += camera.shot() ? 1 : 0;
            grained += camera.grain() > 0 ? 1 : 0;
            bytes += camera.largest() == 255 ? 1 : 0;
            compressed += camera.quality() < 1 ? 1 : 0;
            unequal += camera.snrBefore() != camera.snrAfter() ? 1 : 0;
            assertTrue(camera.mean() - 2 * camera.perUnit() > 0);
            assertTrue(camera.mean() + 2 * camera.perUnit() < camera.largest());
        }
        assertEquals(0.7, (double) usual / n, 0.04);
        assertEquals(0.3, (double) shot / n, 0.04);
        assertEquals(0.3, (double) unequal / n, 0.04);
        assertEquals(0.5, (double) grained / n, 0.04);
        assertEquals(0.4, (double) bytes / n, 0.04);
        assertEquals(0.3, (double) compressed / bytes, 0.05);
    }

    @Test
    void noiseHasTheStatedStrengthAndGrowsWithTheLightIfItIsShot() {
        double dark = -0.75 * 1000 / 300;
        for (boolean shot : new boolean[] {false, true}) {
            Camera camera = new Camera(20, 20, shot, 1000, 300, 65535, 0, 1);
            assertEquals(30, deviation(camera, 0), 0.5);
            assertEquals(shot ? 15 : 30, deviation(camera, dark), 0.5);
        }
    }

    @Test
    void blurredNoiseHasTheSameStrengthAndKnowsItsNeighbours() {
        Camera camera = new Camera(20, 20, false, 1000, 300, 65535, 0.8, 1);
        assertEquals(30, deviation(camera, 0), 1);
        float[] image = new float[20000];
        camera.take(image, 100, 0.1, new Draws(1, 0));
        double across = 0;
        double down = 0;
        int n = 0;
        for (int i = 0; i < image.length - 100; i++) {
            if (i % 100 < 99) {
                across += (image[i] - 1000) * (image[i + 1] - 1000);
                down += (image[i] - 1000) * (image[i + 100] - 1000);
                n++;
            }
        }
        // Of a Gaussian blur: exp(-1 / (4 grain^2)).
        double expected = 30 * 30 * Math.exp(-1 / (4 * 0.8 * 0.8));
        assertEquals(expected, across / n, 0.1 * expected);
        assertEquals(expected, down / n, 0.1 * expected);
    }

    @Test
    void aCompressedImageHasBlocksAndStaysInPlace() {
        float[] plain = ramp(1);
        float[] compressed = ramp(0.85f);
        double difference = 0;
        double mean = 0;
        for (int i = 0; i < plain.length; i++) {
            assertEquals(Math.rint(compressed[i]), compressed[i]);
            difference += Math.abs(compressed[i] - plain[i]) / plain.length;
            mean += (compressed[i] - plain[i]) / plain.length;
        }
        assertEquals(0, mean, 0.1);
        assertTrue(difference > 1 && difference < 6, "mean difference " + difference);
        assertTrue(jumps(compressed, 0) > 1.05 * jumps(compressed, 4), "steps are higher at the edges of blocks");
    }

    /** Rows that rise, with noise, 64 columns. */
    private static float[] ramp(float quality) {
        float[] image = new float[64 * 64];
        for (int i = 0; i < image.length; i++) {
            image[i] = (i % 64 - 32) / 16f;
        }
        new Camera(20, 20, false, 128, 40, 255, 0, quality).take(image, 64, 0.2, new Draws(1, 0));
        return image;
    }

    /** Mean change into the columns that lie so far behind the beginning of a block of 8. */
    private static double jumps(float[] image, int behind) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < image.length; i++) {
            if (i % 64 > 8 && i % 8 == behind) {
                sum += Math.abs(image[i] - image[i - 1]);
                n++;
            }
        }
        return sum / n;
    }

    private static double deviation(Camera camera, double level) {
        float[] image = new float[20000];
        Arrays.fill(image, (float) level);
        camera.take(image, 100, 0.1, new Draws(1, 0));
        double sum = 0;
        double squares = 0;
        for (float v : image) {
            sum += v;
            squares += v * v;
        }
        double mean = sum / image.length;
        assertEquals(camera.mean() + camera.perUnit() * level, mean, 1);
        return Math.sqrt(squares / image.length - mean * mean);
    }
}
