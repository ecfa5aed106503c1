package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.deforma.api.DeformaException;
import org.deforma.api.Product;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.MapStyle;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class ScratchSinkTest {
    private static final List<Band> BANDS = List.of(new Band("east", "m"), new Band("correlation", ""));

    @TempDir
    Path folder;

    private final PooledTileRunner runner = new PooledTileRunner(2);
    private GeoToolsRasterService service;

    @BeforeEach
    void start() {
        service = new GeoToolsRasterService(runner, folder);
    }

    @AfterEach
    void stop() {
        service.close();
        runner.close();
    }

    private static RasterGrid grid(int epsg) {
        return Coverages.grid(600, 300, Coverages.TEN_METRES, epsg);
    }

    private static float value(int x, int y, int band) {
        return (x + y) % 17 == 0 ? Float.NaN : (float) Math.sin(x * 0.1 + band) + y;
    }

    /** Writes all of a grid in uneven blocks, in any order. */
    private static void fill(RasterSink sink) {
        List<Rectangle> blocks = new java.util.ArrayList<>();
        for (int y = 0; y < sink.grid().height(); y += 70) {
            for (int x = 0; x < sink.grid().width(); x += 130) {
                blocks.add(new Rectangle(x, y, 130, 70)
                        .intersection(
                                new Rectangle(sink.grid().width(), sink.grid().height())));
            }
        }
        java.util.Collections.shuffle(blocks, new Random(5));
        for (Rectangle block : blocks) {
            float[][] values = new float[2][block.width * block.height];
            for (int i = 0; i < values[0].length; i++) {
                for (int band = 0; band < 2; band++) {
                    values[band][i] = value(block.x + i % block.width, block.y + i / block.width, band);
                }
            }
            sink.write(block, values);
        }
    }

    private static float[] expected(Rectangle window, int band) {
        float[] values = new float[window.width * window.height];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(window.x + i % window.width, window.y + i / window.width, band);
        }
        return values;
    }

    private void assertSamePixels(GridCoverage2D coverage) {
        try (RasterSource source = service.open("result", coverage)) {
            assertEquals(2, source.bands());
            for (int band = 0; band < 2; band++) {
                for (Rectangle window : List.of(new Rectangle(600, 300), new Rectangle(250, 200, 90, 70))) {
                    assertArrayEquals(expected(window, band), source.read(window, band));
                }
            }
        }
    }

    @Test
    void coverageAndFileHaveTheSamePixelsAndPlace() throws IOException {
        for (int epsg : new int[] {32611, 4326, 0}) {
            RasterSink sink = service.create(grid(epsg), BANDS);
            fill(sink);
            GridCoverage2D coverage = sink.finish(
                    "displacement", Map.of("DEFORMA_NOTE", "kept"), List.of(new MapStyle("east", "<sld/>")));
            sink.close();
            assertSamePixels(coverage);
            GridCoverage2D file = Coverages.read(Path.of((String) coverage.getProperty(Product.FILE_PROPERTY)));
            assertSamePixels(file);
            try (RasterSource source = service.open("result", file)) {
                assertEquals("kept", source.storage().metadata().get("DEFORMA_NOTE"));
                assertEquals("correlation", source.storage().bands().get(1).get("DESCRIPTION"));
                assertEquals(256, source.storage().blockWidth());
            }
            for (GridCoverage2D each : List.of(coverage, file)) {
                try (RasterSource source = service.open("result", each)) {
                    assertEquals(grid(epsg).toWorld(), source.grid().toWorld());
                    assertEquals(epsg != 0, source.grid().crs().isPresent());
                    if (epsg != 0) {
                        assertTrue(CRS.equalsIgnoreMetadata(
                                grid(epsg).crs().get(), source.grid().crs().get()));
                    }
                }
            }
            assertEquals("east", coverage.getSampleDimension(0).getDescription().toString());
            file.dispose(true);
            coverage.dispose(true);
        }
    }

    @Test
    void bigTiff() throws IOException {
        Path file = folder.resolve("big.tif");
        try (ScratchRaster raw = new ScratchRaster(folder.resolve("raw"), 600, 300, 2)) {
            for (int band = 0; band < 2; band++) {
                raw.write(new Rectangle(600, 300), band, expected(new Rectangle(600, 300), band));
            }
            new GeoTiffFile(grid(32611), BANDS, true).write(file, Map.of(), raw, runner);
        }
        assertEquals(43, Files.readAllBytes(file)[2], "BigTIFF says 43");
        GridCoverage2D coverage = Coverages.read(file);
        assertSamePixels(coverage);
        coverage.dispose(true);
    }

    @Test
    void rotatedGridsAndSystemsWithoutCode() throws Exception {
        AffineTransform rotated = new AffineTransform(Coverages.TEN_METRES);
        rotated.rotate(0.3);
        String wkt = Coverages.epsg(32611).orElseThrow().toWKT().replaceAll(",\\s*AUTHORITY\\[[^\\]]*\\]", "");
        RasterGrid grid = new RasterGrid(20, 10, rotated, java.util.Optional.of(CRS.parseWKT(wkt)));
        try (RasterSink sink = service.create(grid, BANDS)) {
            GridCoverage2D coverage = sink.finish("rotated", Map.of(), List.of());
            GridCoverage2D file = Coverages.read(Path.of((String) coverage.getProperty(Product.FILE_PROPERTY)));
            RasterGrid read = Grids.of("rotated", file);
            assertEquals(rotated, read.toWorld());
            double[] p = {450_000, 3_900_000};
            double[] q = p.clone();
            CRS.findMathTransform(grid.crs().get(), Coverages.epsg(4326).get(), true)
                    .transform(p, 0, p, 0, 1);
            CRS.findMathTransform(read.crs().get(), Coverages.epsg(4326).get(), true)
                    .transform(q, 0, q, 0, 1);
            assertArrayEquals(p, q, 1e-9);
            file.dispose(true);
            coverage.dispose(true);
        }
    }

    @Test
    void tagsSayWhatTheBandsAreAndWhereTheyComeFrom() throws IOException {
        RasterSink sink = service.create(grid(32611), BANDS);
        GridCoverage2D coverage = sink.finish(
                "displacement",
                Map.of("TIFFTAG_SOFTWARE", "Deforma 1.2", "DEFORMA_INPUTS", "before <a> & \"b\" &lt; \u00e9"),
                List.of());
        String bytes = Files.readString(
                Path.of((String) coverage.getProperty(Product.FILE_PROPERTY)), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("<Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">east</Item>"));
        assertTrue(bytes.contains("<Item name=\"UNITTYPE\" sample=\"0\" role=\"unittype\">m</Item>"));
        assertFalse(bytes.contains("<Item name=\"UNITTYPE\" sample=\"1\""), "a pure number has no unit");
        assertTrue(bytes.contains(
                "<Item name=\"DEFORMA_INPUTS\">before &#60;a&#62; &#38;amp; &#34;b&#34; &#38;amp;lt; &#233;</Item>"));
        GridCoverage2D file = Coverages.read(Path.of((String) coverage.getProperty(Product.FILE_PROPERTY)));
        try (RasterSource source = service.open("result", file)) {
            assertEquals(
                    "before <a> & \"b\" &lt; \u00e9",
                    source.storage().metadata().get("DEFORMA_INPUTS"));
        }
        file.dispose(true);
        assertTrue(bytes.contains("Deforma 1.2\0"));
        assertTrue(bytes.contains("nan\0"));
        coverage.dispose(true);
    }

    @Test
    void resultsLieWhereTheFrameworkSays() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, words) -> "deforma.temporary".equals(words[0]) ? elsewhere.toString() : null);
        GeoToolsRasterService told = new GeoToolsRasterService(context, runner);
        try (RasterSink sink = told.create(grid(0), BANDS)) {
            GridCoverage2D coverage = sink.finish("displacement", Map.of(), List.of());
            Path file = Path.of((String) coverage.getProperty(Product.FILE_PROPERTY));
            assertTrue(file.startsWith(elsewhere), file.toString());
            coverage.dispose(true);
        }
        told.close();
    }

    @Test
    void whatWasNotWrittenIsNaN() {
        try (RasterSink sink = service.create(grid(0), BANDS)) {
            sink.write(new Rectangle(599, 299, 1, 1), new float[][] {{0}, {-0f}});
            float n = Float.NaN;
            assertArrayEquals(new float[] {n, n, n, 0}, sink.read(new Rectangle(598, 298, 2, 2), 0));
            assertArrayEquals(new float[] {n, n}, sink.read(new Rectangle(0, 0, 2, 1), 1));
        }
    }

    @Test
    void blocksOutsideAreRefused() {
        try (RasterSink sink = service.create(grid(0), BANDS)) {
            assertThrows(
                    IllegalArgumentException.class, () -> sink.write(new Rectangle(590, 0, 20, 1), new float[2][20]));
            assertThrows(IllegalArgumentException.class, () -> sink.write(new Rectangle(2, 1), new float[1][2]));
            assertThrows(IllegalArgumentException.class, () -> sink.read(new Rectangle(1, 1), 2));
        }
    }

    @Test
    void nothingStaysBehind() throws IOException {
        GridCoverage2D coverage;
        try (RasterSink sink = service.create(grid(32611), BANDS)) {
            coverage = sink.finish("displacement", Map.of(), List.of());
        }
        assertTrue(Files.exists(Path.of((String) coverage.getProperty(Product.FILE_PROPERTY))), "closing keeps it");
        assertTrue(coverage.dispose(true));
        assertEquals(0, files());
        service.create(grid(0), BANDS).close();
        assertEquals(0, files());
        service.close();
        assertEquals(List.of(), left());
    }

    @Test
    void aResultOutlivesTheService() throws IOException {
        GridCoverage2D coverage;
        try (RasterSink sink = service.create(grid(32611), BANDS)) {
            coverage = sink.finish("displacement", Map.of(), List.of());
        }
        service.close();
        assertTrue(Files.exists(Path.of((String) coverage.getProperty(Product.FILE_PROPERTY))), "it may still be sent");
        assertTrue(Float.isNaN(coverage.getRenderedImage().getData().getSampleFloat(0, 0, 0)));
        coverage.dispose(true);
        assertEquals(List.of(), left());
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            return left.toList();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void aDiskWithoutRoomIsSaidAtOnce() throws IOException {
        RasterGrid huge = Coverages.grid(2_000_000, 2_000_000, Coverages.TEN_METRES, 0);
        String message = assertThrows(DeformaException.class, () -> service.create(huge, BANDS))
                .getMessage();
        assertTrue(message.startsWith("the result needs 32000000.0 MB of scratch space in " + folder), message);
        assertEquals(0, files());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        GeoToolsRasterService broken = new GeoToolsRasterService(runner, file);
        String message = assertThrows(DeformaException.class, () -> broken.create(grid(0), BANDS))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("-Djava.io.tmpdir"), message);
    }
}
