package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;

class MagnitudeTest {
    private static final TileRunner POOL = new PooledTileRunner();

    private static Magnitude magnitude() {
        return new Magnitude(new GeoToolsRasterService(POOL), POOL);
    }

    /** East 3, north -4, plus 0.5 a column, with a gap in one of the bands here and there. */
    private static GridCoverage2D map(int width, int height, int bands) {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, bands), null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int b = 0; b < bands; b++) {
                    boolean gap = (x == 2 && b == 0) || (y == 3 && b == 1) || (x == 1 && b == 2);
                    raster.setSample(x, y, b, gap ? Float.NaN : b == 0 ? 3 + 0.5f * x : b == 1 ? -4 : 0.9f);
                }
            }
        }
        return new GridCoverageFactory()
                .create(
                        "map",
                        raster,
                        new ReferencedEnvelope(
                                10, 10 + width * 0.1, 50, 50 + height * 0.1, DefaultGeographicCRS.WGS84));
    }

    private static void check(GridCoverage2D map, GridCoverage2D result) {
        Raster pixels = result.getRenderedImage().getData();
        assertEquals(1, pixels.getNumBands());
        assertEquals(
                map.getGridGeometry().getGridRange2D(), result.getGridGeometry().getGridRange2D());
        assertEquals(map.getEnvelope2D(), result.getEnvelope2D());
        assertEquals("magnitude", result.getSampleDimension(0).getDescription().toString());
        assertTrue(Double.isNaN(CoverageUtilities.getNoDataProperty(result).getAsSingleValue()));
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                double expected = x == 2 || y == 3 ? Double.NaN : Math.hypot(3 + 0.5 * x, 4);
                assertEquals((float) expected, pixels.getSampleFloat(x, y, 0), x + ", " + y);
            }
        }
    }

    @Test
    void theLengthWhereBothAreThere() {
        GridCoverage2D map = map(7, 5, 4);
        check(map, magnitude().magnitude(map, null));
        assertEquals(
                5,
                magnitude()
                        .magnitude(map(1, 1, 2), null)
                        .getRenderedImage()
                        .getData()
                        .getSampleFloat(0, 0, 0));
    }

    @Test
    void theResultIsAFileThatGoesWithIt() {
        GridCoverage2D map = map(1100, 5, 4);
        GridCoverage2D result = magnitude().magnitude(map, null);
        check(map, result);
        Path file = Path.of((String) result.getProperty(Product.FILE_PROPERTY));
        assertTrue(Files.exists(file));
        result.dispose(true);
        assertTrue(Files.notExists(file));
    }

    @Test
    void oneBandIsNoDisplacement() {
        var e = assertThrows(IllegalArgumentException.class, () -> magnitude().magnitude(map(3, 3, 1), null));
        assertEquals("data must have two bands, east and north, has one; give it a displacement map", e.getMessage());
    }

    @Test
    void cancelledMeansNoResult() {
        DefaultProgressListener listener = new DefaultProgressListener();
        listener.setCanceled(true);
        assertThrows(CancellationException.class, () -> magnitude().magnitude(map(7, 5, 2), listener));
    }
}
