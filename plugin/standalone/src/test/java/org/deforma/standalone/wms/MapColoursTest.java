package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;

/** Colours of single pixels against values worked out by hand; layers of 10 m cells with the corner at 500000, 4000000. */
class MapColoursTest {
    private static final String EXACT = "layers=one&crs=EPSG:32633&bbox=500000,3999980,500040,4000000&width=4&height=2";
    private static final float[] EAST = {0, 0.25f, 0.5f, 1, Float.NaN, 2, -1, 0.6f};
    private static final float[] NORTH = {0.3f, 0, 0.4f, 0, 1, Float.NaN, 0, 0.8f};

    private static Layer layer(String style) {
        return Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", style),
                new ArrayPixels(4, 2, EAST, NORTH),
                "east",
                "north");
    }

    private static void check(BufferedImage image, int... argb) {
        for (int i = 0; i < argb.length; i++) {
            assertEquals(
                    Integer.toHexString(argb[i]),
                    Integer.toHexString(image.getRGB(i % image.getWidth(), i / image.getWidth())),
                    "pixel " + i);
        }
    }

    @Test
    void aMapOnTheGridShowsEachPixelAndLeavesGapsClear() {
        BufferedImage map = Fixture.map(Fixture.service(layer(Fixture.GREY)), EXACT + "&transparent=true");

        check(map, 0xff000000, 0xff404040, 0xff808080, 0xffffffff, 0x00000000, 0xffffffff, 0xff000000, 0xff999999);
    }

    @Test
    void theBackgroundShowsThroughGapsAndOpacity() {
        String half = Fixture.sld(
                "half", "<Opacity>0.5</Opacity>" + Fixture.channel(1) + Fixture.ramp("#000000", 0, "#FFFFFF", 1));
        WmsService service = Fixture.service(layer(half));

        check(
                Fixture.map(service, EXACT + "&bgcolor=0x0000FF"),
                0xff00007f,
                0xff20209f,
                0xff4040bf,
                0xff8080ff,
                0xff0000ff);
        check(Fixture.map(service, EXACT + "&transparent=TRUE"), 0x80000000, 0x80404040);
    }

    @Test
    void magnitudeIsTheLengthOfEastAndNorth() {
        WmsService service = Fixture.service(layer(Fixture.shipped("magnitude")));
        BufferedImage map = Fixture.map(service, EXACT + "&transparent=true");

        assertEquals("fffaccfa", Integer.toHexString(map.getRGB(3, 0)), "1 m");
        assertEquals("fffaccfa", Integer.toHexString(map.getRGB(3, 1)), "0.6 and 0.8 make 1 m");
        assertEquals("ff226061", Integer.toHexString(map.getRGB(1, 0)), "0.25 m");
        assertEquals(0, map.getRGB(0, 1), "no data in east");
        assertEquals(0, map.getRGB(1, 1), "no data in north");
    }

    @Test
    void threeBandsAreRedGreenBlue() {
        float[] red = {0, 255, 300, 10.4f};
        float[] green = {1, 2, -5, 20.6f};
        float[] blue = {3, 4, 255, Float.NaN};
        Layer layer = Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of(
                        "rgb",
                        Fixture.sld(
                                "rgb",
                                "<ChannelSelection><RedChannel><SourceChannelName>1</SourceChannelName>"
                                        + "</RedChannel><GreenChannel><SourceChannelName>2</SourceChannelName></GreenChannel><BlueChannel>"
                                        + "<SourceChannelName>3</SourceChannelName></BlueChannel></ChannelSelection>")),
                new ArrayPixels(2, 2, red, green, blue),
                "r",
                "g",
                "b");

        check(
                Fixture.map(
                        Fixture.service(layer),
                        "layers=one&crs=EPSG:32633&bbox=500000,3999980,500020,4000000&width=2&height=2&transparent=true"),
                0xff000103,
                0xffff0204,
                0xffff00ff,
                0);
    }

    @Test
    void classesAreNeverMixed() {
        float[] classes = new float[64 * 64];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (i % 64 + i / 64) % 2 == 0 ? 1 : 3;
        }
        String style = Fixture.sld(
                "classes",
                Fixture.channel(1)
                        + "<ColorMap type=\"values\"><ColorMapEntry color=\"#FF0000\" quantity=\"1\"/>"
                        + "<ColorMapEntry color=\"#00FF00\" quantity=\"2\"/><ColorMapEntry color=\"#0000FF\" quantity=\"3\"/></ColorMap>");
        Layer layer = Fixture.layer(
                "one",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("c", style),
                new ArrayPixels(64, 64, classes),
                "class");
        BufferedImage map = Fixture.map(
                Fixture.service(layer),
                "layers=one&crs=EPSG:3857&bbox=1669792,4320100,1670592,4320900&width=211&height=211&transparent=true");
        int[] counts = new int[3];
        for (int i = 0; i < 211 * 211; i++) {
            int argb = map.getRGB(i % 211, i / 211);
            counts[argb == 0xffff0000 ? 0 : argb == 0xff0000ff ? 1 : 2] += argb == 0 ? 0 : 1;
        }

        assertTrue(counts[0] > 1000 && counts[1] > 1000, counts[0] + " " + counts[1]);
        assertEquals(0, counts[2], "of other colours");
    }

    @Test
    void layersAreDrawnOverEachOther() {
        Layer below = Fixture.layer(
                "below",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.GREY),
                new ArrayPixels(4, 2, new float[] {1, 1, 1, 1, 1, 1, 1, 1}),
                "b");
        String red = Fixture.sld("red", Fixture.channel(1) + Fixture.ramp("#FF0000", 0, "#FF0000", 1));
        WmsService service = Fixture.service(below, layer(red));

        check(
                Fixture.map(service, EXACT.replace("layers=one", "layers=deforma:below,deforma:one")),
                0xffff0000,
                0xffff0000,
                0xffff0000,
                0xffff0000,
                0xffffffff,
                0xffff0000);
    }

    @Test
    void jpegHasNoTransparency() {
        Answer answer = Fixture.ask(
                Fixture.service(layer(Fixture.GREY)),
                "version=1.1.1&request=GetMap&srs=EPSG:32633&format=image/jpeg&transparent=true&" + EXACT);

        assertEquals("image/jpeg", answer.type());
        assertEquals(0xff, Fixture.picture(answer).getRGB(0, 1) >>> 24);
    }
}
