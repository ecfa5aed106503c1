package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.complex;
import static org.deforma.standalone.wps.TestServer.document;
import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.input;
import static org.deforma.standalone.wps.TestServer.layer;
import static org.deforma.standalone.wps.TestServer.literal;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.deforma.standalone.wps.TestServer.Pixels;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecuteTest {
    private static final String ECHO = "deforma:Echo";
    private static final String TOOL = "test:Tool";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), server.leftovers());
        assertEquals(List.of(), server.jobs.list(), "runs that nobody wants kept leave nothing");
        server.close();
    }

    private String rasterInput() {
        return input(
                "raster",
                "<wps:Data><wps:ComplexData mimeType='image/tiff' encoding='base64'>" + server.base64()
                        + "</wps:ComplexData></wps:Data>");
    }

    private static void assertWhole(Pixels pixels) {
        assertEquals(TestServer.COLUMNS, pixels.width());
        assertEquals(TestServer.ROWS, pixels.height());
        assertEquals(0, pixels.first());
        assertEquals(100 * (TestServer.ROWS - 1) + TestServer.COLUMNS - 1, pixels.last());
    }

    @Test
    void literalsComeBackInADocument() {
        Reply reply = server.post(execute(
                        ECHO,
                        literal("literal", " a &lt;b&gt; &amp; c ")
                                + literal("number", "-1.5e3")
                                + literal("flag", " TRUE "),
                        document("")))
                .valid();
        assertEquals(" a <b> & c ", reply.one("//wps:Output[ows:Identifier='literal']//wps:LiteralData"));
        assertEquals("-1500.0", reply.one("//wps:Output[ows:Identifier='number']//wps:LiteralData"));
        assertEquals("true", reply.one("//wps:Output[ows:Identifier='flag']//wps:LiteralData"));
        assertEquals(3, reply.all("//wps:Output").size());
        assertEquals("Process succeeded.", reply.one("//wps:ProcessSucceeded"));
        assertEquals(List.of(), reply.all("//@statusLocation"));
        assertEquals(ECHO, reply.one("/wps:ExecuteResponse/wps:Process/ows:Identifier"));
    }

    @Test
    void rawOutputIsTheValueItself() {
        Reply reply = server.post(
                execute(ECHO, literal("literal", "\u00e9t\u00e9") + literal("number", "2"), raw("literal")));
        assertEquals("text/plain;charset=UTF-8", reply.contentType());
        assertEquals("\u00e9t\u00e9", reply.text());
        assertEquals(
                "2.0",
                server.post(execute(ECHO, literal("literal", "a") + literal("number", "2"), raw("number")))
                        .text());
    }

    @Test
    void aTextThatXmlCannotHoldIsStillAnswered() {
        Reply reply = server.post(execute(TOOL, literal("what", "work"), document("", "report")))
                .valid();
        assertEquals("{\"text\": \"<a> & \uFFFD\"}", reply.one("//wps:LiteralData"));
        Reply raw = server.post(execute(TOOL, literal("what", "work"), raw("report")));
        assertEquals("{\"text\": \"<a> & \u0001\"}", raw.text());
    }

    @Test
    void aTextIsSentAsJsonWhenWanted() {
        String form = "<wps:RawDataOutput mimeType='%s'><ows:Identifier>report</ows:Identifier></wps:RawDataOutput>";
        String inputs = literal("what", "work");
        assertEquals(
                "application/json;charset=UTF-8",
                server.post(execute(TOOL, inputs, form.formatted("application/json")))
                        .contentType());
        assertEquals(
                "text/plain;charset=UTF-8",
                server.post(execute(TOOL, inputs, form.formatted("text/html"))).contentType());
    }

    @Test
    void outputsComeInTheOrderOfTheProcessOrOfTheRequest() {
        Reply all = server.post(execute(TOOL, literal("what", "work"), document("")))
                .valid();
        assertEquals(List.of("report", "cells"), all.all("//wps:Output/ows:Identifier"));
        Reply listed = server.post(execute(TOOL, literal("what", "work"), document("", "cells", "report")))
                .valid();
        assertEquals(List.of("cells", "report"), listed.all("//wps:Output/ows:Identifier"));
        Reply one = server.post(execute(TOOL, literal("what", "work"), document("", "cells")))
                .valid();
        assertEquals(List.of("cells"), one.all("//wps:Output/ows:Identifier"));
        Reply noForm = server.post(
                        execute(TOOL, literal("what", "work"), "").replace("<wps:ResponseForm></wps:ResponseForm>", ""))
                .valid();
        assertEquals(2, noForm.all("//wps:Output").size());
    }

    @Test
    void aRasterInTheRequestComesBackAsGeoTiff() throws IOException {
        Reply reply = server.post(execute(ECHO, rasterInput(), raw("raster")));
        assertEquals("image/tiff", reply.contentType());
        assertEquals("attachment; filename=\"Echo-raster.tif\"", reply.headers().get("Content-Disposition"));
        assertWhole(Pixels.of(reply.body(), folder));
    }

    @Test
    void aRasterStandsInADocumentAsBase64() throws IOException {
        Reply reply = server.post(execute(ECHO, rasterInput(), document(""))).valid();
        assertEquals("image/tiff", reply.one("//wps:ComplexData/@mimeType"));
        assertEquals("base64", reply.one("//wps:ComplexData/@encoding"));
        assertWhole(Pixels.of(Base64.getDecoder().decode(reply.one("//wps:ComplexData")), folder));
    }

    @Test
    void aLayerIsNamedByReference() throws IOException {
        assertWhole(Pixels.of(
                server.post(execute(ECHO, layer("raster", ""), raw("raster"))).body(), folder));
        String address =
                "http://geoserver/wcs?service=WCS&amp;version=1.1.1&amp;request=GetCoverage&amp;identifier=quake";
        Reply byAddress = server.post(
                execute(ECHO, input("raster", "<wps:Reference xlink:href='" + address + "'/>"), raw("raster")));
        assertWhole(Pixels.of(byAddress.body(), folder));
    }

    @Test
    void requestsByAddressWorkEscapedOrNot() throws IOException {
        String query = "service=WPS&version=1.0.0&request=Execute&Identifier=deforma:Echo";
        String plain = "literal=a%3Bb%3D%40%25+c;number=2.5@datatype=xs:double;flag=false";
        Reply reply = server.get(query + "&DataInputs=" + plain + "&RawDataOutput=literal");
        assertEquals("a;b=@% c", reply.text());
        String whole = URLEncoder.encode("literal=a;number=2.5;geometry=POINT(1 2)", StandardCharsets.UTF_8);
        Reply document = server.get(query + "&datainputs=" + whole + "&ResponseDocument="
                        + URLEncoder.encode("number;geometry@mimeType=application/json", StandardCharsets.UTF_8))
                .valid();
        assertEquals("2.5", document.one("//wps:LiteralData"));
        assertEquals("{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}", document.one("//wps:ComplexData"));
        String wcs = "http://geoserver/wcs?request=GetCoverage&identifier=deforma:quake";
        String once = URLEncoder.encode(wcs, StandardCharsets.UTF_8);
        Reply raster = server.get(
                query + "&DataInputs=raster=@xlink:href=" + once + "@mimeType=image/tiff&RawDataOutput=raster");
        assertWhole(Pixels.of(raster.body(), folder));
        String twice = URLEncoder.encode("raster=@xlink:href=" + once, StandardCharsets.UTF_8);
        assertWhole(Pixels.of(
                server.get(query + "&DataInputs=" + twice + "&RawDataOutput=raster")
                        .body(),
                folder));
    }

    @Test
    void manyValuesAreAList() {
        String inputs = literal("what", "work")
                + literal("words", "a")
                + literal("words", "b")
                + literal("count", "3")
                + literal("mode", "half_even")
                + layer("scenes", "")
                + layer("scenes", "");
        server.post(execute(TOOL, inputs, document(""))).valid();
        Map<String, Object> arguments = server.tools.runs.get(0);
        assertEquals(List.of("a", "b"), arguments.get("words"));
        assertEquals(3, arguments.get("count"));
        assertEquals(RoundingMode.HALF_EVEN, arguments.get("mode"));
        assertEquals(2, ((List<?>) arguments.get("scenes")).size());
        server.post(execute(TOOL, literal("what", "work") + literal("words", "a"), document("")))
                .valid();
        assertEquals(List.of("a"), server.tools.runs.get(1).get("words"));
        assertFalse(server.tools.runs.get(1).containsKey("count"), "what is not given is not there");
    }

    @Test
    void rastersAreClosedAfterwards() {
        server.post(execute(TOOL, literal("what", "work") + layer("scenes", ""), document("")))
                .valid();
        GridCoverage2D scene =
                (GridCoverage2D) ((List<?>) server.tools.runs.get(0).get("scenes")).get(0);
        assertTrue(isDisposed(scene));
    }

    private static boolean isDisposed(GridCoverage2D coverage) {
        try {
            coverage.getRenderedImage().getData();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private void assertRefused(String inputs, String form, String code, String locator, String... words) {
        int before = server.tools.runs.size();
        Reply reply = server.post(execute(TOOL, inputs, form)).valid();
        assertEquals(200, reply.status());
        assertEquals(code, reply.one("/ows:ExceptionReport/ows:Exception/@exceptionCode"));
        assertEquals(locator, reply.one("//ows:Exception/@locator"));
        for (String word : words) {
            assertTrue(reply.one("//ows:ExceptionText").contains(word), reply.text());
        }
        assertEquals(before, server.tools.runs.size(), "it must not have run");
    }

    @Test
    void wrongInputsAreRefusedByName() {
        String what = literal("what", "work");
        String form = document("");
        assertRefused("", form, "MissingParameterValue", "what", "what is missing");
        assertRefused(literal("nosuch", "1"), form, "InvalidParameterValue", "nosuch", "what, count");
        assertRefused(what + literal("count", "abc"), form, "InvalidParameterValue", "count", "'abc'", "whole number");
        assertRefused(what + literal("count", "1.5"), form, "InvalidParameterValue", "count", "'1.5'");
        assertRefused(what + literal("count", ""), form, "InvalidParameterValue", "count", "''");
        assertRefused(what + literal("least", "1,5"), form, "InvalidParameterValue", "least", "'1,5'");
        assertRefused(what + literal("least", "NaN"), form, "InvalidParameterValue", "least", "'NaN'");
        assertRefused(what + literal("least", "1e400"), form, "InvalidParameterValue", "least", "'1e400'");
        assertRefused(what + literal("mode", "odd"), form, "InvalidParameterValue", "mode", "HALF_EVEN", "'odd'");
        assertRefused(
                what + literal("words", "a").repeat(4), form, "InvalidParameterValue", "words", "at most 3", "4 are");
        assertRefused(what + what, form, "InvalidParameterValue", "what", "at most 1 value,");
        assertRefused(what + input("count", ""), form, "MissingParameterValue", "count", "no value");
        assertRefused(what, document("", "nosuch"), "InvalidParameterValue", "nosuch", "report, cells");
        assertRefused(what, raw("nosuch"), "InvalidParameterValue", "nosuch", "report, cells");
    }

    @Test
    void wrongRastersAreRefusedByName() {
        String what = literal("what", "work");
        String form = document("");
        String reference = "<wps:Reference xlink:href='%s'/>";
        for (String elsewhere : List.of(
                "http://127.0.0.1:1/x.tif",
                "file:///etc/passwd",
                "http://geoserver/wps",
                "http://geoserver/wcsx",
                "")) {
            assertRefused(
                    what + input("scenes", reference.formatted(elsewhere)),
                    form,
                    "InvalidParameterValue",
                    "scenes",
                    "nothing is fetched from '" + elsewhere + "'");
        }
        assertRefused(
                what + input("scenes", reference.formatted("http://geoserver/wcs?identifier=other:thing")),
                form,
                "InvalidParameterValue",
                "scenes",
                "no layer 'other:thing'");
        assertRefused(
                what + input("scenes", reference.formatted("http://geoserver/wcs")),
                form,
                "InvalidParameterValue",
                "scenes",
                "names no layer");
        assertRefused(
                what + input("scenes", reference.formatted("cid:nothing")),
                form,
                "InvalidParameterValue",
                "scenes",
                "no part of the request is named 'nothing'");
        assertRefused(what + literal("scenes", "x"), form, "InvalidParameterValue", "scenes", "is a raster");
        assertRefused(
                what + complex("scenes", "image/tiff", "no base64!"),
                form,
                "InvalidParameterValue",
                "scenes",
                "base64");
        assertRefused(
                what + complex("scenes", "image/tiff", "QUJD=QUJD"), form, "InvalidParameterValue", "scenes", "base64");
        assertRefused(what + complex("scenes", "image/tiff", ""), form, "InvalidParameterValue", "scenes", "empty");
    }

    @Test
    void whatIsNoGeoTiffFailsTheRun() {
        Reply reply = server.post(execute(ECHO, complex("raster", "image/tiff", "QUJDREVG"), raw("raster")))
                .valid();
        assertEquals(200, reply.status());
        assertTrue(
                reply.one("/wps:ExecuteResponse/wps:Status/wps:ProcessFailed//ows:ExceptionText")
                        .startsWith("raster: the raster in the request "),
                reply.text());
        assertFalse(reply.text().contains(folder.toString()), "tells where files are");
    }

    @Test
    void failuresAreSentences() {
        Map<String, String> cases = Map.of(
                "fail", "what went wrong: <it> & \uFFFD so on",
                "break", "test:Tool failed (IllegalStateException); the server's log says more",
                "memory", "test:Tool ran out of memory; try a smaller area");
        cases.forEach((what, sentence) -> {
            for (String form : List.of(document(""), raw("report"))) {
                Reply reply =
                        server.post(execute(TOOL, literal("what", what), form)).valid();
                assertEquals(200, reply.status());
                assertEquals("text/xml;charset=UTF-8", reply.contentType());
                String told = reply.one("//wps:ProcessFailed//ows:ExceptionText");
                assertTrue(told.startsWith(sentence), told);
            }
        });
    }

    @Test
    void aRawOutputThatIsNotThereFails() {
        Reply reply = server.post(execute(ECHO, literal("number", "1"), raw("literal")))
                .valid();
        assertTrue(reply.one("//ows:ExceptionText").contains("'literal' has no value"), reply.text());
    }

    @Test
    void lineageTellsWhatWasAsked() {
        String inputs = literal("literal", "a &lt; b")
                + complex("geometry", "application/wkt", "POINT(1 2)")
                + layer("raster", TestServer.box("EPSG:32633", "500100 4999800", "500200 4999900"));
        Reply reply = server.post(execute(ECHO, inputs, document("lineage='true'", "literal")))
                .valid();
        assertEquals("a < b", reply.one("//wps:Input[ows:Identifier='literal']//wps:LiteralData"));
        assertEquals("POINT(1 2)", reply.one("//wps:Input[ows:Identifier='geometry']//wps:ComplexData"));
        assertEquals("http://geoserver/wcs", reply.one("//wps:Input/wps:Reference/@xlink:href"));
        assertEquals("deforma:quake", reply.one("//wps:Input/wps:Reference/wps:Body//ows:Identifier"));
        assertEquals("500100.0 4999800.0", reply.one("//wps:Input/wps:Reference/wps:Body//ows:LowerCorner"));
        assertEquals("literal", reply.one("//wps:OutputDefinitions/wps:Output/ows:Identifier"));
        Reply gml = server.post(execute(
                        ECHO,
                        complex(
                                "geometry",
                                "text/xml; subtype=gml/3.1.1",
                                "<gml:Point><gml:pos>1 2</gml:pos></gml:Point>"),
                        document("lineage='true'")))
                .valid();
        assertEquals(
                List.of("1 2"),
                gml.all("//wps:Input//*[local-name()='pos' and namespace-uri()='http://www.opengis.net/gml']"));
    }

    @Test
    void base64IsReadInPiecesOfAnySize() throws IOException {
        byte[] bytes = new byte[100_001];
        new java.util.Random(1).nextBytes(bytes);
        char[] text = Base64.getMimeEncoder().encodeToString(bytes).toCharArray();
        for (int piece : new int[] {1, 7, 4096, text.length}) {
            var out = new java.io.ByteArrayOutputStream();
            Base64Sink sink = new Base64Sink("raster", out);
            for (int at = 0; at < text.length; at += piece) {
                sink.take(text, at, Math.min(piece, text.length - at));
            }
            sink.end();
            assertArrayEquals(bytes, out.toByteArray());
        }
    }

    @Test
    void aRasterIsKeptNowhereWhenItsRequestIsBroken() throws IOException {
        String whole = execute(ECHO, rasterInput(), raw("raster"));
        Reply reply = server.post(whole.substring(0, whole.length() - 40)).valid();
        assertTrue(reply.one("//ows:ExceptionText").contains("not well-formed"), reply.text());
        assertTrue(Files.exists(server.layer));
    }
}
