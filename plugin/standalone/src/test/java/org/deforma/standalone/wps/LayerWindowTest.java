package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.box;
import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.input;
import static org.deforma.standalone.wps.TestServer.layer;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.deforma.standalone.wps.TestServer.Pixels;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layer: 60 x 40 pixels of 10 m from 500000 5000000 down; pixel (column, row) holds 100 row + column. */
class LayerWindowTest {
    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Pixels echo(String domain) throws IOException {
        Reply reply = server.post(execute("deforma:Echo", layer("raster", domain), raw("raster")));
        assertEquals("image/tiff", reply.contentType(), reply::text);
        return Pixels.of(reply.body(), folder);
    }

    @ParameterizedTest
    @CsvSource({
        // Exactly on edges of pixels: columns 10 to 19, rows 5 to 14.
        "500100 4999850, 500200 4999950, 10, 10, 510, 1419",
        // As printed by whoever computes in other steps.
        "500100.0000001 4999849.9999999, 500199.9999999 4999950.0000001, 10, 10, 510, 1419",
        // Inside pixels: those are taken whole.
        "500101 4999859, 500191 4999949, 10, 10, 510, 1419",
        "500095 4999845, 500205 4999955, 12, 12, 409, 1520",
        // One pixel, and a point.
        "500100 4999940, 500110 4999950, 1, 1, 510, 510",
        "500105 4999945, 500105 4999945, 1, 1, 510, 510",
        // Corners the wrong way round.
        "500200 4999950, 500100 4999850, 10, 10, 510, 1419",
        // Beyond the layer on all sides, or on some.
        "0 0, 900000 9000000, 60, 40, 0, 3959",
        "499000 4999990, 500030 5001000, 3, 1, 0, 2",
        "500570 4999600, 500600 4999610, 3, 1, 3957, 3959",
    })
    void theSmallestWindowOfWholePixels(String lower, String upper, int width, int height, float first, float last)
            throws IOException {
        for (String crs : new String[] {
            "http://www.opengis.net/gml/srs/epsg.xml#32633", "EPSG:32633", "urn:ogc:def:crs:EPSG::32633", ""
        }) {
            Pixels pixels = echo(box(crs, lower, upper));
            assertEquals(width + "x" + height, pixels.width() + "x" + pixels.height(), crs);
            assertEquals(first, pixels.first());
            assertEquals(last, pixels.last());
            int column = (int) first % 100;
            int row = (int) first / 100;
            assertEquals(TestServer.WEST + 10 * column, pixels.bounds().getMinX(), 1e-6);
            assertEquals(TestServer.NORTH - 10 * row, pixels.bounds().getMaxY(), 1e-6);
            assertEquals(
                    TestServer.WEST + 10 * (column + width), pixels.bounds().getMaxX(), 1e-6);
        }
    }

    @Test
    void boxesInOtherCrssHoldWhatWasAskedFor() throws Exception {
        ReferencedEnvelope utm = new ReferencedEnvelope(500_100, 500_200, 4_999_850, 4_999_950, TestServer.utm());
        ReferencedEnvelope degrees = utm.transform(CRS.decode("EPSG:4326", true), true, 100);
        String lonLat = degrees.getMinX() + " " + degrees.getMinY();
        String lonLatTo = degrees.getMaxX() + " " + degrees.getMaxY();
        Pixels plain = echo(box("EPSG:4326", lonLat, lonLatTo));
        Pixels urn = echo(box(
                "urn:ogc:def:crs:EPSG::4326",
                degrees.getMinY() + " " + degrees.getMinX(),
                degrees.getMaxY() + " " + degrees.getMaxX()));
        assertEquals(plain.bounds(), urn.bounds());
        assertEquals(
                plain.bounds(),
                echo(box("http://www.opengis.net/gml/srs/epsg.xml#4326", lonLat, lonLatTo))
                        .bounds());
        assertTrue(plain.bounds().contains(utm.getMinX() + 1e-3, utm.getMinY() + 1e-3));
        assertTrue(plain.bounds().contains(utm.getMaxX() - 1e-3, utm.getMaxY() - 1e-3));
        assertTrue(plain.width() <= 12 && plain.height() <= 12, plain.toString());
    }

    @Test
    void aBoxInAnAddress() throws IOException {
        String href = "http://geoserver/wcs?service=WCS&request=GetCoverage&version=1.1.1&identifier=deforma:quake"
                + "&boundingbox=500100,4999850,500200,4999950,urn:ogc:def:crs:EPSG::32633";
        Reply reply = server.get("service=WPS&request=Execute&Identifier=deforma:Echo&RawDataOutput=raster&DataInputs="
                + "raster=@xlink:href=" + URLEncoder.encode(href, StandardCharsets.UTF_8));
        Pixels pixels = Pixels.of(reply.body(), folder);
        assertEquals(510, pixels.first());
        assertEquals(10, pixels.width());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:999999", "nonsense", "urn:ogc:def:crs:EPSG::x"})
    void anUnknownCrsFails(String crs) {
        String told = failure(layer("raster", box(crs, "1 2", "3 4")));
        assertTrue(told.startsWith("raster: a box in the CRS '" + crs + "' cannot be used"), told);
    }

    @Test
    void aBoxElsewhereFails() {
        String told = failure(layer("raster", box("EPSG:32633", "0 0", "10 10")));
        assertTrue(told.contains("does not touch the layer deforma:quake"), told);
        assertTrue(told.contains("500000.0 4999600.0 to 500600.0 5000000.0 in EPSG:32633"), told);
    }

    private String failure(String input) {
        return server.post(execute("deforma:Echo", input, raw("raster")))
                .valid()
                .one("//wps:ProcessFailed//ows:ExceptionText");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 a", "1 2 3", "1 NaN"})
    void cornersThatAreNoneAreRefused(String corner) {
        Reply reply = server.post(execute("deforma:Echo", layer("raster", box("", corner, "3 4")), raw("raster")))
                .valid();
        assertEquals("raster", reply.one("/ows:ExceptionReport/ows:Exception/@locator"));
        Reply byAddress = server.post(execute(
                        "deforma:Echo",
                        input(
                                "raster",
                                "<wps:Reference xlink:href='http://geoserver/wcs?identifier=quake&amp;bbox=1,2,3'/>"),
                        raw("raster")))
                .valid();
        assertEquals("raster", byAddress.one("/ows:ExceptionReport/ows:Exception/@locator"));
    }
}
