package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.deforma.host.files.RasterInput;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same numbers give the same bits, however they are stored and however many threads work on them. */
class SamePixelsTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 120;

    @TempDir
    static Path folder;

    private static Path before;
    private static Path after;
    private static float[] expected;

    @BeforeAll
    static void measureOnce() throws IOException {
        before = write("before.tif", DataBuffer.TYPE_BYTE, 0, 0, "");
        after = write("after.tif", DataBuffer.TYPE_BYTE, 0, 3, "");
        expected = measure(1, after);
        int measured = 0;
        for (float value : expected) {
            measured += Float.isNaN(value) ? 0 : 1;
        }
        assertTrue(measured > 0.8 * expected.length, measured + " of " + expected.length);
    }

    /** Whole numbers of 0..255 that look like ground: noise, smoothed a little. */
    private static Path write(String name, int type, int tile, int shift, String compression) throws IOException {
        Random random = new Random(7);
        int[] noise = random.ints((WIDTH + 8) * (HEIGHT + 8), 0, 256).toArray();
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, ColorModel.OPAQUE, type);
        WritableRaster pixels = colors.createCompatibleWritableRaster(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = y * (WIDTH + 8) + x + shift;
                pixels.setSample(x, y, 0, (noise[i] + noise[i + 1] + noise[i + WIDTH + 8] + noise[i + WIDTH + 9]) / 4);
            }
        }
        GeoTiffWriteParams layout = new GeoTiffWriteParams();
        if (tile > 0) {
            layout.setTilingMode(GeoTiffWriteParams.MODE_EXPLICIT);
            layout.setTiling(tile, tile);
        }
        if (!compression.isEmpty()) {
            layout.setCompressionMode(GeoTiffWriteParams.MODE_EXPLICIT);
            layout.setCompressionType(compression);
        }
        var parameter = AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.createValue();
        parameter.setValue(layout);
        Path file = folder.resolve(name);
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            var box = new ReferencedEnvelope(4e5, 4e5 + 10 * WIDTH, 4e6, 4e6 + 10 * HEIGHT, Images.crs(32611));
            var image = new BufferedImage(colors, pixels, false, null);
            writer.write(
                    new GridCoverageFactory().create("image", image, box), new GeneralParameterValue[] {parameter});
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** All bands of the result, measured with the shipped bundles. */
    private static float[] measure(int threads, Path... afters) {
        String key = "deforma.threads";
        String kept = System.getProperty(key);
        System.setProperty(key, String.valueOf(threads));
        try (Host host = Host.start(Distribution.bundleFolder())) {
            float[] first = null;
            for (Path file : afters) {
                float[] result = measure(host, file);
                first = first == null ? result : first;
                assertTrue(Arrays.equals(first, result), file.getFileName() + " gives another result");
            }
            return first;
        } finally {
            if (kept == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, kept);
            }
        }
    }

    private static float[] measure(Host host, Path file) {
        try (RasterInput earlier = RasterInput.open("before", before);
                RasterInput later = RasterInput.open("after", file)) {
            Map<String, Object> results = new ProcessCatalog(host.factories())
                    .find("Displacement")
                    .orElseThrow()
                    .create()
                    .execute(
                            Map.of("before", earlier.coverage(), "after", later.coverage(), "step", 1, "window", 16),
                            null);
            GridCoverage2D map = (GridCoverage2D) results.get("result");
            Raster pixels = map.getRenderedImage().getData();
            float[] values = pixels.getPixels(0, 0, pixels.getWidth(), pixels.getHeight(), (float[]) null);
            map.dispose(true);
            return values;
        }
    }

    @Test
    void threadsDoNotShow() {
        for (int threads : new int[] {2, 3, 8}) {
            assertTrue(Arrays.equals(expected, measure(threads, after)), threads + " threads");
        }
    }

    @Test
    void storageDoesNotShow() throws IOException {
        assertTrue(Arrays.equals(
                expected,
                measure(
                        2,
                        write("whole.tif", DataBuffer.TYPE_BYTE, 512, 3, ""),
                        write("deflate.tif", DataBuffer.TYPE_BYTE, 64, 3, "Deflate"),
                        write("short.tif", DataBuffer.TYPE_USHORT, 0, 3, "LZW"),
                        write("tiles.tif", DataBuffer.TYPE_USHORT, 48, 3, ""),
                        write("float.tif", DataBuffer.TYPE_FLOAT, 32, 3, "Deflate"))));
    }

    @Test
    void predictorsDoNotShow() throws Exception {
        Path integers = translate("predictor2.tif", "-ot", "UInt16", "-co", "PREDICTOR=2", "-co", "TILED=YES");
        Path floats = translate("predictor3.tif", "-ot", "Float32", "-co", "PREDICTOR=3");
        assertTrue(Arrays.equals(expected, measure(1, integers, floats)));
    }

    private static Path translate(String name, String... options) throws Exception {
        Path file = folder.resolve(name);
        List<String> command = Stream.of(
                        Stream.of("gdal_translate", "-q", "-co", "COMPRESS=DEFLATE"),
                        Stream.of(options),
                        Stream.of(after.toString(), file.toString()))
                .flatMap(words -> words)
                .toList();
        try {
            assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        } catch (IOException e) {
            Assumptions.abort("gdal_translate writes predictors, and is not here: " + e.getMessage());
        }
        return file;
    }
}
