package org.deforma.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelClass;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;
import org.deforma.api.style.StyleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class ShippedStylesTest {
    private static final StyleLibrary STYLES = new ShippedStyles();
    private static final List<String> PRODUCTS = Arrays.stream(new File("../../styles").list())
            .filter(name -> name.endsWith(".sld"))
            .map(name -> name.replace(".sld", ""))
            .sorted()
            .toList();

    private static MapStyle fit(String product, double limit, String unit) {
        return STYLES.style(product, new StyleFit(product, "T", 0, limit, unit));
    }

    @Test
    void allThatIsInTheFolderIsOffered() throws Exception {
        SldSchema schema = new SldSchema();
        assertEquals(10, PRODUCTS.size());
        for (String product : PRODUCTS) {
            MapStyle style = STYLES.style(product);
            assertEquals(product, style.name());
            assertTrue(style.sld().contains("<Name>" + product + "</Name>"));
            schema.validate(style.sld());
            if (!product.equals("composite")) {
                schema.validate(fit(product, 0.003, "m").sld());
            }
        }
        var e = assertThrows(IllegalArgumentException.class, () -> STYLES.style("../east"));
        assertEquals(
                "there is no style '../east'; there are coherence, composite, confidence, correlation, east, image,"
                        + " magnitude, north, probability, sigma",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "<Rule>, <Rul>",
        "color=, colour=",
        "quantity=\"0\", quantity=\"none\"",
        "<ChannelSelection>, <ColorMap/><ChannelSelection>",
        "http://www.opengis.net/sld, http://www.opengis.net/se"
    })
    void theSchemaFindsWhatIsBroken(String right, String wrong) throws Exception {
        String sld = STYLES.style("magnitude").sld();
        String broken = sld.replace(right, wrong).replace(right.replace("<", "</"), wrong.replace("<", "</"));
        assertTrue(!broken.equals(sld));
        SldSchema schema = new SldSchema();
        assertThrows(SAXException.class, () -> schema.validate(broken));
    }

    @Test
    void bandsAreThoseOfTheProducts() {
        int i = 0;
        for (String product : List.of("east", "north", "correlation", "sigma")) {
            assertTrue(STYLES.style(product).sld().contains("<SourceChannelName>" + ++i + "</SourceChannelName>"));
        }
        for (String product : List.of("magnitude", "coherence", "image")) {
            assertTrue(STYLES.style(product).sld().contains("<SourceChannelName>1</SourceChannelName>"), product);
        }
        assertTrue(STYLES.style("confidence").sld().contains("<SourceChannelName>2</SourceChannelName>"));
        assertTrue(STYLES.style("probability").sld().contains("<SourceChannelName>3</SourceChannelName>"));
    }

    @ParameterizedTest
    @CsvSource({"east, East displacement, 0, 1, m", "magnitude, Displacement, 0, 1, m", "sigma, Sigma, 3, 0.1, m"})
    void aStyleFittedToItsOwnLimitsIsTheOneThatIsShipped(
            String product, String title, int band, double limit, String unit) {
        String fitted = STYLES.style(product, new StyleFit(product, title, band, limit, unit))
                .sld();
        assertEquals(
                STYLES.style(product).sld().lines().skip(2).toList(),
                fitted.lines()
                        .skip(fitted.lines().count()
                                - STYLES.style(product).sld().lines().count()
                                + 2)
                        .toList());
    }

    @Test
    void valuesAreStretched() throws Exception {
        Stops shipped = Stops.of(STYLES.style("north").sld());
        Stops fitted = Stops.of(fit("north", 0.05, "m").sld());
        assertEquals(shipped.colours(), fitted.colours());
        for (int i = 0; i < 13; i++) {
            assertEquals(0.05 * (i - 6) / 6, fitted.quantities().get(i), 1e-6);
        }
        assertEquals(List.of("-5 cm", "-2.5 cm", "0 cm", "2.5 cm", "5 cm"), fitted.legend());
    }

    @ParameterizedTest
    @CsvSource({
        "5,     m,         '0 m, 1.25 m, 2.5 m, 3.75 m, 5 m'",
        "1,     m,         '0 m, 0.25 m, 0.5 m, 0.75 m, 1 m'",
        "0.5,   m,         '0 m, 0.125 m, 0.25 m, 0.375 m, 0.5 m'",
        "0.2,   m,         '0 cm, 5 cm, 10 cm, 15 cm, 20 cm'",
        "0.02,  m,         '0 cm, 0.5 cm, 1 cm, 1.5 cm, 2 cm'",
        "0.01,  m,         '0 mm, 2.5 mm, 5 mm, 7.5 mm, 10 mm'",
        "1e-6,  m,         '0 mm, 0.00025 mm, 0.0005 mm, 0.00075 mm, 0.001 mm'",
        "2e6,   m,         '0 m, 500000 m, 1000000 m, 1500000 m, 2000000 m'",
        "0.02,  px,        '0 px, 0.005 px, 0.01 px, 0.015 px, 0.02 px'",
        "10,    grid unit, '0 grid unit, 2.5 grid unit, 5 grid unit, 7.5 grid unit, 10 grid unit'",
        "0.2,   '',        '0, 0.05, 0.1, 0.15, 0.2'"
    })
    void legendsAreShortAndTheSameEverywhere(double limit, String unit, String legend) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals(
                    Arrays.asList(legend.split(", ")),
                    Stops.of(fit("magnitude", limit, unit).sld()).legend());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nameTitleAndBandAreThoseOfTheFit() throws Exception {
        String title = "Water & <ice> \"ü\" ${x}";
        MapStyle style = STYLES.style("probability", StyleFit.share("probability-water", title, 8));
        assertEquals("probability-water", style.name());
        new SldSchema().validate(style.sld());
        assertTrue(style.sld().contains("<Name>probability-water</Name>"), style.sld());
        assertTrue(style.sld().contains("<Title>Water &amp; &lt;ice&gt; \"ü\" ${x}</Title>"), style.sld());
        assertTrue(style.sld().contains("<SourceChannelName>9</SourceChannelName>"));
        assertEquals(
                List.of("0", "0.25", "0.5", "0.75", "1"), Stops.of(style.sld()).legend());
        assertEquals(style, STYLES.style("probability", StyleFit.share("probability-water", title, 8)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,      255,    '',  '0, 63.8, 128, 191, 255'",
        "-25,    -5,     dB,  '-25 dB, -20 dB, -15 dB, -10 dB, -5 dB'",
        "1203,   1290.5, m,   '1203 m, 1224.9 m, 1246.8 m, 1268.6 m, 1290.5 m'",
        "2000000, 2000001, '', '2000000, 2000000.25, 2000000.5, 2000000.75, 2000001'",
        "-0.002, 0.006,  m,   '-2 mm, 0 mm, 2 mm, 4 mm, 6 mm'"
    })
    void aRangeGoesFromEndToEnd(double low, double high, String unit, String legend) throws Exception {
        MapStyle style = STYLES.style("image", new StyleRange("image-b4", "Band 4", 3, low, high, unit));
        assertEquals("image-b4", style.name());
        new SldSchema().validate(style.sld());
        assertTrue(style.sld().contains("<SourceChannelName>4</SourceChannelName>"));
        Stops stops = Stops.of(style.sld());
        assertEquals(Arrays.asList(legend.split(", ")), stops.legend());
        for (int i = 0; i < 13; i++) {
            assertEquals(low + (high - low) * i / 12, stops.quantities().get(i), 1e-5 * (high - low));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, Infinity"})
    void aRangeMustGoUp(double low, double high) {
        var e = assertThrows(IllegalArgumentException.class, () -> new StyleRange("image", "T", 0, low, high, ""));
        assertEquals(
                "the range of style image must go from a lower to a higher number, was " + low + ".." + high,
                e.getMessage());
    }

    @Test
    void classesHaveAColourEach() throws Exception {
        MapStyle style = STYLES.classes(
                "classes",
                "Cover",
                List.of(
                        new ModelClass(1, "water", "Water & ice", "", "#0000FF"),
                        new ModelClass(7, "forest", "Forest", "", "#00ff00")));
        new SldSchema().validate(style.sld());
        assertTrue(style.sld().contains("<ColorMap type=\"values\">"), style.sld());
        assertTrue(style.sld().contains("<Title>Cover</Title>"), style.sld());
        Stops stops = Stops.of(style.sld());
        assertEquals(List.of(1.0, 7.0), stops.quantities());
        assertEquals(List.of(0x0000ff, 0x00ff00), stops.colours());
        assertEquals(List.of("Water & ice", "Forest"), stops.legend());
        assertThrows(IllegalArgumentException.class, () -> STYLES.classes("classes", "T", List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> STYLES.classes(
                        "classes", "T", Collections.nCopies(256, new ModelClass(1, "a", "A", "", "#000000"))));
    }

    @Test
    void aCompositeShowsThreeBandsAndHasNoRange() {
        String sld = STYLES.style("composite").sld();
        for (int band = 1; band <= 3; band++) {
            assertTrue(sld.contains("<SourceChannelName>" + band + "</SourceChannelName>"));
        }
        var e = assertThrows(IllegalArgumentException.class, () -> fit("composite", 1, ""));
        assertEquals("the style composite has no range that could be fitted", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0.8, 1", "1, 1", "1.2, 2", "3, 5", "6, 10", "0.0021, 0.005", "0, 9", "NaN, 9"})
    void limitsAreRound(double size, double limit) {
        assertEquals(limit, StyleFit.roundLimit(size, 9), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aLimitMustBePositive(double limit) {
        var e = assertThrows(IllegalArgumentException.class, () -> fit("east", limit, "m"));
        assertEquals("the limit of style east must be above 0, was " + limit, e.getMessage());
    }

    @Test
    void namesAndBandsMustBeUsable() {
        assertThrows(IllegalArgumentException.class, () -> StyleFit.share("a/b", "T", 0));
        assertThrows(IllegalArgumentException.class, () -> StyleFit.share("", "T", 0));
        assertThrows(IllegalArgumentException.class, () -> StyleFit.share("a", "T", -1));
    }
}
