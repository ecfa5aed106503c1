package org.deforma.displacement.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildingBlocksTest {
    @ParameterizedTest(name = "{0} px, window {1}, step {2}: {3} cells from {4}")
    @CsvSource({
        "2048, 32, 8, 256, 4",
        "100, 32, 8, 12, 4",
        "101, 32, 8, 13, 4",
        "100, 32, 32, 3, 16",
        "100, 33, 8, 12, 4.5",
        "50, 32, 1, 49, 1",
        "50, 31, 1, 50, 0.5",
        "32, 32, 32, 1, 16"
    })
    void cellsLieOnWholePixels(int pixels, int window, int step, int cells, double first) {
        CellGrid grid = new CellGrid(pixels, pixels, window, step);
        assertEquals(cells, grid.columns());
        assertEquals(first, grid.centre(0));
        assertEquals(grid.edge(3) + window / 2.0, grid.centre(3));
        assertTrue(grid.centre(grid.columns() - 1) < pixels);
        assertTrue(grid.centre(grid.columns()) >= pixels);
    }

    @Test
    void splineGoesThroughItsSamplesAndKeepsWavesInPlace() {
        int n = 96;
        double f = 0.31;
        float[] wave = new float[n * n];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(2 * Math.PI * (f * (i % n) + 0.1 * (i / n)));
        }
        float[] c = SepticSpline.coefficients(Patch.of(0, 0, n, n, wave.clone(), new GreyScale(0, 1)));
        for (int y = 40; y < 50; y++) {
            for (int x = 40; x < 50; x++) {
                assertEquals(wave[y * n + x], SepticSpline.at(c, n, x, y, 0, 0), 1e-3);
                double truth = Math.sin(2 * Math.PI * (f * (x + 0.3) + 0.1 * (y + 0.8)));
                assertEquals(truth, SepticSpline.at(c, n, x, y, 0.3f, 0.8f), 4e-3);
            }
        }
    }

    @Test
    void windowSumsAreSums() {
        Random random = new Random(1);
        int width = 70;
        float[] a = new float[width * 60];
        float[] b = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextFloat();
            b[i] = random.nextFloat();
        }
        WindowSums sums = new WindowSums(width, 13, 5, 3, 4, 6, 5);
        double[] single = sums.of(a);
        double[] product = sums.of(a, b);
        for (int r = 0; r < 5; r++) {
            for (int c = 0; c < 6; c++) {
                double s = 0;
                double p = 0;
                for (int y = 4 + 5 * r; y < 17 + 5 * r; y++) {
                    for (int x = 3 + 5 * c; x < 16 + 5 * c; x++) {
                        s += a[y * width + x];
                        p += (double) a[y * width + x] * b[y * width + x];
                    }
                }
                assertEquals(s, single[r * 6 + c], 1e-4);
                assertEquals(p, product[r * 6 + c], 1e-4);
            }
        }
    }

    @Test
    void gradientOfAParabolaIsExact() {
        int n = 32;
        float[] v = new float[n * n];
        for (int i = 0; i < v.length; i++) {
            double x = (i % n - 16) / 10.0;
            double y = (i / n - 16) / 10.0;
            v[i] = (float) (x * x + 3 * y);
        }
        Gradient g = Gradient.of(Patch.of(0, 0, n, n, v, new GreyScale(0, 1)));
        assertEquals(0.2 * 0.7, g.x[12 * n + 23], 1e-5);
        assertEquals(0.3, g.y[12 * n + 23], 1e-5);
    }

    @Test
    void gapsAreFilledSmoothlyAndRemembered() {
        float[] v = new float[32 * 32];
        Arrays.fill(v, 7);
        v[5 * 32 + 5] = Float.NaN;
        for (int y = 16; y < 32; y++) {
            Arrays.fill(v, y * 32 + 16, y * 32 + 32, Float.NaN);
        }
        Patch p = Patch.of(-16, 32, 32, 32, v, new GreyScale(5, 2));
        assertEquals(1, p.data[5 * 32 + 5]);
        assertEquals(0, p.data[20 * 32 + 20]);
        assertEquals(0, p.valid[5 * 32 + 5]);
        byte[] within = p.validWithin(2);
        assertEquals(0, within[7 * 32 + 7]);
        assertEquals(1, within[8 * 32 + 5]);
        assertEquals(1, within[0]);
        assertEquals(0, within[20 * 32 + 14]);
        assertEquals(1, within[20 * 32 + 13]);
        assertThrows(
                IllegalArgumentException.class, () -> Patch.of(1, 0, 32, 32, new float[1024], new GreyScale(0, 1)));
    }

    @Test
    void smoothingKeepsStepsAndDropsOutliers() {
        CellBlock block = new CellBlock(new CellGrid(320, 320, 32, 8), 0, 0, 40, 40);
        float[] dx = new float[1600];
        float[] dy = new float[1600];
        Random random = new Random(2);
        for (int i = 0; i < 1600; i++) {
            dx[i] = (i % 40 < 20 ? 0 : 4) + 0.1f * (float) random.nextGaussian();
        }
        dx[10 * 40 + 10] = 7;
        dx[30 * 40 + 31] = Float.NaN;
        float[][] smooth = new FieldSmoother(block).smooth(dx, dy, 0.3f);
        assertEquals(0, smooth[0][20 * 40 + 18], 0.08);
        assertEquals(4, smooth[0][20 * 40 + 21], 0.08);
        assertEquals(0, smooth[0][10 * 40 + 10], 0.1);
        assertEquals(4, smooth[0][30 * 40 + 31], 0.1);
    }

    @Test
    void denseFieldPassesThroughTheCells() {
        CellGrid grid = new CellGrid(320, 320, 32, 8);
        CellBlock block = new CellBlock(grid, 5, 5, 20, 20);
        float[] dx = new float[400];
        float[] dy = new float[400];
        for (int i = 0; i < 400; i++) {
            dx[i] = 0.01f * (i % 20) * (i % 20);
            dy[i] = i / 20;
        }
        DenseField field = new DenseField(block, dx, dy, 90, 50);
        float[] x = new float[50];
        float[] y = new float[50];
        int row = 109;
        field.row(row, x, y);
        double cell = (100.5 - grid.centre(5)) / 8;
        assertEquals(0.01 * cell * cell, x[10], 1e-3);
        assertEquals((row + 0.5 - grid.centre(5)) / 8, y[10], 1e-5);
    }

    @Test
    void medianTestFindsWhatStandsOut() {
        CellGrid grid = new CellGrid(160, 160, 32, 8);
        NormalisedMedianTest test = new NormalisedMedianTest(grid, 2);
        assertEquals(2, test.margin());
        float[] dx = new float[400];
        float[] dy = new float[400];
        for (int i = 0; i < 400; i++) {
            dx[i] = 0.1f * (i % 20);
            dy[i] = 0.02f * (i % 3);
        }
        dx[200 + 10] += 1;
        assertTrue(test.rejects(dx, dy, 20, 10, 10));
        assertFalse(test.rejects(dx, dy, 20, 5, 10));
        assertFalse(test.rejects(dx, dy, 20, 0, 0));
        Arrays.fill(dx, Float.NaN);
        dx[210] = 50;
        assertFalse(test.rejects(dx, dy, 20, 10, 10), "nothing can be said of a cell without neighbours");
    }
}
