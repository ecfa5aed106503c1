package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs, made by GDAL (make.py beside them): pixel = 3 x + 2 y + band. */
class BroughtFilesTest {
    private static final int COLUMNS = 40;
    private static final int ROWS = 20;

    @TempDir
    Path folder;

    private LayerStore store;

    @BeforeEach
    void open() {
        store = LayerStore.open(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Layer add(String file) throws IOException {
        Path copy = folder.resolve(file + ".tif");
        try (InputStream in = BroughtFilesTest.class.getResourceAsStream(file + ".tif")) {
            Files.copy(in, copy);
        }
        return store.add(file, "", copy, file + ".tif", Map.of(), new DefaultProgressListener());
    }

    private static float[] read(Layer layer, int band) {
        return layer.pixels().read(0, new Rectangle(COLUMNS, ROWS), band);
    }

    @ParameterizedTest
    @CsvSource({
        "byte-lzw-strips, 1, 0",
        "byte-packbits, 1, 0",
        "uint16-deflate, 1, 0",
        "bigtiff, 1, 0",
        "bigendian, 1, 0",
        "pixels-tiled, 3, 0",
        "planes-tiled, 3, 0",
        "planes-strips, 3, 0",
        "overviews, 1, 0",
        "one-tile, 1, 0",
        "palette, 1, 0",
        "jpeg-grey, 1, 4",
        "jpeg-ycbcr, 3, 8",
    })
    void everyPixelIsWhereItBelongs(String file, int bands, float tolerance) throws IOException {
        Layer layer = add(file);
        assertEquals(bands, layer.bands().size());
        assertEquals(List.of(COLUMNS, ROWS), List.of(layer.width(), layer.height()));
        for (int band = 0; band < bands; band++) {
            float[] values = read(layer, band);
            for (int i = 0; i < values.length; i++) {
                float expected = 3 * (i % COLUMNS) + 2 * (i / COLUMNS) + band;
                assertEquals(expected, values[i], tolerance, "band " + band + " pixel " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int16-nodata",
                "int32-nodata",
                "uint32-nodata",
                "float32-predictor",
                "float32-lowest",
                "float64-nodata",
                "alpha",
                "mask",
                "mask-strips"
            })
    void whatTheFileLeavesOutIsNoData(String file) throws IOException {
        Layer layer = add(file);
        assertEquals(file.equals("alpha") ? 3 : 1, layer.bands().size());
        float[] values = read(layer, 0);
        for (int i = 0; i < values.length; i++) {
            boolean hole = i == 7 * COLUMNS + 5;
            assertEquals(hole ? Float.NaN : 3 * (i % COLUMNS) + 2 * (i / COLUMNS), values[i], "pixel " + i);
        }
    }

    @Test
    void aLastBandOfZerosIsABandUnlessTheFileSaysAlpha() throws IOException {
        Layer layer = add("four-bands");
        assertEquals(4, layer.bands().size());
        assertEquals(3 * 39 + 2 * 19, read(layer, 0)[COLUMNS * ROWS - 1]);
        assertEquals(0, read(layer, 3)[0]);
    }

    @Test
    void signedBytesAreSigned() throws IOException {
        assertEquals(-100, read(add("signed-byte"), 0)[0]);
    }

    @ParameterizedTest
    @CsvSource({"nbits4, 16", "nbits1, 2"})
    void packedSamplesAreUnpacked(String file, int modulus) throws IOException {
        float[] values = read(add(file), 0);
        for (int i = 0; i < values.length; i++) {
            assertEquals((3 * (i % COLUMNS) + 2 * (i / COLUMNS)) % modulus, values[i], "pixel " + i);
        }
    }

    @Test
    void aRasterOfOneColumnHasSmallerCopiesToo() throws IOException {
        LayerPixels pixels = add("tall").pixels();
        assertEquals(8, pixels.levels());
        for (int level = 0; level < pixels.levels(); level++) {
            int rows = (int) Math.ceil(40_000.0 / (1 << level));
            assertEquals(new Dimension(1, rows), pixels.size(level));
            float[] values = pixels.read(level, new Rectangle(1, rows - 1), 0);
            for (int y = 0; y < values.length; y++) {
                // Made of steps of 128 rows, so that means of up to 128 are exact.
                assertEquals((y << level) / 128, values[y], "level " + level + " row " + y);
            }
        }
    }

    @Test
    void namesAndUnitsComeFromTheFile() throws IOException {
        assertEquals(
                List.of(new Layer.LayerBand("LOS <up>", "mm")), add("named").bands());
        assertEquals(List.of(new Layer.LayerBand("band 1", "")), add("bigtiff").bands());
    }

    @Test
    void degreesAreLongitudeFirst() throws IOException {
        Layer layer = add("geographic");
        assertEquals("EPSG:4326", layer.epsg());
        assertEquals(10, layer.bounds().getMinX(), 1e-9);
        assertEquals(14, layer.bounds().getMaxX(), 1e-9);
        assertEquals(48, layer.bounds().getMinY(), 1e-9);
        assertEquals(50, layer.bounds().getMaxY(), 1e-9);
    }

    @Test
    void eastIsFirstAlsoWhereTheSystemSaysNorth() throws IOException {
        Layer layer = add("north-first");
        assertEquals("EPSG:3035", layer.epsg());
        assertEquals(4_000_000, layer.bounds().getMinX(), 1e-6);
        assertEquals(3_000_000, layer.bounds().getMaxY(), 1e-6);
    }

    @Test
    void aSystemWithoutCodeIsAccepted() throws IOException {
        Layer layer = add("no-code");
        assertEquals("", layer.epsg());
        assertEquals(4000, layer.bounds().getMaxX(), 1e-6);
    }

    @Test
    void pixelsThatArePointsReachHalfAPixelAround() throws IOException {
        assertEquals(400_000, add("point").bounds().getMinX(), 1e-6);
    }

    @Test
    void aTableOfColoursIsTheStyle() throws IOException {
        Layer layer = add("palette");
        String sld = layer.styles().get("palette-colours");
        assertTrue(sld.contains("<ColorMap type=\"values\">"), sld);
        assertTrue(sld.contains("color=\"#05fa07\" quantity=\"5\""), sld);
    }

    @Test
    void threeBandsOfBytesAreRedGreenAndBlue() throws IOException {
        String sld = add("alpha").styles().get("alpha-colours");
        assertTrue(sld.contains("<BlueChannel><SourceChannelName>3<"), sld);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lzma | is compressed with LZMA",
                "float16 | has floating-point samples of 16 bits",
                "uint64 | 64 bits",
                "complex | holds complex numbers",
                "sparse | is sparse",
                "strips-without-length | does not say where all of its pixels are",
                "rotated | gdalwarp",
                "south-up | gdalwarp",
                "no-crs | has no CRS",
                "many-bands | has 65 bands; a layer has at most 64",
            })
    void whatCannotBeALayerIsSaidInOneSentence(String file, String reason) throws IOException {
        String message =
                assertThrows(IllegalArgumentException.class, () -> add(file)).getMessage();
        assertTrue(message.startsWith("layer: " + file + ".tif ") && message.contains(reason), message);
        assertEquals(List.of(), store.layers());
        try (var left = Files.list(folder.resolve("data/tmp"))) {
            assertEquals(0, left.count());
        }
    }
}
