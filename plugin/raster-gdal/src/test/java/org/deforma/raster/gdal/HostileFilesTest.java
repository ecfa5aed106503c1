package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gdal.gdalconst.gdalconstConstants;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that would lead out of the folder, onto the network or nowhere, and files that are broken. */
class HostileFilesTest {
    private static final String BAND =
            "<VRTDataset rasterXSize=\"%d\" rasterYSize=\"%d\"><GeoTransform>0,1,0,0,0,-1</GeoTransform>"
                    + "<VRTRasterBand dataType=\"Float32\" band=\"1\">%s</VRTRasterBand></VRTDataset>";
    private static final String SOURCE =
            "<SimpleSource><SourceFilename relativeToVRT=\"1\">%s</SourceFilename><SourceBand>1</SourceBand></SimpleSource>";

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeAll
    static void needsGdal() {
        Fixtures.assumeGdal();
    }

    @BeforeEach
    void makeFiles() throws IOException {
        folder = Files.createDirectories(temp.resolve("data/files"));
        Fixtures.tiff(temp.resolve("secret.tif"), gdalconstConstants.GDT_Float32, 20, 10, 1);
        Fixtures.tiff(folder.resolve("own.tif"), gdalconstConstants.GDT_Float32, 20, 10, 1);
        Files.createSymbolicLink(folder.resolve("link.tif"), temp.resolve("secret.tif"));
    }

    private GridCoverage2D onServer(Path file) {
        return Fixtures.open(Map.of("name", file.toString(), "folder", folder.toString()));
    }

    private String refused(String vrt) throws IOException {
        Path file = Files.writeString(folder.resolve("a.vrt"), vrt);
        return assertThrows(IllegalArgumentException.class, () -> onServer(file))
                .getMessage();
    }

    private static String vrt(String source) {
        return BAND.formatted(20, 10, SOURCE.formatted(source));
    }

    @Test
    void aVrtOfFilesInTheFolderIsRead() throws IOException {
        Files.writeString(folder.resolve("inner.vrt"), vrt("own.tif"));
        Path file = Files.writeString(folder.resolve("a.vrt"), vrt("inner.vrt"));
        GridCoverage2D expected = onServer(folder.resolve("own.tif"));
        GridCoverage2D found = onServer(file);
        try {
            float[] own = new float[200];
            float[] same = new float[200];
            assertEquals(
                    Arrays.toString(expected.getRenderedImage().getData().getSamples(0, 0, 20, 10, 0, own)),
                    Arrays.toString(found.getRenderedImage().getData().getSamples(0, 0, 20, 10, 0, same)));
        } finally {
            found.dispose(true);
            expected.dispose(true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret.tif", "link.tif"})
    void aVrtDoesNotLeadOutOfTheFolder(String source) throws IOException {
        String outside = "names a file outside of the server's folder for rasters, which is not opened: ";
        assertTrue(refused(vrt(source)).startsWith(outside));
        assertTrue(
                refused(vrt(source).replace("SourceFilename", "sourcefilename")).startsWith(outside));
        Files.writeString(folder.resolve("inner.vrt"), vrt(source));
        assertTrue(refused(vrt("inner.vrt")).startsWith(outside));
        String absolute = vrt(temp.resolve("secret.tif").toString()).replace("\"1\">/", "\"0\">/");
        assertTrue(refused(absolute).startsWith(outside));
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + socket.getLocalPort() + "/a.tif";
            for (String prefix : List.of("/vsicurl/", "/vsicurl_streaming/", "/vsigzip//vsicurl/", "")) {
                String told = refused(vrt(prefix + address).replace("relativeToVRT=\"1\"", ""));
                assertTrue(told.startsWith("names a file that is not there"), told);
                // On the command line a VRT may name any file; but not on another machine.
                Path file = folder.resolve("a.vrt");
                assertThrows(
                        RuntimeException.class,
                        () -> Fixtures.open(file).getRenderedImage().getData());
                assertThrows(IllegalArgumentException.class, () -> Fixtures.open(Map.of("name", prefix + address)));
            }
            socket.setSoTimeout(300);
            assertThrows(SocketTimeoutException.class, socket::accept, "somebody has connected");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<VRTDataset rasterXSize='20' rasterYSize='10' subClass='VRTWarpedDataset'><GDALWarpOptions/></VRTDataset>"
                        + " | is a VRT with an element that is not read here: GDALWarpOptions",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><VRTDataset rasterXSize='1' rasterYSize='1'/>"
                        + " | is a VRT with a document type, which is not read",
                "<VRTDataset rasterXSize='20' rasterYSize='10'><VRTRasterBand><SimpleSource SourceFilename='/etc/passwd'/>"
                        + "</VRTRasterBand></VRTDataset>"
                        + " | is a VRT with an attribute that is not read here: SourceFilename",
                "<VRTDataset rasterXSize='20' rasterYSize='10'><VRTRasterBand><PixelFunctionCode>import os"
                        + "</PixelFunctionCode></VRTRasterBand></VRTDataset>"
                        + " | is a VRT with an element that is not read here: PixelFunctionCode"
            })
    void whatIsNotKnownToBeHarmlessIsRefused(String vrt, String message) throws IOException {
        assertEquals(message, refused(vrt));
    }

    @Test
    void aSquareOfNothingIsRefused() throws IOException {
        String told = refused(BAND.formatted(10_000_000, 10_000_000, ""));
        assertTrue(told.startsWith("says that it has 10000000 x 10000000 px"), told);
    }

    @Test
    void uploadsAreGeoTiffsOnly() throws IOException {
        Path vrt = Files.writeString(folder.resolve("a.vrt"), vrt("own.tif"));
        for (Path file : List.of(vrt, temp.resolve("secret.tif"))) {
            Map<String, Object> request =
                    Map.of("name", file.toString(), "folder", file.toString(), "drivers", List.of("GTiff"));
            if (file.equals(vrt)) {
                assertThrows(IllegalArgumentException.class, () -> Fixtures.open(request));
            } else {
                Fixtures.open(request).dispose(true);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.jp2, -ot Byte -of JP2OpenJPEG",
        "a.nc, -of netCDF -co FORMAT=NC4",
        "b.nc, -of netCDF -co FORMAT=NC",
        "a.tif, -co COMPRESS=LERC",
        "b.tif, -co COMPRESS=ZSTD",
        "a.img, -of HFA"
    })
    void brokenFilesAreToldInOneSentence(String name, String options) throws IOException {
        Path whole = Fixtures.translate(folder.resolve("own.tif"), folder.resolve(name), options.split(" "));
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            byte[] broken = i < 6 ? Arrays.copyOf(bytes, bytes.length * i / 6) : bytes.clone();
            for (int k = 0; i >= 6 && k < 40; k++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            Files.write(whole, broken);
            try {
                GridCoverage2D coverage = onServer(whole);
                try {
                    coverage.getRenderedImage().getData();
                } finally {
                    coverage.dispose(true);
                }
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank());
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            } catch (java.io.UncheckedIOException e) {
                assertFalse(e.getCause().getMessage().contains("\n"), e.getMessage());
            }
        }
    }
}
