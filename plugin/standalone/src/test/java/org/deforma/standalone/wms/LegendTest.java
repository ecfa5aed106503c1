package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;

class LegendTest {
    private static final int LEFT = 6;
    private static final int TOP = 30;

    private static BufferedImage legend(String sld, String query) {
        Map<String, String> styles = new LinkedHashMap<>(Map.of("s", sld));
        Layer layer = Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                styles,
                new ArrayPixels(2, 2, new float[4], new float[4], new float[4]),
                "red",
                "nir",
                "blue");
        return Fixture.picture(
                Fixture.ask(Fixture.service(layer), "request=GetLegendGraphic&layer=deforma:one&style=s" + query));
    }

    private static boolean isInk(BufferedImage image, int left, int top, int width, int height) {
        int dark = 0;
        for (int i = 0; i < width * height; i++) {
            int argb = image.getRGB(left + i % width, top + i / width);
            dark += (argb >>> 24) > 128 && (argb & 0xff) < 100 ? 1 : 0;
        }
        return dark > 8;
    }

    @Test
    void aRampIsABarWithTheHighestValueOnTop() {
        BufferedImage image = legend(Fixture.shipped("east"), "");

        assertEquals(TOP + 160 + 8, image.getHeight());
        assertEquals(0x590008, image.getRGB(LEFT + 10, TOP) & 0xffffff, 0x030303);
        assertEquals(0x001261, image.getRGB(LEFT + 10, TOP + 159) & 0xffffff, 0x030303);
        assertEquals(0xffffffff, image.getRGB(0, 0));
        assertTrue(isInk(image, LEFT, 4, 40, 18), "title");
        assertTrue(isInk(image, LEFT + 28, TOP - 6, 12, 14), "label at the top");
        assertTrue(isInk(image, LEFT + 28, TOP + 154, 12, 14), "label at the bottom");
        assertTrue(isInk(image, LEFT + 28, TOP + 74, 12, 14), "label in the middle");
        assertTrue(!isInk(image, LEFT + 28, TOP + 15, 12, 14), "none where the style has none");
    }

    @Test
    void classesAreBoxes() {
        String style = Fixture.sld(
                "c",
                Fixture.channel(1) + "<ColorMap type=\"values\">"
                        + "<ColorMapEntry color=\"#CC3311\" quantity=\"1\" label=\"Built-up\"/>"
                        + "<ColorMapEntry color=\"#BBAA88\" quantity=\"2\" label=\"Bare ground\"/>"
                        + "<ColorMapEntry color=\"#112233\" quantity=\"9\"/></ColorMap>");
        BufferedImage image = legend(style, "&transparent=true&width=30&height=16");

        assertEquals(TOP + 3 * 20 + 8, image.getHeight());
        assertEquals(0xffcc3311, image.getRGB(LEFT + 15, TOP + 8));
        assertEquals(0xffbbaa88, image.getRGB(LEFT + 29, TOP + 20 + 8));
        assertEquals(0xff112233, image.getRGB(LEFT + 15, TOP + 40 + 8));
        assertEquals(0, image.getRGB(0, 0));
        assertTrue(isInk(image, LEFT + 38, TOP + 20, 40, 18), "a label");
        assertTrue(isInk(image, LEFT + 38, TOP + 40, 10, 18), "the number where there is no label");
    }

    @Test
    void threeBandsAreTheirNames() {
        BufferedImage image = legend(Fixture.shipped("composite"), "");

        assertEquals(0xffff0000, image.getRGB(LEFT + 10, TOP + 10));
        assertEquals(0xff00ff00, image.getRGB(LEFT + 10, TOP + 34));
        assertEquals(0xff0000ff, image.getRGB(LEFT + 10, TOP + 58));
    }

    @Test
    void whatHasNoColoursIsGrey() {
        BufferedImage image = legend(Fixture.sld("g", ""), "");

        assertEquals(0xff, image.getRGB(LEFT + 10, TOP) & 0xff, 2);
        assertEquals(0, image.getRGB(LEFT + 10, TOP + 159) & 0xff, 2);
    }
}
