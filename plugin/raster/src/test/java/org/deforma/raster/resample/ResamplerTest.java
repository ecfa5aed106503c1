package org.deforma.raster.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static float[] image(int side, java.util.function.DoubleBinaryOperator f) {
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) f.applyAsDouble(i % side, i / side);
        }
        return values;
    }

    private static float at(Resampler resampler, float[] image, int side, double x, double y) {
        float[] out = new float[1];
        resampler.resample(new Patch(image, side, side), new double[] {x}, new double[] {y}, 1, out);
        return out[0];
    }

    @Test
    void samplesThemselvesComeBackUnchanged() {
        Random random = new Random(1);
        float[] image = image(40, (x, y) -> random.nextGaussian());
        assertEquals(image[17 * 40 + 21], at(new Resampler(1, 1), image, 40, 21, 17), 1e-6);
    }

    @Test
    void rowsThenColumnsGivesTheSameBits() {
        Random random = new Random(4);
        float[] image = image(80, (x, y) -> 1e4 + 100 * random.nextGaussian());
        Resampler resampler = new Resampler(1.3, 1);
        Patch patch = new Patch(image, 80, 80);
        double[] xs = new double[20 * 30];
        double[] ys = new double[20 * 30];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = 20.123 + 1.3 * (i % 20);
            ys[i] = 60.777 - 0.9 * (i / 20);
        }
        float[] block = new float[xs.length];
        resampler.resample(patch, xs, ys, 20, block);
        // One position that is off the axes, and all are taken one by one.
        double[] bent = xs.clone();
        bent[599] += 1e-9;
        float[] single = new float[xs.length];
        resampler.resample(patch, bent, ys, 20, single);
        assertArrayEquals(Arrays.copyOf(single, 599), Arrays.copyOf(block, 599));
    }

    @Test
    void constantsStayConstant() {
        float[] image = image(120, (x, y) -> 12_345);
        for (double stretch : new double[] {0.3, 1, 1.37, 3}) {
            assertEquals(12_345, at(new Resampler(stretch, stretch), image, 120, 60.31, 59.77), 0.01);
        }
    }

    @Test
    void wavesUpToThreeEighthsOfACycleAreRight() {
        Resampler resampler = new Resampler(1, 1);
        for (double frequency : new double[] {0.02, 0.1, 0.25, 0.33, 0.375}) {
            double k = 2 * Math.PI * frequency;
            float[] image = image(64, (x, y) -> Math.cos(k * x));
            for (double x = 30; x < 31; x += 0.0625) {
                assertEquals(Math.cos(k * x), at(resampler, image, 64, x, 32), 1.5e-3, "frequency " + frequency);
            }
        }
    }

    @Test
    void stretchedKernelsKeepWhatTheCoarseGridHoldsAndDropTheRest() {
        Resampler resampler = new Resampler(2.5, 2.5);
        double kept = 2 * Math.PI * 0.37 / 2.5;
        double dropped = 2 * Math.PI * 0.63 / 2.5;
        float[] keep = image(120, (x, y) -> Math.cos(kept * x));
        float[] drop = image(120, (x, y) -> Math.cos(dropped * x));
        for (double x = 58; x < 61; x += 0.17) {
            assertEquals(Math.cos(kept * x), at(resampler, keep, 120, x, 60.2), 2e-3);
            assertEquals(0, at(resampler, drop, 120, x, 60.2), 2e-3);
        }
    }

    @Test
    void nothingIsInventedInGapsAndLittleIsLostBesideThem() {
        Random random = new Random(2);
        float[] full = image(64, (x, y) -> random.nextGaussian());
        float[] half = full.clone();
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 32; x++) {
                half[y * 64 + x] = Float.NaN;
            }
        }
        Resampler resampler = new Resampler(1, 1);
        double squares = 0;
        int count = 0;
        for (double x = 24; x < 44; x += 0.1) {
            for (double y = 20; y < 40; y += 0.7) {
                float value = at(resampler, half, 64, x, y);
                if (x < 31.95) {
                    assertTrue(Float.isNaN(value), "invented at " + x);
                } else if (x > 36) {
                    assertTrue(!Float.isNaN(value), "lost at " + x);
                }
                if (!Float.isNaN(value) && x < 40) {
                    squares += Math.pow(value - at(resampler, full, 64, x, y), 2);
                    count++;
                }
            }
        }
        double rms = Math.sqrt(squares / count);
        assertTrue(rms < 0.05, "error beside a gap " + rms);
    }

    @Test
    void positionsWithoutAnAnswerGiveNaN() {
        assertTrue(Float.isNaN(at(new Resampler(1, 1), image(40, (x, y) -> 1), 40, Double.NaN, 20)));
    }

    @Test
    void impossibleStretch() {
        assertThrows(IllegalArgumentException.class, () -> new SincKernel(0.5));
        assertThrows(IllegalArgumentException.class, () -> new SincKernel(Double.NaN));
    }

    @Test
    void latticeAsksForEveryPixelWhereItIsTooCoarse() {
        // Curved by 0.02 px in a cell: bilinear interpolation would miss it.
        LatticeMap.Exact bent = points -> {
            for (int i = 0; i < points.length; i += 2) {
                points[i] += 2e-5 * points[i] * points[i];
                points[i + 1] += points[i] < 0 ? Double.NaN : 0.5;
            }
        };
        Rectangle window = new Rectangle(-5, 40, 50, 30);
        double[] xs = new double[1500];
        double[] ys = new double[1500];
        new LatticeMap(bent).map(window, xs, ys);
        for (int i = 0; i < xs.length; i++) {
            double x = -5 + i % 50;
            assertEquals(x + 2e-5 * x * x, xs[i], 1.5e-3);
        }
        assertEquals(40.5, ys[5], 1e-12);
    }
}
