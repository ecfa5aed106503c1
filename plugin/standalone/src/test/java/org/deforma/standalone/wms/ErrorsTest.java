package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private static final String GOOD =
            "service=WMS&version=1.3.0&request=GetMap&layers=one&styles=&crs=EPSG:32633&bbox=500000,3999980,500040,4000000"
                    + "&width=40&height=20&format=image/png";

    private static WmsService service() {
        // In order: the first is the one that maps have by default.
        Map<String, String> styles = new LinkedHashMap<>();
        styles.put("s", Fixture.GREY);
        styles.put("third", Fixture.sld("third", Fixture.channel(3) + Fixture.ramp("#000000", 0, "#FFFFFF", 1)));
        Layer layer = Fixture.layer(
                "one", "EPSG:32633", 500000, 4000000, 10, styles, new ArrayPixels(4, 2, new float[8]), "v");
        return Fixture.service(layer);
    }

    /** What is changed, the code, and a word of the sentence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "layers=two | LayerNotDefined | 'two'",
                "layers=other:one | LayerNotDefined | 'other:one'",
                "layers= | MissingParameterValue | LAYERS",
                "layers=one,,one | LayerNotDefined | ''",
                "styles=blue | StyleNotDefined | 'blue'",
                "styles=s,s | InvalidParameterValue | STYLES",
                "styles=third | | band 3",
                "crs=EPSG:99999 | InvalidCRS | 'EPSG:99999'",
                "crs=EPSG:5773 | InvalidCRS | 'EPSG:5773'",
                "crs=EPSG:4979 | InvalidCRS | 'EPSG:4979'",
                "crs=http://example.org/crs.xml | InvalidCRS | EPSG:3857",
                "crs= | MissingParameterValue | CRS",
                "bbox=1,2,3 | InvalidParameterValue | BBOX",
                "bbox=1,2,3,4,5 | InvalidParameterValue | BBOX",
                "bbox=3,2,1,4 | InvalidParameterValue | BBOX",
                "bbox=NaN,NaN,NaN,NaN | InvalidParameterValue | BBOX",
                "bbox=-1e308,-1e308,1e308,1e308 | InvalidParameterValue | BBOX",
                "bbox=0,0,Infinity,1 | InvalidParameterValue | BBOX",
                "width=0 | InvalidParameterValue | 1 to 4096",
                "width=-5 | InvalidParameterValue | WIDTH",
                "width=5000 | InvalidParameterValue | 1 to 4096",
                "width=99999999999 | InvalidParameterValue | WIDTH",
                "width=4096&height=4096 | InvalidParameterValue | pixels",
                "height=ten | InvalidParameterValue | 'ten'",
                "format=image/gif | InvalidFormat | image/png",
                "transparent=maybe | InvalidParameterValue | TRUE",
                "bgcolor=red | InvalidParameterValue | 0xFFFFFF",
                "request=GetTile | OperationNotSupported | 'GetTile'",
                "request= | MissingParameterValue | REQUEST",
                "service=WFS | InvalidParameterValue | 'WFS'",
                "request=GetFeatureInfo&query_layers=one&i=40&j=0 | InvalidPoint | 40",
                "request=GetFeatureInfo&query_layers=one&i=-1&j=0 | InvalidPoint | I ",
                "request=GetFeatureInfo&query_layers=one&i=1 | MissingParameterValue | J",
                "request=GetFeatureInfo&query_layers=two&i=1&j=1 | LayerNotDefined | two",
                "request=GetFeatureInfo&query_layers=one&i=1&j=1&info_format=a/b | InvalidFormat | INFO_FORMAT",
                "request=GetLegendGraphic&layer=two | LayerNotDefined | two",
                "request=GetLegendGraphic&layer=one&style=x | StyleNotDefined | third",
                "request=GetLegendGraphic&layer=one&width=100000 | InvalidParameterValue | WIDTH"
            })
    void mistakesAreToldInASentence(String change, String code, String word) throws Exception {
        Answer answer = Fixture.ask(service(), change(change));
        String xml = Fixture.text(answer);

        assertEquals(200, answer.status());
        assertEquals("text/xml;charset=UTF-8", answer.type(), xml);
        OgcSchemas.validate(xml, "wms/1.3.0/exceptions_1_3_0.xsd");
        assertEquals(code != null, xml.contains("<ServiceException code=\"" + code + "\">"), xml);
        assertTrue(xml.contains(word), xml);
    }

    private static String change(String change) {
        Map<String, String> words = Fixture.words(GOOD);
        words.putAll(Fixture.words(change));
        StringBuilder query = new StringBuilder();
        words.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(value));
        return query.substring(1);
    }

    @Test
    void inVersion111TheDocumentIsTheOld() {
        Answer answer = Fixture.ask(service(), GOOD.replace("1.3.0", "1.1.1").replace("crs=EPSG:32633", "srs=EPSG:1"));

        assertEquals("application/vnd.ogc.se_xml;charset=UTF-8", answer.type());
        assertTrue(Fixture.text(answer).contains("code=\"InvalidSRS\""), Fixture.text(answer));
    }

    @Test
    void whoAsksForPicturesGetsThem() {
        String wrong = GOOD.replace("layers=one", "layers=two").replace("width=40&height=20", "width=300&height=60");
        BufferedImage written = Fixture.picture(Fixture.ask(service(), wrong + "&exceptions=INIMAGE"));
        BufferedImage blank =
                Fixture.picture(Fixture.ask(service(), wrong + "&exceptions=application/vnd.ogc.se_blank"));
        BufferedImage clear = Fixture.picture(Fixture.ask(service(), wrong + "&exceptions=BLANK&transparent=true"));

        assertEquals(300, written.getWidth());
        assertTrue(dark(written) > 100, "letters");
        assertEquals(0, dark(blank));
        assertEquals(0, clear.getRGB(5, 5));
        assertTrue(Fixture.ask(service(), GOOD.replace("width=40", "width=0") + "&exceptions=INIMAGE")
                .type()
                .startsWith("text/xml"));
    }

    private static int dark(BufferedImage image) {
        int dark = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            dark += (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xff) < 128 ? 1 : 0;
        }
        return dark;
    }

    @Test
    void wordsOfARequestDoNotBecomeMarkup() throws Exception {
        Map<String, String> words = Fixture.words(GOOD);
        words.put("layers", "<script>&\u0000'\"\uD800" + "x".repeat(5000));
        String xml = Fixture.text(service().answer(words, "", ""));

        OgcSchemas.validate(xml, "wms/1.3.0/exceptions_1_3_0.xsd");
        assertFalse(xml.contains("<script>"), xml);
        assertTrue(xml.length() < 1000);
    }

    @Test
    void timeIsLimited() {
        Layer layer = Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.GREY),
                new ArrayPixels(4, 2, new float[8]),
                "v");
        WmsService hasty = new WmsService(
                () -> List.of(layer), new FakeMagnitude(), new WmsLimits(4096, 1 << 20, Duration.ofNanos(1)));

        assertTrue(Fixture.text(Fixture.ask(hasty, GOOD)).contains("longer than"), "no report");
    }

    @Test
    void aFailureOfTheServerTellsNothingOfIt() {
        WmsService broken = new WmsService(
                () -> {
                    throw new IllegalStateException("secret");
                },
                new FakeMagnitude(),
                WmsLimits.USUAL);
        Logger log = Logger.getLogger(WmsService.class.getName());
        List<LogRecord> records = new ArrayList<>();
        Filter keep = records::add;
        log.setUseParentHandlers(false);
        log.setFilter(keep);
        String xml;
        try {
            xml = Fixture.text(Fixture.ask(broken, GOOD));
        } finally {
            log.setFilter(null);
            log.setUseParentHandlers(true);
        }

        assertTrue(xml.contains("its log says why"), xml);
        assertFalse(xml.contains("secret"), xml);
        assertEquals("secret", records.get(0).getThrown().getMessage());
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        WmsService service = service();
        Answer first = Fixture.ask(service, GOOD);
        Answer again = service.answer(Fixture.words(GOOD), "", "W/\"other\", " + first.tag());

        assertEquals(200, first.status());
        assertTrue(first.tag().matches("W/\"[0-9a-f]{24}\""), Fixture.text(first));
        assertEquals(304, again.status());
        assertEquals(200, service.answer(Fixture.words(GOOD), "", "W/\"other\"").status());
        assertEquals("", Fixture.ask(service, change("layers=two")).tag(), "errors are not kept");
    }
}
