package org.deforma.standalone.wps;

import static org.deforma.standalone.wps.TestServer.complex;
import static org.deforma.standalone.wps.TestServer.execute;
import static org.deforma.standalone.wps.TestServer.literal;
import static org.deforma.standalone.wps.TestServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Geometries in all their forms. */
class InputFormsTest {
    private static final String G = " xmlns='http://www.opengis.net/gml'";

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

    private String echo(String input) {
        Reply reply = server.post(execute("deforma:Echo", input, raw("geometry")));
        return reply.contentType().startsWith("text/xml") ? reply.valid().one("//ows:ExceptionText") : reply.text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            POINT (1 2) | <Point><pos>1 2</pos></Point>
            POINT (1 2) | <Point><pos>1 2 3</pos></Point>
            POINT (1 2) | <Point><coordinates>1,2</coordinates></Point>
            POINT (1.5 2) | <Point><coordinates decimal=',' cs=';'>1,5;2</coordinates></Point>
            POINT (1 2) | <Point><coord><X>1</X><Y>2</Y></coord></Point>
            LINESTRING (1 2, 3 4) | <LineString><posList>1 2 3 4</posList></LineString>
            LINESTRING (1 2, 4 5) | <LineString><posList srsDimension='3'>1 2 3 4 5 6</posList></LineString>
            LINESTRING (1 2, 3 4) | <LineString><pos>1 2</pos><pos>3 4</pos></LineString>
            LINESTRING (1 2, 3 4) | <LineString><coordinates>1,2 3,4</coordinates></LineString>
            LINESTRING (1 2, 3 4) | <LineString><pointProperty><Point><pos>1 2</pos></Point></pointProperty><pos>3 4</pos></LineString>
            POLYGON ((0 0, 9 0, 9 9, 0 0)) | <Polygon><exterior><LinearRing><posList>0 0 9 0 9 9 0 0</posList></LinearRing></exterior></Polygon>
            POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1)) | <Polygon><exterior><LinearRing><posList>0 0 9 0 9 9 0 0</posList></LinearRing></exterior><interior><LinearRing><posList>1 1 2 1 2 2 1 1</posList></LinearRing></interior></Polygon>
            POLYGON ((0 0, 9 0, 9 9, 0 0)) | <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon>
            POLYGON ((1 2, 1 4, 3 4, 3 2, 1 2)) | <Envelope><lowerCorner>1 2</lowerCorner><upperCorner>3 4</upperCorner></Envelope>
            MULTIPOINT ((1 2), (3 4)) | <MultiPoint><pointMember><Point><pos>1 2</pos></Point></pointMember><pointMember><Point><pos>3 4</pos></Point></pointMember></MultiPoint>
            MULTIPOINT ((1 2), (3 4)) | <MultiPoint><pointMembers><Point><pos>1 2</pos></Point><Point><pos>3 4</pos></Point></pointMembers></MultiPoint>
            MULTILINESTRING ((1 2, 3 4)) | <MultiLineString><lineStringMember><LineString><posList>1 2 3 4</posList></LineString></lineStringMember></MultiLineString>
            MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0))) | <MultiSurface><surfaceMember><Polygon><exterior><LinearRing><posList>0 0 9 0 9 9 0 0</posList></LinearRing></exterior></Polygon></surfaceMember></MultiSurface>
            GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4)) | <MultiGeometry><geometryMember><Point><pos>1 2</pos></Point></geometryMember><geometryMember><LineString><posList>1 2 3 4</posList></LineString></geometryMember></MultiGeometry>
            """)
    void gml(String wkt, String gml) {
        String element = gml.replaceFirst("^<(\\w+)", "<$1" + G);
        assertEquals(wkt, echo(complex("geometry", "text/xml; subtype=gml/3.1.1", "\n  " + element + "\n")));
        String text = "<![CDATA[" + element + "]]>";
        assertEquals(wkt, echo(complex("geometry", "text/xml; subtype=gml/3.1.1", text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            POINT (1 2) | {"type":"Point","coordinates":[1,2,3]}
            LINESTRING (1 2, 3 4) | {"type":"LineString","coordinates":[[1,2],[3,4]]}
            POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1)) | {"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}
            MULTIPOINT ((1 2), (3 4)) | {"type":"MultiPoint","coordinates":[[1,2],[3,4]]}
            MULTILINESTRING ((1 2, 3 4), (5 6, 7 8)) | {"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}
            MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0))) | {"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]]]}
            GEOMETRYCOLLECTION (POINT (1 2)) | {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}
            """)
    void geoJson(String wkt, String json) {
        assertEquals(wkt, echo(complex("geometry", "application/json", "<![CDATA[" + json + "]]>")));
        String feature = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" + json + "}";
        assertEquals(wkt, echo(complex("geometry", "application/json", "<![CDATA[" + feature + "]]>")));
        String form = "<wps:RawDataOutput mimeType='application/json'><ows:Identifier>geometry</ows:Identifier>"
                + "</wps:RawDataOutput>";
        Reply back = server.post(execute("deforma:Echo", complex("geometry", "application/wkt", wkt), form));
        assertEquals("application/json;charset=UTF-8", back.contentType());
        assertEquals(wkt, echo(complex("geometry", "application/json", back.text())));
    }

    @Test
    void wellKnownTextAlsoAsLiteral() {
        assertEquals("POINT (1 2)", echo(complex("geometry", "application/wkt", "POINT(1 2)")));
        assertEquals("POINT (1 2)", echo(literal("geometry", " point(1 2) ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT(1)",
                "POINT(1 2",
                "ODD(1 2)",
                "",
                "POLYGON((0 0, 1 0, 1 1, 5 5))",
                "{\"type\":\"Odd\"}",
                "{\"type\":\"Point\"}",
                "{\"type\":\"Point\",\"coordinates\":[1]}",
                "{\"type\":\"Point\",\"coordinates\":[\"a\",2]}",
                "{\"type\":\"Point\",\"coordinates\":[1,{}]}",
                "{\"type\":\"LineString\",\"coordinates\":[1,2]}",
                "{\"type\":{},\"coordinates\":[1,2]}",
                "{\"type\":\"Feature\",\"geometry\":null}",
                "{\"type\":\"Feature\"}",
                "{",
                "<Point/>",
                "<Point><pos>1 a</pos></Point>",
                "<Point><pos>NaN 2</pos></Point>",
                "<Point><pos>1 2</pos><pos>1 2</pos></Point>",
                "<LineString><posList>1 2 3</posList></LineString>",
                "<Curve/>",
                "<Polygon><exterior><Ring/></exterior></Polygon>",
                "<MultiPoint><pointMember><LineString><posList>1 2 3 4</posList></LineString></pointMember></MultiPoint>",
                "<Envelope><lowerCorner>1 2</lowerCorner></Envelope>"
            })
    void whatIsNoGeometryIsRefused(String text) {
        String told = echo(complex("geometry", "text/plain", "<![CDATA[" + text + "]]>"));
        assertTrue(told.startsWith("geometry must be a geometry as well-known text"), told);
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        assertTrue(told.endsWith("was '" + shown + "'"), told);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(5000);
        assertTrue(echo(complex("geometry", "application/json", deep)).startsWith("geometry must be"));
        String collections = "GEOMETRYCOLLECTION(".repeat(200_000);
        assertTrue(echo(complex("geometry", "application/wkt", collections)).startsWith("geometry must be"));
    }
}
