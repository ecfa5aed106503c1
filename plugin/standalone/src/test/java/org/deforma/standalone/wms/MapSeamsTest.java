package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps that are put together from tiles, and what is at the edges of data. */
class MapSeamsTest {
    private static Layer waves(boolean gaps) {
        Random random = new Random(5);
        float[] values = new float[1200 * 1200];
        for (int i = 0; i < values.length; i++) {
            int x = i % 1200;
            int y = i / 1200;
            values[i] = (float) (128 + 90 * Math.sin(x / 9.0) * Math.cos(y / 7.0) + 10 * random.nextGaussian());
            if (gaps && random.nextInt(40) == 0) {
                values[i] = Float.NaN;
            }
        }
        return Fixture.layer(
                "w",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.BYTES),
                new ArrayPixels(1200, 1200, values),
                "v");
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:32633, 502000, 3994000, 2, 0",
        "EPSG:32633, 502000, 3994000, 9.3, 0",
        "EPSG:32633, 502000, 3994000, 17, 0",
        "EPSG:3857, 1671000, 4312000, 3, 2",
        "EPSG:3857, 1671000, 4312000, 13, 2",
        "EPSG:3857, 1671000, 4312000, 30, 2"
    })
    void tilesAreTheHalvesOfALargerMap(String crs, double west, double south, double cell, int most) {
        WmsService service = Fixture.service(waves(false));
        BufferedImage whole = Fixture.map(service, tile(crs, west, south, cell, 512));
        for (int half = 0; half < 2; half++) {
            BufferedImage tile = Fixture.map(service, tile(crs, west + half * 256 * cell, south, cell, 256));
            for (int i = 0; i < 256 * 256; i++) {
                int there = whole.getRGB(half * 256 + i % 256, i / 256) & 0xff;
                assertEquals(there, tile.getRGB(i % 256, i / 256) & 0xff, most, "half " + half + ", pixel " + i);
            }
        }
    }

    private static String tile(String crs, double west, double south, double cell, int width) {
        return String.format(
                Locale.ROOT,
                "layers=w&crs=%s&bbox=%f,%f,%f,%f&width=%d&height=256&transparent=true",
                crs,
                west,
                south,
                west + width * cell,
                south + 256 * cell,
                width);
    }

    @Test
    void piecesOfALargeMapFitToo() {
        WmsService service = Fixture.service(waves(false));
        String query = "layers=w&crs=EPSG:3857&transparent=true&bbox=%d,4312000,%d,4314560&width=%d&height=1024";
        BufferedImage large = Fixture.map(service, String.format(Locale.ROOT, query, 1671000, 1671000 + 2560, 1024));
        // Half a piece further to the west.
        BufferedImage moved =
                Fixture.map(service, String.format(Locale.ROOT, query, 1671000 - 640, 1671000 + 2560, 1280));
        for (int i = 0; i < 1024 * 1024; i++) {
            assertEquals(
                    large.getRGB(i % 1024, i / 1024) & 0xff,
                    moved.getRGB(256 + i % 1024, i / 1024) & 0xff,
                    2,
                    "pixel " + i);
        }
    }

    @Test
    void gapsNeitherGrowNorShrink() {
        Layer layer = waves(true);
        float[] values = layer.pixels().read(0, new java.awt.Rectangle(0, 0, 1200, 1200), 0);
        long gaps = 0;
        for (float value : values) {
            gaps += Float.isNaN(value) ? 1 : 0;
        }
        // Seven pixels of the map for ten of the layer: interpolated.
        BufferedImage map = Fixture.map(
                Fixture.service(layer),
                "layers=w&crs=EPSG:32633&bbox=500000,3988000,512000,4000000&width=1680&height=1680&transparent=true");
        long clear = 0;
        for (int i = 0; i < 1680 * 1680; i++) {
            clear += map.getRGB(i % 1680, i / 1680) == 0 ? 1 : 0;
        }

        assertEquals((double) gaps / values.length, (double) clear / (1680 * 1680), 0.0003);
    }

    @Test
    void mapsBetweenOneAndTwoTimesAreSmooth() {
        float[] ramp = new float[100 * 100];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 2 * (i % 100);
        }
        Layer layer = Fixture.layer(
                "w",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.BYTES),
                new ArrayPixels(100, 100, ramp),
                "v");
        BufferedImage map = Fixture.map(
                Fixture.service(layer),
                "layers=w&crs=EPSG:32633&bbox=500000,3999000,501000,4000000&width=200&height=200&transparent=true");
        for (int x = 1; x < 199; x++) {
            // Column x shows the place x / 2 + 0.25; values are at 0.5, 1.5, and so on.
            assertEquals(2 * (x / 2.0 - 0.25), map.getRGB(x, 100) & 0xff, 0.51, "column " + x);
        }
        assertTrue((map.getRGB(0, 0) & 0xff) == 0 && (map.getRGB(199, 199) & 0xff) == 198, "ends");
    }
}
