package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStyleTest {
    private static final String GREY = "<ColorMap><ColorMapEntry color=\"#101010\" quantity=\"1\"/></ColorMap>";
    private static final ModelDescription MODEL =
            MlmReader.read("model.json", TestModels.json("m", "1.0.0")).description();

    /** A style with something in its symbolizer. */
    static String sld(String symbolizer) {
        return "<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\"><NamedLayer><Name>n</Name>"
                + "<UserStyle><FeatureTypeStyle><Rule><RasterSymbolizer>" + symbolizer
                + "</RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
    }

    private static String refusal(byte[] sld) {
        return assertThrows(IllegalArgumentException.class, () -> ModelStyle.check(sld))
                .getMessage();
    }

    private static String refusal(String sld) {
        return refusal(sld.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(byte[] sld) throws Exception {
        return ModelStyle.read(
                entry -> entry.equals("style.sld") ? Optional.of(new ByteArrayInputStream(sld)) : Optional.empty(),
                MODEL,
                new Tensor(new float[] {0, 1}, 1, 2, 1, 1));
    }

    @Test
    void aPlainStyleIsTakenAsItIs() throws Exception {
        String sld = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- mine -->" + sld(GREY);
        assertEquals(sld, read(sld.getBytes(StandardCharsets.UTF_8)));
        assertEquals(sld, ModelStyle.check(("\uFEFF" + sld).getBytes(StandardCharsets.UTF_8)));
        Path shipped = Path.of("../../model-bundles/coherence-classes/bundle/style.sld");
        assertEquals(Files.readString(shipped), ModelStyle.check(Files.readAllBytes(shipped)));
    }

    @Test
    void whatIsMadeOfTheClassesIsSafeToo() throws Exception {
        String made = read("<mine/>".getBytes(StandardCharsets.UTF_8));
        assertTrue(made.contains("label=\"Low\""), made);
        assertEquals(made, ModelStyle.check(made.getBytes(StandardCharsets.UTF_8)));
        assertEquals(made, ModelStyle.read(entry -> Optional.empty(), MODEL, new Tensor(new float[1], 1)));
        ModelDescription nasty = MlmReader.read(
                        "model.json", TestModels.json("m", "1.0.0").replace("\"Low\"", "\"${env('x')} \\uFFFF\""))
                .description();
        String tame = StyleWriter.write(nasty, new Tensor(new float[1], 1));
        assertTrue(tame.contains("label=\"$ {env('x')} \""), tame);
        ModelStyle.check(tame.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ogc:Function xmlns:ogc='http://www.opengis.net/ogc' name='env'/> | has an element that does not colour"
                        + " a raster, Function",
                "<Geometry/> | has an element that does not colour a raster, Geometry",
                "<x:Opacity xmlns:x='urn:x'>1</x:Opacity> | has an element that does not colour a raster, Opacity",
                "<ExternalGraphic/> | has an element that does not colour a raster, ExternalGraphic",
                "<Opacity href='http://127.0.0.1/'>1</Opacity> | has an attribute that does not colour a raster, href",
                "<Opacity>${env('o')}</Opacity> | has an expression, ${",
                "<Opacity><![CDATA[$]]>{env('o')}</Opacity> | has an expression, ${",
                "<ColorMapEntry color='#000000' label='&#36;{x}'/> | has an expression, ${",
                "<ColorMapEntry color='${x}'/> | has a value that color cannot have",
                "<ColorMapEntry quantity='a'/> | has a value that quantity cannot have",
                "<StyledLayerDescriptor version='1.0.0'/> | does not have StyledLayerDescriptor as its root",
                "<?php ?> | has a processing instruction, php",
            })
    void whatServersWouldActOnIsRefused(String symbolizer, String message) {
        assertEquals("style.sld " + message, refusal(sld(symbolizer)));
    }

    @Test
    void documentTypesAndEntitiesAreRefused() {
        assertEquals("style.sld has a document type", refusal("<!DOCTYPE a [<!ENTITY b 'c'>]>" + sld(GREY)));
        assertEquals(
                "style.sld has a document type", refusal("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>" + sld(GREY)));
        assertTrue(refusal(sld("&b;")).startsWith("style.sld "), refusal(sld("&b;")));
    }

    @Test
    void whatIsNoStyleIsRefused() {
        assertTrue(refusal("").startsWith("style.sld is not XML that can be read: "));
        assertTrue(refusal("<a").startsWith("style.sld is not XML that can be read: "));
        assertEquals(
                "style.sld is not of version 1.0.0",
                refusal(sld(GREY).replace("version=\"1.0.0\"", "version=\"1.1.0\"")));
        assertEquals(
                "style.sld has no RasterSymbolizer",
                refusal("<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\"/>"));
        assertEquals("style.sld is larger than 256 KB", refusal(new byte[(256 << 10) + 1]));
        assertEquals("style.sld is nested deeper than 16 elements", refusal(sld("<Rule>".repeat(20))));
        assertTrue(refusal(sld("<" + "a".repeat(1000) + "/>")).length() <= 200);
        String utf16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + sld(GREY);
        assertEquals("style.sld is not text in UTF-8", refusal(utf16));
        assertEquals("style.sld is not text in UTF-8", refusal("\u00e9".getBytes(Charset.forName("ISO-8859-1"))));
        String location = " xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\" x:schemaLocation=\"%s\" version=";
        assertEquals(
                "style.sld has a value that schemaLocation cannot have",
                refusal(sld(GREY)
                        .replace(" version=", location.formatted("http://www.opengis.net/sld http://a/b.xsd"))));
        ModelStyle.check(sld(GREY)
                .replace(
                        " version=",
                        location.formatted("http://www.opengis.net/sld"
                                + " http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd"))
                .getBytes(StandardCharsets.UTF_8));
    }
}
