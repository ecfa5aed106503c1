package org.deforma.standalone.wps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
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

    @Test
    void theSchemasRefuseWhatIsNotValid() {
        String bad = "<wps:ExecuteResponse xmlns:wps='" + Xml.WPS + "' service='WPS' version='1.0.0'/>";
        Reply reply = new Reply(200, Answer.XML, Map.of(), bad.getBytes(StandardCharsets.UTF_8));
        assertThrows(AssertionError.class, reply::valid);
    }

    @Test
    void capabilitiesListProcessesAndAddresses() {
        Reply reply = server.get("service=WPS&REQUEST=getcapabilities&AcceptVersions=0.4.0,1.0.0")
                .valid();
        assertEquals(200, reply.status());
        assertEquals(List.of("deforma:Echo", "test:Tool"), reply.all("//wps:Process/ows:Identifier"));
        assertEquals(
                "Tool <of> tests & \uFFFD", reply.all("//wps:Process/ows:Title").get(1));
        assertEquals(
                "http://maps.example.org:8080/x/wps",
                reply.one("//ows:Operation[@name='Execute']//ows:Post/@xlink:href"));
        assertEquals(7, reply.all("//ows:Operation").size());
        assertEquals(
                reply.text(),
                server.post("<GetCapabilities service='WPS' xmlns='" + Xml.WPS + "'/>")
                        .text());
    }

    @Test
    void otherVersionsAreRefused() {
        Reply reply = server.get("service=WPS&request=GetCapabilities&acceptversions=2.0.0")
                .valid();
        assertEquals("VersionNegotiationFailed", reply.one("//ows:Exception/@exceptionCode"));
        assertEquals(
                "version",
                server.get("service=WPS&version=2.0.0&request=DescribeProcess&identifier=all")
                        .valid()
                        .one("//ows:Exception/@locator"));
    }

    @Test
    void processesAreDescribed() {
        Reply reply = server.get("service=WPS&version=1.0.0&request=DescribeProcess&Identifier=test:Tool")
                .valid();
        assertEquals(List.of("test:Tool"), reply.all("//ProcessDescription/ows:Identifier"));
        assertEquals("Does. Toolbox: InSAR.", reply.one("//ProcessDescription/ows:Abstract"));
        assertEquals("true", reply.one("//ProcessDescription/@statusSupported"));
        String input = "//Input[ows:Identifier='%s']";
        assertEquals(List.of("work", "fail"), reply.all(input.formatted("what") + "//ows:Value"));
        assertEquals("1", reply.one(input.formatted("what") + "/@minOccurs"));
        assertEquals("Help of <what> & more.", reply.one(input.formatted("what") + "/ows:Abstract"));
        assertEquals("xs:int", reply.one(input.formatted("count") + "//ows:DataType"));
        assertEquals("1", reply.one(input.formatted("count") + "//ows:MinimumValue"));
        assertEquals("256", reply.one(input.formatted("count") + "//ows:MaximumValue"));
        assertEquals("closed", reply.one(input.formatted("count") + "//ows:Range/@ows:rangeClosure"));
        assertEquals("8", reply.one(input.formatted("count") + "//DefaultValue"));
        assertEquals("0.4", reply.one(input.formatted("least") + "//DefaultValue"));
        assertEquals("closed-open", reply.one(input.formatted("least") + "//ows:Range/@ows:rangeClosure"));
        assertEquals("open-closed", reply.one(input.formatted("most") + "//ows:Range/@ows:rangeClosure"));
        assertTrue(reply.all(input.formatted("mode") + "//ows:Value").contains("HALF_EVEN"));
        assertEquals("3", reply.one(input.formatted("words") + "/@maxOccurs"));
        assertEquals("4000", reply.one(input.formatted("scenes") + "/ComplexData/@maximumMegabytes"));
        assertEquals("image/tiff", reply.one(input.formatted("scenes") + "//Supported//MimeType"));
        assertEquals("base64", reply.one(input.formatted("scenes") + "//Supported//Encoding"));
        assertEquals("xs:int", reply.one("//Output[ows:Identifier='cells']/LiteralOutput/ows:DataType"));
    }

    @Test
    void severalOrAllAreDescribed() {
        String query = "service=WPS&version=1.0.0&request=DescribeProcess&Identifier=";
        assertEquals(
                List.of("test:Tool", "deforma:Echo"),
                server.get(query + "test:Tool,deforma:Echo").valid().all("//ProcessDescription/ows:Identifier"));
        Reply all = server.get(query + "all").valid();
        assertEquals(2, all.all("//ProcessDescription").size());
        assertEquals(
                List.of("text/xml; subtype=gml/3.1.1", "application/wkt", "application/json"),
                all.all("//Input[ows:Identifier='geometry']//Supported//MimeType"));
        assertEquals(
                all.text(),
                server.post("<wps:DescribeProcess service='WPS' version='1.0.0' xmlns:wps='" + Xml.WPS
                                + "' xmlns:ows='" + Xml.OWS
                                + "'><ows:Identifier>all</ows:Identifier></wps:DescribeProcess>")
                        .text());
    }

    @Test
    void wrongRequestsGetExceptionReports() {
        Map<String, String> cases = Map.of(
                "service=WMS&request=GetCapabilities", "InvalidParameterValue service",
                "service=WPS", "MissingParameterValue request",
                "service=WPS&request=Fly", "OperationNotSupported Fly",
                "service=WPS&request=DescribeProcess", "MissingParameterValue Identifier",
                "service=WPS&request=DescribeProcess&identifier=no:Such", "InvalidParameterValue Identifier",
                "service=WPS&request=Execute&identifier=no:Such", "InvalidParameterValue Identifier",
                "service=WPS&request=GetExecutionStatus", "MissingParameterValue executionId",
                "service=WPS&request=GetExecutionStatus&executionId=x", "InvalidParameterValue executionId",
                "service=WPS&request=GetExecutions&maxFeatures=-1", "InvalidParameterValue maxFeatures",
                "service=WPS&request=GetExecutions&status=odd%FF", "InvalidParameterValue status");
        cases.forEach((query, expected) -> {
            Reply reply = server.get(query).valid();
            assertEquals(200, reply.status());
            assertEquals(
                    expected,
                    reply.one("//ows:Exception/@exceptionCode") + " " + reply.one("//ows:Exception/@locator"),
                    query);
        });
    }

    @Test
    void documentsOfOtherServicesAreRefused() {
        assertEquals("OperationNotSupported", server.post("<GetMap/>").valid().one("//ows:Exception/@exceptionCode"));
        assertEquals(
                "InvalidParameterValue",
                server.post("<GetCapabilities service='WFS'/>").valid().one("//ows:Exception/@exceptionCode"));
        assertEquals("InvalidParameterValue", server.post("no XML").valid().one("//ows:Exception/@exceptionCode"));
        assertEquals("InvalidParameterValue", server.post("").valid().one("//ows:Exception/@exceptionCode"));
    }
}
