package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static WmsService service() {
        Map<String, String> styles = new LinkedHashMap<>();
        styles.put("east", Fixture.shipped("east"));
        styles.put("magnitude", Fixture.shipped("magnitude"));
        styles.put("broken", "<no/>");
        Layer quake = Fixture.layer(
                "quake",
                "EPSG:32633",
                500000,
                4000000,
                10,
                styles,
                new ArrayPixels(20, 10, new float[200], new float[200]),
                "east",
                "north <&>");
        Layer world = Fixture.layer(
                "world.1",
                "EPSG:4326",
                -180,
                90,
                1,
                Map.of("grey", Fixture.GREY),
                new ArrayPixels(360, 180, new float[360 * 180]),
                "v");
        Layer pole = Fixture.layer(
                "pole",
                "EPSG:3031",
                -3000000,
                3000000,
                60000,
                Map.of("grey", Fixture.GREY),
                new ArrayPixels(100, 100, new float[10000]),
                "v");
        return Fixture.service(quake, world, pole);
    }

    @Test
    void version130IsValid() throws Exception {
        Answer answer = Fixture.ask(service(), "service=WMS&request=GetCapabilities");
        String xml = Fixture.text(answer);

        assertEquals("text/xml;charset=UTF-8", answer.type());
        OgcSchemas.validate(xml, "wms/1.3.0/capabilities_1_3_0.xsd", "sld/1.1.0/sld_capabilities.xsd");
        assertTrue(xml.contains("<Name>deforma:quake</Name>"), xml);
        assertTrue(
                xml.contains("<BoundingBox CRS=\"EPSG:32633\" minx=\"500000.0\" miny=\"3999900.0\" maxx=\"500200.0\""
                        + " maxy=\"4000000.0\"/>"),
                xml);
        assertTrue(
                xml.contains(
                        "<BoundingBox CRS=\"EPSG:4326\" minx=\"-90.0\" miny=\"-180.0\" maxx=\"90.0\" maxy=\"180.0\"/>"),
                "latitude first\n" + xml);
        assertTrue(
                xml.contains(
                        "<BoundingBox CRS=\"CRS:84\" minx=\"-180.0\" miny=\"-90.0\" maxx=\"180.0\" maxy=\"90.0\"/>"),
                xml);
        assertTrue(
                xml.contains(
                        "Made by deforma:Displacement 2026-03-01T10:20:30Z. 20 x 10 pixels. Bands: east [m], north"),
                xml);
        assertTrue(xml.contains("<MaxWidth>4096</MaxWidth>"), xml);
        assertTrue(xml.contains("xlink:href=\"http://127.0.0.1:8080/wms?\""), xml);
    }

    @Test
    void version111IsValid() throws Exception {
        Answer answer = Fixture.ask(service(), "SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.1.1");
        String xml = Fixture.text(answer);

        assertEquals("application/vnd.ogc.wms_xml;charset=UTF-8", answer.type());
        OgcSchemas.validateByType(xml);
        assertTrue(
                xml.contains(
                        "<BoundingBox SRS=\"EPSG:4326\" minx=\"-180.0\" miny=\"-90.0\" maxx=\"180.0\" maxy=\"90.0\"/>"),
                "longitude first\n" + xml);
        assertFalse(xml.contains("CRS:84"), xml);
    }

    @Test
    void versionsAreNegotiated() {
        for (String[] pair :
                new String[][] {{"1.0.0", "1.1.1"}, {"1.1.0", "1.1.1"}, {"1.2.5", "1.1.1"}, {"2.0.0", "1.3.0"}}) {
            String xml = Fixture.text(Fixture.ask(service(), "request=GetCapabilities&version=" + pair[0]));
            assertTrue(xml.contains("Capabilities version=\"" + pair[1] + "\""), pair[0]);
        }
    }

    @Test
    void nothingToShowIsValidToo() throws Exception {
        WmsService empty = Fixture.service();

        OgcSchemas.validate(
                Fixture.text(Fixture.ask(empty, "request=GetCapabilities")),
                "wms/1.3.0/capabilities_1_3_0.xsd",
                "sld/1.1.0/sld_capabilities.xsd");
        OgcSchemas.validateByType(Fixture.text(Fixture.ask(empty, "request=GetCapabilities&version=1.1.1")));
    }

    @Test
    void legendsHaveTheSizeThatIsTold() {
        WmsService service = service();
        String xml = Fixture.text(Fixture.ask(service, "request=GetCapabilities"));
        Matcher legend = Pattern.compile("<LegendURL width=\"(\\d+)\" height=\"(\\d+)\">[^?]*\\?([^\"]*)\"")
                .matcher(xml);
        int legends = 0;
        while (legend.find()) {
            String query = legend.group(3).replace("&amp;", "&").replace("%3A", ":");
            var picture = Fixture.picture(Fixture.ask(service, query));
            assertEquals(legend.group(1), String.valueOf(picture.getWidth()), query);
            assertEquals(legend.group(2), String.valueOf(picture.getHeight()), query);
            legends++;
        }

        assertEquals(4, legends, "east, magnitude, grey, grey; the broken one has none");
    }
}
