package org.deforma.synthetic.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainingPairTest {
    private static final int SIZE = 64;

    @Test
    void seedAndSplitDecideEverything() {
        TrainingPair one = TrainingPair.random(SIZE, 5);
        TrainingPair again = TrainingPair.random(Split.TRAINING, SIZE, 5);
        assertArrayEquals(one.images().before(), again.images().before());
        assertArrayEquals(one.images().after(), again.images().after());
        assertArrayEquals(one.dx(), again.dx());
        assertArrayEquals(one.comparable(), again.comparable());
        assertFalse(Arrays.equals(
                one.images().after(), TrainingPair.random(SIZE, 6).images().after()));
        for (Split split : new Split[] {Split.VALIDATION, Split.HELD_OUT}) {
            assertFalse(Arrays.equals(
                    one.images().after(),
                    TrainingPair.random(split, SIZE, 5).images().after()));
        }
    }

    @Test
    void imagesAreWholeDigitalNumbersThatUseMoreThanAFewLevels() {
        int bytes = 0;
        for (int seed = 0; seed < 60; seed++) {
            TrainingPair pair = TrainingPair.random(SIZE, seed);
            float largest = 0;
            for (float[] image :
                    new float[][] {pair.images().before(), pair.images().after()}) {
                for (float v : image) {
                    assertTrue(v >= 0 && v <= 65535 && v == Math.rint(v), "value " + v);
                    largest = Math.max(largest, v);
                }
                assertTrue(Arrays.stream(levels(image)).distinct().count() >= 8, "seed " + seed);
            }
            bytes += largest <= 255 ? 1 : 0;
            assertTrue(pair.images().noise() > 0);
        }
        assertTrue(bytes > 10 && bytes < 45, bytes + " of 60 are bytes");
    }

    private static int[] levels(float[] image) {
        int[] levels = new int[image.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (int) image[i];
        }
        return levels;
    }

    /**
     * Without noise, after interpolated at x + d(x) is before, but for what lies above the Nyquist frequency; that is
     * a few per cent of the scene's variance with the sharpest sensors.
     */
    @Test
    void afterAtTheTruthIsBefore() {
        double before = 0;
        double mended = 0;
        int pixels = 0;
        int changed = 0;
        for (int seed = 0; seed < 80; seed++) {
            TrainingPair pair = TrainingPair.make(Split.TRAINING, SIZE, seed, false);
            for (int row = 9; row < SIZE - 9; row++) {
                for (int column = 9; column < SIZE - 9; column++) {
                    int i = row * SIZE + column;
                    if (pair.comparable()[i] < 1) {
                        changed++;
                        continue;
                    }
                    float[] after = pair.images().after();
                    double error = cubic(after, column + pair.dx()[i], row + pair.dy()[i])
                            - pair.images().before()[i];
                    mended += error * error;
                    before += Math.pow(after[i] - pair.images().before()[i], 2);
                    pixels++;
                }
            }
        }
        assertTrue(Math.sqrt(mended / pixels) < 0.16, "rms " + Math.sqrt(mended / pixels));
        assertTrue(Math.sqrt(before / pixels) > 0.5, "rms of images as they are " + Math.sqrt(before / pixels));
        assertTrue(changed > 0.005 * pixels && changed < 0.2 * pixels, changed + " changed of " + pixels);
    }

    /** Catmull and Rom's cubic interpolation at a column and row. */
    private static double cubic(float[] image, double column, double row) {
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        double[] x = weights(column - left);
        double[] y = weights(row - top);
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 4; i++) {
                sum += y[j] * x[i] * image[(top - 1 + j) * SIZE + left - 1 + i];
            }
        }
        return sum;
    }

    private static double[] weights(double t) {
        return new double[] {
            t * (-0.5 + t * (1 - 0.5 * t)),
            1 + t * t * (-2.5 + 1.5 * t),
            t * (0.5 + t * (2 - 1.5 * t)),
            t * t * (-0.5 + 0.5 * t)
        };
    }

    @Test
    void truthIsThatOfTheFieldAtPixelCentres() {
        TrainingPair pair = TrainingPair.random(SIZE, 3);
        for (int i = 0; i < SIZE * SIZE; i += 37) {
            var d = pair.motion().field().at(i % SIZE + 0.5, i / SIZE + 0.5);
            assertEquals(d.dx(), pair.dx()[i], 1e-6);
            assertEquals(d.dy(), pair.dy()[i], 1e-6);
        }
    }

    @Test
    void refusesSizesOutOfRange() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> TrainingPair.random(31, 1));
        assertEquals("the size of a pair must be 32 to 1024 px, was 31", e.getMessage());
    }
}
