package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.util.HashMap;
import java.util.Map;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;

/** Coverages in memory; those from files are in {@link GeoTiffReadTest}. */
class CoverageSourceTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    private static double value(double x, double y) {
        return 3 * x + 2 * y;
    }

    private static GridCoverage2D coverage(RenderedImage image, Map<String, Object> properties) {
        CoordinateReferenceSystem crs = Coverages.epsg(32611).orElseThrow();
        ReferencedEnvelope box = new ReferencedEnvelope(
                400_000, 400_000 + 10 * image.getWidth(), 4_000_000 - 10 * image.getHeight(), 4_000_000, crs);
        GridSampleDimension[] bands =
                new GridSampleDimension[image.getSampleModel().getNumBands()];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = new GridSampleDimension("band " + i);
        }
        return new GridCoverageFactory().create("test", image, box, bands, null, properties);
    }

    private static BufferedImage image(WritableRaster raster, boolean alpha) {
        int bands = raster.getNumBands();
        ColorSpace space =
                ColorSpace.getInstance(bands - (alpha ? 1 : 0) == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel colors = new ComponentColorModel(
                space, alpha, false, alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE, raster.getTransferType());
        return new BufferedImage(colors, raster, false, null);
    }

    private static RasterSource open(GridCoverage2D coverage) {
        return new CoverageSource("before", coverage, new TileCache(1 << 20));
    }

    @Test
    void valuesThatNoImageHoldsAreNoData() {
        float[] odd = {-Float.MAX_VALUE, (float) 2e18, Float.NEGATIVE_INFINITY, (float) 9e17};
        WritableRaster raster =
                Coverages.raster(DataBuffer.TYPE_FLOAT, WIDTH, HEIGHT, (x, y) -> y == 0 && x < 4 ? odd[(int) x] : 7);
        try (RasterSource source = open(coverage(image(raster, false), Map.of()))) {
            assertArrayEquals(
                    new float[] {Float.NaN, Float.NaN, Float.NaN, (float) 9e17, 7},
                    source.read(new Rectangle(5, 1), 0));
        }
    }

    @Test
    void everySampleType() {
        for (int type : Coverages.types()) {
            WritableRaster raster = Coverages.raster(type, WIDTH, HEIGHT, CoverageSourceTest::value);
            try (RasterSource source = open(coverage(image(raster, false), Map.of()))) {
                float[] values = source.read(new Rectangle(WIDTH, HEIGHT), 0);
                for (int i = 0; i < values.length; i++) {
                    assertEquals((float) value(i % WIDTH, i / WIDTH), values[i], "type " + type);
                }
            }
        }
    }

    @Test
    void windowsReachBeyondTheImage() {
        WritableRaster raster = Coverages.raster(DataBuffer.TYPE_SHORT, WIDTH, HEIGHT, (x, y) -> 100 * y + x);
        try (RasterSource source = open(coverage(image(raster, false), Map.of()))) {
            float n = Float.NaN;
            assertArrayEquals(new float[] {n, n, n, n, 0, 1}, source.read(new Rectangle(-1, -1, 3, 2), 0));
            assertArrayEquals(new float[] {2939, n, n, n}, source.read(new Rectangle(39, 29, 2, 2), 0));
            assertArrayEquals(new float[] {n, n}, source.read(new Rectangle(500, 500, 2, 1), 0));
            assertThrows(IllegalArgumentException.class, () -> source.read(new Rectangle(1, 1), 1));
            assertThrows(IllegalArgumentException.class, () -> source.read(new Rectangle(1, 1), -1));
        }
    }

    @Test
    void noDataOfEveryKindIsNaN() {
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, 7.0);
        for (int type : Coverages.types()) {
            WritableRaster raster = Coverages.raster(type, 4, 1, (x, y) -> x == 2 ? 7 : x);
            try (RasterSource source = open(coverage(image(raster, false), properties))) {
                float n = Float.NaN;
                assertArrayEquals(new float[] {0, 1, n, 3}, source.read(new Rectangle(4, 1), 0), "type " + type);
            }
        }
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39};
        for (int type : new int[] {DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE}) {
            WritableRaster raster = Coverages.raster(type, 4, 1, (x, y) -> bad[(int) x]);
            try (RasterSource source = open(coverage(image(raster, false), Map.of()))) {
                for (float value : source.read(new Rectangle(4, 1), 0)) {
                    assertTrue(Float.isNaN(value));
                }
            }
        }
    }

    @Test
    void noDataIsComparedBeforeRounding() {
        // As floats both are -9999.
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, -9999.0);
        WritableRaster raster = Coverages.raster(DataBuffer.TYPE_DOUBLE, 2, 1, (x, y) -> -9999 + 1e-6 * x);
        try (RasterSource source = open(coverage(image(raster, false), properties))) {
            assertArrayEquals(new float[] {Float.NaN, -9999}, source.read(new Rectangle(2, 1), 0));
        }
    }

    @Test
    void transparentPixelsAreNoData() {
        for (int type : new int[] {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT}) {
            WritableRaster raster = Coverages.raster(type, 3, 1, (x, y) -> 10 + x, (x, y) -> x == 1 ? 0 : 255);
            try (RasterSource source = open(coverage(image(raster, true), Map.of()))) {
                assertEquals(1, source.bands());
                assertArrayEquals(new float[] {10, Float.NaN, 12}, source.read(new Rectangle(3, 1), 0));
            }
        }
    }

    @Test
    void bandsOfTheirOwnAndImagesThatDoNotStartAtZero() {
        BandedSampleModel model = new BandedSampleModel(DataBuffer.TYPE_FLOAT, WIDTH, HEIGHT, 3);
        WritableRaster raster = Raster.createWritableRaster(model, new Point());
        for (int band = 0; band < 3; band++) {
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                raster.setSample(i % WIDTH, i / WIDTH, band, 1000 * band + i);
            }
        }
        // A translated image: what a crop in GeoServer looks like.
        RenderedImage moved = new TiledImage(raster.createTranslatedChild(-13, 1_000_000), 16, 8);
        try (RasterSource source = open(coverage(moved, Map.of()))) {
            assertArrayEquals(new float[] {2042, 2043}, source.read(new Rectangle(2, 1, 2, 1), 2));
            float[] all = source.read(new Rectangle(WIDTH, HEIGHT), 1);
            for (int i = 0; i < all.length; i++) {
                assertEquals(1000 + i, all[i]);
            }
            assertEquals(400_000, source.grid().toWorld(0, 0).getX());
            assertEquals(4_000_000, source.grid().toWorld(0, 0).getY());
        }
    }

    @Test
    void palettesAreRefused() {
        BufferedImage palette = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED);
        String message = assertThrows(IllegalArgumentException.class, () -> open(coverage(palette, Map.of())))
                .getMessage();
        assertTrue(message.startsWith("before is a palette image"), message);
    }

    @Test
    void northFirstIsTurnedRound() throws Exception {
        ReferencedEnvelope box = new ReferencedEnvelope(36, 37, -117, -115, CRS.decode("EPSG:4326", false));
        RenderedImage image = image(Coverages.raster(DataBuffer.TYPE_BYTE, 20, 10, CoverageSourceTest::value), false);
        GridCoverage2D coverage = new GridCoverageFactory().create("test", image, box);
        try (RasterSource source = open(coverage)) {
            assertEquals(
                    CRS.AxisOrder.EAST_NORTH,
                    CRS.getAxisOrder(source.grid().crs().orElseThrow()));
            Rectangle world = source.grid()
                    .toWorld()
                    .createTransformedShape(new Rectangle(20, 10))
                    .getBounds();
            assertEquals(new Rectangle(-117, 36, 2, 1), world);
        }
    }
}
