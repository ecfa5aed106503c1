package org.deforma.standalone.wms.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleReaderTest {
    private static final Path STYLES = Path.of("..", "..", "styles");

    private static String sld(String inside) {
        return "<s:StyledLayerDescriptor xmlns:s=\"http://www.opengis.net/sld\"><s:NamedLayer><s:UserStyle><s:Name>n</s:Name>"
                + "<s:FeatureTypeStyle>" + inside
                + "</s:FeatureTypeStyle></s:UserStyle></s:NamedLayer></s:StyledLayerDescriptor>";
    }

    private static String symbolizer(String inside) {
        return sld("<s:Rule><s:RasterSymbolizer>" + inside + "</s:RasterSymbolizer></s:Rule>");
    }

    @Test
    void everyStyleOfTheProductIsRead() throws IOException {
        try (Stream<Path> files = Files.list(STYLES)) {
            List<Path> slds =
                    files.filter(file -> file.toString().endsWith(".sld")).toList();
            assertTrue(slds.size() >= 8, "styles");
            for (Path file : slds) {
                RasterStyle style = StyleReader.read(Files.readString(file));
                assertTrue(!style.title().isEmpty() && !style.description().isEmpty(), file.toString());
                assertTrue(
                        style.bands().size() == 3
                                || style.colours().orElseThrow().entries().size() == 13,
                        file.toString());
            }
        }
    }

    @Test
    void theMagnitudeCallsAProcess() throws IOException {
        RasterStyle style = StyleReader.read(Files.readString(STYLES.resolve("magnitude.sld")));

        assertEquals(Optional.of(new RasterStyle.BandProcess("deforma:Magnitude", "data", Map.of())), style.process());
        assertEquals("Displacement", style.title());
        assertEquals(List.of(0), style.bands());
        assertEquals(
                new ColourMap.Entry(0.25, 0xff226061, "0.25 m"),
                style.colours().orElseThrow().entries().get(3));
    }

    @Test
    void prefixesOpacityAndSettingsAreUnderstood() {
        RasterStyle style = StyleReader.read(
                sld("<s:Transformation><o:Function xmlns:o=\"http://www.opengis.net/ogc\" name=\"a:B\">"
                        + "<o:Function name=\"parameter\"><o:Literal>raster</o:Literal></o:Function><o:Function name=\"parameter\">"
                        + "<o:Literal>size</o:Literal><o:Literal>3</o:Literal></o:Function></o:Function></s:Transformation>"
                        + "<s:Rule><s:RasterSymbolizer><s:Opacity>0.25</s:Opacity><s:ColorMap type=\"values\">"
                        + "<s:ColorMapEntry color=\"#010203\" quantity=\"7\" opacity=\"0.5\" label=\"seven\"/></s:ColorMap>"
                        + "</s:RasterSymbolizer></s:Rule>"));

        assertEquals(
                new RasterStyle.BandProcess("a:B", "raster", Map.of("size", "3")),
                style.process().orElseThrow());
        assertEquals(0x80010203, style.colours().orElseThrow().argb(7));
        assertEquals(0x20010203, style.argb(new float[][] {{7}}, 0));
        assertTrue(style.isClasses());
        assertEquals("n", style.title(), "the name, where there is no title");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<s:ColorMap><s:ColorMapEntry color='#00000' quantity='1'/><s:ColorMapEntry color='#000000' quantity='2'/></s:ColorMap>"
                        + " | #RRGGBB",
                "<s:ColorMap><s:ColorMapEntry color='#000000' quantity='x'/></s:ColorMap> | quantity is 'x'",
                "<s:ColorMap><s:ColorMapEntry color='#000000' quantity='NaN'/></s:ColorMap> | quantity is 'NaN'",
                "<s:ColorMap><s:ColorMapEntry color='#000000' quantity='1'/></s:ColorMap> | two",
                "<s:ColorMap type='other'><s:ColorMapEntry color='#000000' quantity='1'/></s:ColorMap> | 'other'",
                "<s:ColorMap type='values'><s:ColorMapEntry color='#000000' quantity='1' opacity='2'/></s:ColorMap> | opacity",
                "<s:Opacity>7</s:Opacity> | Opacity",
                "<s:ChannelSelection/> | channels",
                "<s:ChannelSelection><s:GrayChannel><s:SourceChannelName>east</s:SourceChannelName></s:GrayChannel>"
                        + "</s:ChannelSelection> | 'east'"
            })
    void mistakesAreNamed(String inside, String word) {
        String sld = symbolizer(inside.replace('\'', '"'));
        var e = assertThrows(IllegalArgumentException.class, () -> StyleReader.read(sld));

        assertTrue(e.getMessage().contains(word.replace('"', '\'')), e.getMessage());
    }

    @Test
    void entitiesAreNotRead() {
        String bomb =
                "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + symbolizer("<s:Opacity>&e;</s:Opacity>");

        var e = assertThrows(IllegalArgumentException.class, () -> StyleReader.read(bomb));
        assertTrue(e.getMessage().contains("DOCTYPE"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> StyleReader.read("no style"));
        assertThrows(IllegalArgumentException.class, () -> StyleReader.read("<a/>"));
    }
}
