package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffFormat;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coverages from GeoTIFFs: written by GeoTools, or, for what it cannot write, by GDAL (see make.py in the resources).
 */
class GeoTiffReadTest {
    @TempDir
    Path folder;

    private static double value(double x, double y) {
        return 3 * x + 2 * y;
    }

    /** Writes an image of 200 x 90 px with nodata 12. */
    private Path write(int type, String compression, boolean tiled, boolean big) throws IOException {
        WritableRaster raster = Coverages.raster(type, 200, 90, (x, y) -> value(x % 40, y % 40));
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, ColorModel.OPAQUE, type);
        ReferencedEnvelope box = new ReferencedEnvelope(
                400_000, 402_000, 3_999_100, 4_000_000, Coverages.epsg(32611).orElseThrow());
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, 12.0);
        GridCoverage2D coverage = new GridCoverageFactory()
                .create("test", new BufferedImage(colors, raster, false, null), box, null, null, properties);
        GeoTiffWriteParams params = new GeoTiffWriteParams();
        if (!compression.equals("none")) {
            params.setCompressionMode(GeoTiffWriteParams.MODE_EXPLICIT);
            params.setCompressionType(compression);
        }
        if (tiled) {
            params.setTilingMode(GeoTiffWriteParams.MODE_EXPLICIT);
            params.setTiling(64, 32);
        }
        params.setForceToBigTIFF(big);
        ParameterValue<?> value = new GeoTiffFormat()
                .getWriteParameters()
                .parameter(AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.getName().toString());
        value.setValue(params);
        Path file = folder.resolve("test.tif");
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        writer.write(coverage, new GeneralParameterValue[] {value});
        writer.dispose();
        return file;
    }

    private static void assertPixels(Path file) throws IOException {
        GridCoverage2D coverage = Coverages.read(file);
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 16))) {
            assertEquals(1, source.bands());
            float[] whole = source.read(new Rectangle(200, 90), 0);
            for (int i = 0; i < whole.length; i++) {
                double expected = value(i % 200 % 40, i / 200 % 40);
                assertEquals(expected == 12 ? Float.NaN : (float) expected, whole[i]);
            }
            for (int y = -5; y < 90; y += 31) {
                for (int x = -5; x < 200; x += 47) {
                    Rectangle window = new Rectangle(x, y, 50, 40);
                    assertPart(whole, window, source.read(window, 0));
                }
            }
        }
        coverage.dispose(true);
    }

    private static void assertPart(float[] whole, Rectangle window, float[] part) {
        Rectangle all = new Rectangle(200, 90);
        for (int i = 0; i < part.length; i++) {
            int x = window.x + i % window.width;
            int y = window.y + i / window.width;
            assertEquals(all.contains(x, y) ? whole[y * 200 + x] : Float.NaN, part[i]);
        }
    }

    @Test
    void everySampleTypeInStripsAndTiles() throws IOException {
        for (int type : Coverages.types()) {
            assertPixels(write(type, "none", false, false));
            assertPixels(write(type, "none", true, false));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Deflate, true, false",
        "Deflate, false, false",
        "LZW, true, false",
        "LZW, false, true",
        "ZSTD, true, true"
    })
    void compressions(String compression, boolean tiled, boolean big) throws IOException {
        assertPixels(write(DataBuffer.TYPE_USHORT, compression, tiled, big));
    }

    @Test
    void originNamesTheFileAndItsChecksum() throws Exception {
        Path file = write(DataBuffer.TYPE_BYTE, "none", false, false);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        GridCoverage2D coverage = Coverages.read(file);
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            assertEquals(Map.of("name", "before", "file", "test.tif", "sha256", sha256), source.origin());
        }
        coverage.dispose(true);
    }

    @SuppressWarnings("JdkObsolete") // BufferedImage takes a Hashtable.
    @ParameterizedTest
    @ValueSource(strings = {"JAI.ImageReader", "ImageN.ImageReader"})
    void theReaderIsFoundWhateverTheHostReadsImagesWith(String property) throws IOException {
        Path file = resource("signed-byte.tif");
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream input = new FileImageInputStream(file.toFile())) {
            reader.setInput(input);
            WritableRaster raster = Coverages.raster(DataBuffer.TYPE_BYTE, 4, 4, (x, y) -> 1);
            ColorModel colors = new ComponentColorModel(
                    ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
            TiffFacts facts = TiffFacts.of(
                            new BufferedImage(colors, raster, false, new Hashtable<>(Map.of(property, reader))))
                    .orElseThrow();
            assertEquals(Files.size(file), facts.length());
            assertThrows(IllegalArgumentException.class, () -> facts.check("before"));
        } finally {
            reader.dispose();
        }
    }

    @Test
    void storageSaysPiecesAndSampleType() throws IOException {
        Path file = write(DataBuffer.TYPE_BYTE, "none", true, false);
        GridCoverage2D coverage = Coverages.read(file);
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            RasterStorage storage = source.storage();
            assertEquals("test.tif", storage.name());
            assertEquals(64, storage.blockWidth());
            assertEquals(32, storage.blockHeight());
            assertTrue(storage.bytes());
            assertEquals(1, storage.bands().size());
        }
        coverage.dispose(true);
        coverage = Coverages.read(resource("planes.tif"));
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            assertEquals(40, source.storage().blockWidth(), "a strip");
            assertFalse(source.storage().bytes());
            assertEquals(Map.of(), source.storage().metadata());
            assertEquals(3, source.storage().bands().size());
        }
        coverage.dispose(true);
    }

    @Test
    void itemsOfTheMetadataTag() {
        GdalMetadata metadata = GdalMetadata.of(
                """
                <GDALMetadata>
                  <Item name="FIRST_DATE">2018-01-06</Item>
                  <Item name="NOTE">a &lt; b &#233;</Item>
                  <Item name="DESCRIPTION" sample="1" role="description">20180106_20180130</Item>
                  <Item name="HIDDEN" domain="OTHER">x</Item>
                </GDALMetadata>""");
        assertEquals(Map.of("FIRST_DATE", "2018-01-06", "NOTE", "a < b é"), metadata.items());
        assertEquals(Map.of(), metadata.band(0));
        assertEquals(Map.of("DESCRIPTION", "20180106_20180130"), metadata.band(1));
        assertEquals(
                Map.of("A", "1"),
                GdalMetadata.of("<GDALMetadata><Item name='A'>1</Item><Item name='B'>")
                        .items());
        String bomb = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                + "<GDALMetadata><Item name='A'>&e;</Item></GDALMetadata>";
        assertFalse(GdalMetadata.of(bomb).items().getOrDefault("A", "").contains("root"));
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        Path file = resource("bigendian.tif");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        GridCoverage2D coverage = Coverages.read(file);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new CoverageSource("before", coverage, new TileCache(1 << 20)))
                .getMessage();
        assertTrue(message.startsWith("the file of before is truncated: its pixels end at byte "), message);
        coverage.dispose(true);
    }

    @Test
    void corruptFilesFailWithTheirPlace() throws IOException {
        Path file = resource("bigtiff.tif");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 60, bytes.length, (byte) 0x55);
        Files.write(file, bytes);
        GridCoverage2D coverage = Coverages.read(file);
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            String message = assertThrows(IllegalArgumentException.class, () -> source.read(new Rectangle(40, 20), 0))
                    .getMessage();
            assertTrue(message.startsWith("before cannot be read: "), message);
            assertTrue(message.contains(" (pixels x 0..39, y 0..19); "), message);
        }
        coverage.dispose(true);
    }

    @Test
    void anUnknownCompressionIsTheCallersMistake() throws IOException {
        GridCoverage2D coverage = Coverages.read(withTag("uint32.tif", 258, 16, 259, 34887));
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            String message = assertThrows(IllegalArgumentException.class, () -> source.read(new Rectangle(40, 20), 0))
                    .getMessage();
            assertTrue(message.contains("34887") && message.contains("gdal_translate"), message);
        }
        coverage.dispose(true);
    }

    @Test
    void complexSamplesAreRefused() throws IOException {
        GridCoverage2D coverage = Coverages.read(withTag("uint32.tif", 339, 5));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new CoverageSource("before", coverage, new TileCache(1 << 20)))
                .getMessage();
        assertTrue(message.startsWith("before has complex samples"), message);
        coverage.dispose(true);
    }

    @Test
    void sparseFilesAreRefused() throws IOException {
        GridCoverage2D coverage = Coverages.read(withTag("uint32.tif", 258, 16, 259, 1, 273, 0, 279, 0));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new CoverageSource("before", coverage, new TileCache(1 << 20)))
                .getMessage();
        assertTrue(message.startsWith("the file of before is sparse"), message);
        coverage.dispose(true);
    }

    /** A little endian file of the resources with other values in tags of one number, given in pairs. */
    private Path withTag(String name, int... tags) throws IOException {
        Path file = resource(name);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            for (int k = 0; k < tags.length; k += 2) {
                if (bytes.getShort(entry) == tags[k]) {
                    bytes.putInt(entry + 8, tags[k + 1]);
                }
            }
        }
        return Files.write(file, bytes.array());
    }

    /** A copy of a file of the resources. */
    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = GeoTiffReadTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "zstd.tif, 1, 0",
        "bigtiff.tif, 1, 0",
        "bigendian.tif, 1, 0",
        "planes.tif, 3, 0",
        "four-bands.tif, 4, 0",
        "alpha.tif, 1, 1",
        "mask.tif, 1, 1"
    })
    void filesOfGdal(String name, int bands, int holes) throws IOException {
        GridCoverage2D coverage = Coverages.read(resource(name));
        try (RasterSource source = new CoverageSource("before", coverage, new TileCache(1 << 20))) {
            assertEquals(bands, source.bands(), "the fourth of four bands is no alpha band");
            for (int band = 0; band < Math.min(3, bands); band++) {
                float[] values = source.read(new Rectangle(40, 20), band);
                for (int i = 0; i < values.length; i++) {
                    boolean hole = holes == 1 && i == 7 * 40 + 5;
                    assertEquals(hole ? Float.NaN : (float) (value(i % 40, i / 40) + band), values[i]);
                }
            }
        }
        coverage.dispose(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed-byte.tif", "uint32.tif"})
    void samplesThatGeoToolsMisreadsAreRefused(String name) throws IOException {
        GridCoverage2D coverage = Coverages.read(resource(name));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new CoverageSource("before", coverage, new TileCache(1 << 20)))
                .getMessage();
        assertTrue(message.contains("gdal_translate -ot"), message);
        coverage.dispose(true);
    }
}
