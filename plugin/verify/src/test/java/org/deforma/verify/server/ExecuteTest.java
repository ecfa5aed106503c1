package org.deforma.verify.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.deforma.verify.table.Failed;
import org.junit.jupiter.api.Test;

class ExecuteTest {
    @Test
    void aRequestIsAWellFormedDocumentWithItsInputsInOrder() {
        Execute inner = Execute.of("deforma:Displacement")
                .upload("before", new byte[] {1, 2})
                .rawTiff();
        Execute request = Execute.of("gs:Import")
                .result("coverage", inner)
                .layer("mask", "a:b", new Box(32611, 1, 2, 3, 4))
                .with("name", "a & <b>")
                .raw("layerName", "text/plain");
        Xml xml = Xml.parse(request.xml().getBytes(StandardCharsets.UTF_8));
        assertEquals("Execute", xml.name());
        List<Xml> inputs = xml.first("DataInputs").children("Input");
        assertEquals(
                List.of("coverage", "mask", "name"),
                inputs.stream().map(input -> input.first("Identifier").text()).toList());
        assertEquals("a & <b>", inputs.get(2).first("LiteralData").text());
        assertEquals("AQI=", inputs.get(0).first("ComplexData").text());
        assertEquals("1.0 2.0", inputs.get(1).first("LowerCorner").text());
        assertEquals(
                "text/plain",
                xml.children("ResponseForm").get(0).first("RawDataOutput").attribute("mimeType"));
    }

    @Test
    void theReasonOfARefusalComesWithoutGeoServersHeading() {
        String report = "<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\"><ows:Exception>"
                + "<ows:ExceptionText>Process failed during execution\nmodel: there is no model &amp;apos;x&amp;apos;"
                + "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>";
        Xml xml = Xml.parse(report.getBytes(StandardCharsets.UTF_8));
        assertEquals("model: there is no model 'x'", Wps.reason(xml));
    }

    @Test
    void doctypesAreNotRead() {
        byte[] bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".getBytes(StandardCharsets.UTF_8);
        assertThrows(Failed.class, () -> Xml.parse(bomb));
    }
}
