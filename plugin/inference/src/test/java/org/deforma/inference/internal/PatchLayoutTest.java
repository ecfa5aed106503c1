package org.deforma.inference.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.image.DataBuffer;
import java.nio.file.Path;
import org.deforma.api.Product;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelTiling;
import org.deforma.inference.engine.TestModels;
import org.deforma.inference.engine.TestModels.Sketch;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchLayoutTest {
    @TempDir
    Path folder;

    private static Sketch sketch(int size, int overlap) {
        Sketch sketch = new Sketch();
        sketch.layout = ModelLayout.PATCH;
        sketch.bands = TestModels.bands(2);
        sketch.regression = true;
        sketch.tiling = new ModelTiling(size, 0, overlap);
        return sketch;
    }

    @ParameterizedTest
    @CsvSource({
        "64, 48, 16, 8",
        "64, 48, 16, 0",
        "65, 50, 15, 8",
        "37, 90, 32, 31",
        "20, 20, 32, 16",
        "1, 1, 8, 4",
        "100, 30, 9, 0",
        "64, 48, 16, 9"
    })
    void cellsAreCentredOnTheirPatches(int width, int height, int size, int overlap) {
        // Band 0 is x, band 1 is y, so the mean over a patch is where its centre lies.
        GridCoverage2D raster =
                Fixture.coverage(DataBuffer.TYPE_FLOAT, width, height, 2, (b, x, y) -> b == 0 ? x + 0.5 : y + 0.5);
        int step = size - overlap;
        try (Fixture fixture = new Fixture(folder, TestModels.means(1, 1), sketch(size, overlap))) {
            Product product = fixture.classify(raster, 2, false, null);
            GridCoverage2D result = product.result();
            float[][] map = Fixture.pixels(result);
            int columns = result.getRenderedImage().getWidth();
            int rows = result.getRenderedImage().getHeight();
            AffineTransform transform =
                    (AffineTransform) result.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT);
            double x0 = (transform.getTranslateX() - 400_000) / 10;
            double y0 = (4_000_000 - transform.getTranslateY()) / 10;
            assertEquals(10.0 * step, transform.getScaleX(), 1e-9);
            assertEquals(-10.0 * step, transform.getScaleY(), 1e-9);
            assertTrue(Math.abs(x0) <= 0.5 && Math.abs(y0) <= 0.5, "begins at the raster's edge, to half a pixel");
            int inside = 0;
            for (int j = 0; j < rows; j++) {
                for (int i = 0; i < columns; i++) {
                    double x = x0 + (i + 0.5) * step;
                    double y = y0 + (j + 0.5) * step;
                    boolean whole = x - size / 2.0 >= 0
                            && y - size / 2.0 >= 0
                            && x + size / 2.0 <= width
                            && y + size / 2.0 <= height;
                    if (whole) {
                        inside++;
                        assertEquals(x, map[0][j * columns + i], 1e-3, "half-pixel exact, cell " + i + ", " + j);
                        assertEquals(y, map[1][j * columns + i], 1e-3);
                    }
                }
            }
            assertTrue(inside > 0 || size >= Math.min(width, height));
            assertTrue(x0 + (columns - 0.5) * step < width || columns == 1, "centres lie on the raster");
            assertTrue(x0 + (columns + 0.5) * step >= width, "and no cell is missing");
            result.dispose(true);
        }
    }

    @Test
    void patchesWithTooLittleDataAreNoData() {
        // The left half is empty.
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 64, 32, 2, (b, x, y) -> x < 30 ? Float.NaN : 5);
        Sketch sketch = sketch(16, 8);
        for (double least : new double[] {0, 0.5}) {
            sketch.minValid = least;
            try (Fixture fixture = new Fixture(folder, TestModels.means(1, 1), sketch)) {
                float[] map = fixture.map(raster, 2)[0];
                // Patches begin at -4, 4, 12, 20, 28, ...
                assertTrue(Float.isNaN(map[0]) && Float.isNaN(map[1]));
                assertEquals(least == 0 ? 5.0 * 6 / 16 : Double.NaN, map[3], 1e-5);
                assertEquals(5.0 * 14 / 16, map[4], 1e-5);
                assertEquals(5, map[7], 1e-5);
            }
        }
    }

    @Test
    void threadsDoNotShow() {
        GridCoverage2D raster =
                Fixture.coverage(DataBuffer.TYPE_FLOAT, 301, 203, 2, (b, x, y) -> Math.sin(x * 0.7 + y * 0.3 + b));
        try (Fixture fixture = new Fixture(folder, TestModels.means(1, 1), sketch(16, 12))) {
            float[][] one = fixture.map(raster, 1);
            assertArrayEquals(one, fixture.map(raster, 3));
            assertEquals(75 * 51, one[0].length);
        }
    }

    @Test
    void overlapOfAWholePatchIsRefused() {
        Sketch sketch = sketch(16, 12);
        sketch.size = 8;
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 20, 20, 2, (b, x, y) -> 1);
        try (Fixture fixture = new Fixture(folder, TestModels.means(1, 1), sketch)) {
            var e = assertThrows(IllegalArgumentException.class, () -> fixture.map(raster, 1));
            assertEquals("model test has patches of 8 x 8 px, which cannot overlap by 12 px", e.getMessage());
        }
    }
}
