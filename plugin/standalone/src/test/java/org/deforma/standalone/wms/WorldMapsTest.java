package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;

/** Layers and maps where longitudes begin anew, where all of them meet, and where projections end. */
class WorldMapsTest {
    private static final String WORLD = "width=720&height=720&transparent=true&layers=one&crs=EPSG:3857&bbox="
            + "-20037508.34,-20037508.34,20037508.34,20037508.34";

    private static Layer layer(String epsg, double west, double north, double cell, int width, int height) {
        float[] ones = new float[width * height];
        Arrays.fill(ones, 1);
        return Fixture.layer(
                "one", epsg, west, north, cell, Map.of("s", Fixture.GREY), new ArrayPixels(width, height, ones), "v");
    }

    private static BufferedImage map(Layer layer, String query) {
        return Fixture.map(Fixture.service(layer), query);
    }

    /** Longitude and latitude in a map of the whole world in EPSG:4326, 2 px a degree. */
    private static boolean isDrawn(BufferedImage map, double longitude, double latitude) {
        return map.getRGB((int) ((longitude + 180) * 2), (int) ((90 - latitude) * 2)) == 0xffffffff;
    }

    private static int drawn(BufferedImage map) {
        int drawn = 0;
        for (int i = 0; i < map.getWidth() * map.getHeight(); i++) {
            drawn += map.getRGB(i % map.getWidth(), i / map.getWidth()) == 0 ? 0 : 1;
        }
        return drawn;
    }

    private static final String WHOLE =
            "layers=one&crs=CRS:84&bbox=-180,-90,180,90&width=720&height=360&transparent=true";

    @Test
    void aLayerAcrossTheAntimeridianIsOnBothSides() {
        // UTM zone 1, whose western edge is the antimeridian at 166021 m on the equator; 600 km to both sides of it.
        BufferedImage map = map(layer("EPSG:32601", 166021 - 600_000, 600_000, 6000, 200, 200), WHOLE);

        assertTrue(isDrawn(map, -177, 2) && isDrawn(map, -179.8, 2), "east of it");
        assertTrue(isDrawn(map, 179.7, 2) && isDrawn(map, 176, 2), "west of it");
        // About 10.8 x 10.8 degrees, of which half is south of the equator: 1.2 million square km.
        assertEquals(10.8 * 10.8 * 4 / 2, drawn(map) / 2.0, 10, "and nowhere else");
    }

    @Test
    void aLayerAroundThePoleIsAtAllLongitudes() {
        // Antarctic stereographic: 3000 km each way from the pole.
        Layer pole = layer("EPSG:3031", -3_000_000, 3_000_000, 10_000, 600, 600);
        BufferedImage map = map(pole, WHOLE);

        for (int longitude = -179; longitude < 180; longitude += 7) {
            assertTrue(isDrawn(map, longitude, -80), "80 south, " + longitude);
            assertTrue(isDrawn(map, longitude, -89.7), "near the pole, " + longitude);
            assertTrue(!isDrawn(map, longitude, -40) && !isDrawn(map, longitude, 80), "40 south, 80 north");
        }
        assertTrue(drawn(map(pole, WORLD)) > 1000, "in Mercator too");
    }

    @Test
    void longitudesBeyond180AreTheSamePlaces() {
        Layer pacific = layer("EPSG:4326", 170, 10, 0.1, 200, 200);
        BufferedImage map = map(pacific, WHOLE);

        assertTrue(isDrawn(map, 175, 0) && isDrawn(map, -175, 0), "on both sides");
        assertTrue(!isDrawn(map, -165, 0) && !isDrawn(map, 165, 0));
        assertEquals(40 * 40, drawn(map));
        BufferedImage beyond =
                map(pacific, "layers=one&crs=CRS:84&bbox=160,-20,200,20&width=80&height=80&transparent=true");
        assertEquals(40 * 40, drawn(beyond));
    }

    @Test
    void aMapTwiceAroundTheWorldShowsALayerTwice() {
        Layer utm = layer("EPSG:32633", 400_000, 5_600_000, 2000, 200, 200);
        String twice = "layers=one&bbox=-40075016.68,-20037508.34,40075016.68,20037508.34&width=1440&height=720"
                + "&transparent=true&crs=EPSG:3857";

        assertEquals(2.0, drawn(map(utm, twice)) / (double) drawn(map(utm, WORLD)), 0.1);
        assertEquals(
                2.0,
                drawn(map(
                                utm,
                                WHOLE.replace("-180,-90,180,90", "-360,-90,360,90")
                                        .replace("720", "1440")))
                        / (double) drawn(map(utm, WHOLE)),
                0.1);
    }

    @Test
    void theWholeWorldFitsAnyMap() {
        Layer world = layer("EPSG:4326", -180, 90, 1, 360, 180);

        assertEquals(720 * 360, drawn(map(world, WHOLE)));
        assertEquals(720 * 720, drawn(map(world, WORLD)));
        // Far beyond where UTM makes sense: something or nothing, but no failure.
        map(world, "layers=one&crs=EPSG:32633&bbox=-9000000,-9000000,9000000,9000000&width=300&height=300");
        map(world, "layers=one&crs=EPSG:3031&bbox=-9000000,-9000000,9000000,9000000&width=300&height=300");
        map(world, "layers=one&crs=EPSG:3035&bbox=-1e12,-1e12,1e12,1e12&width=300&height=300");
        map(world, "layers=one&crs=EPSG:3857&bbox=-1e300,-1e300,1e300,1e300&width=300&height=300");
        map(world, "layers=one&crs=EPSG:3857&bbox=0,0,1e-300,1e-300&width=300&height=300");
    }

    @Test
    void anotherContinentsSystemFindsALayerOnce() {
        // UTM zone 33 north and a map in zone 18 south: the projection returns to itself behind the earth.
        Layer utm = layer("EPSG:32633", 400_000, 5_600_000, 2000, 200, 200);

        assertEquals(
                0,
                drawn(
                        map(
                                utm,
                                "layers=one&crs=EPSG:32718&bbox=0,8000000,1000000,9000000&width=256&height=256&transparent=true")));
        assertEquals(
                0,
                drawn(map(
                        layer("EPSG:32718", 300_000, 8_600_000, 2000, 200, 200),
                        "layers=one&crs=EPSG:32648&bbox=-9000000,-9000000,9000000,9000000&width=512&height=512"
                                + "&transparent=true")),
                "on the other side of the earth");
    }
}
