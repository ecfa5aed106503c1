package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where things end up in maps. A layer in EPSG:32633 with its corner at 500000, 4000000 and cells of 10 m is 0 but for one
 * pixel around 502345, 3997655, or 16 x 16 around 502320, 3997680; where these are in other systems comes from PROJ 9.
 */
class MapPlaceTest {
    private static final int COLUMNS = 1100;
    private static final int ROWS = 900;

    private static Layer layer(int first, int last, double background) {
        float[] values = new float[COLUMNS * ROWS];
        java.util.Arrays.fill(values, (float) background);
        for (int y = first; y <= last; y++) {
            for (int x = first; x <= last; x++) {
                values[y * COLUMNS + x] = 1;
            }
        }
        return Fixture.layer(
                "hot",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.GREY),
                new ArrayPixels(COLUMNS, ROWS, values),
                "v");
    }

    /** Centre of what is light, from the upper left corner; and how much of it there is. */
    private static double[] centroid(BufferedImage map) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < map.getWidth() * map.getHeight(); i++) {
            int light = map.getRGB(i % map.getWidth(), i / map.getWidth()) & 0xff;
            sum += light;
            x += light * (i % map.getWidth() + 0.5);
            y += light * (i / map.getWidth() + 0.5);
        }
        return new double[] {x / sum, y / sum, sum / 255};
    }

    /**
     * A map of 201 x 151 px with the place at a third of its width and height.
     *
     * @param swapped whether boxes of this system have y first
     */
    private static String request(String crs, double x, double y, double cell, boolean swapped) {
        double west = x - 67 * cell;
        double east = west + 201 * cell;
        double north = y + 151 / 3.0 * cell;
        double south = north - 151 * cell;
        String box = swapped
                ? String.format(Locale.ROOT, "%.12f,%.12f,%.12f,%.12f", south, west, north, east)
                : String.format(Locale.ROOT, "%.12f,%.12f,%.12f,%.12f", west, south, east, north);
        return "layers=hot&crs=" + crs + "&srs=" + crs + "&bbox=" + box + "&width=201&height=151&bgcolor=0x000000";
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:32633, 502345, 3997655, 0.1, false",
        "EPSG:3857, 1672693.2783702917, 4317638.223564254, 0.2, false",
        "EPSG:4326, 15.026059376040223, 36.12357334942695, 0.000001, true",
        "CRS:84, 15.026059376040223, 36.12357334942695, 0.000001, false",
        "EPSG:3035, 4777334.52226004, 1466158.3951252722, 0.1, true",
        "EPSG:32632, 1042572.4872590812, 4014511.502329952, 0.1, false",
        "EPSG:5041, 3671514.478444141, -4226847.151473589, 0.3, false"
    })
    void aPixelThatIsEnlargedIsWhereItBelongs(String crs, double x, double y, double cell, boolean swapped) {
        double[] centre = centroid(Fixture.map(Fixture.service(layer(234, 234, 0)), request(crs, x, y, cell, swapped)));

        // Thirty to a hundred pixels of the map for one of the layer.
        assertEquals(67.0, centre[0], 0.6, "column");
        assertEquals(151 / 3.0, centre[1], 0.6, "row");
    }

    @Test
    void inVersion111LongitudeComesFirst() {
        String query = request("EPSG:4326", 15.026059376040223, 36.12357334942695, 0.000001, false);
        double[] centre = centroid(Fixture.picture(Fixture.ask(
                Fixture.service(layer(234, 234, 0)), "version=1.1.1&request=GetMap&format=image/png&" + query)));

        assertEquals(67.0, centre[0], 0.6);
        assertEquals(151 / 3.0, centre[1], 0.6);
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:32633, 502320, 3997680, 7, false",
        "EPSG:32633, 502320, 3997680, 10, false",
        "EPSG:32633, 502320, 3997680, 20, false",
        "EPSG:32633, 502320, 3997680, 33, false",
        "EPSG:32633, 502320, 3997680, 61, false",
        "EPSG:3857, 1672662.3599623062, 4317669.294495988, 12, false",
        "EPSG:3857, 1672662.3599623062, 4317669.294495988, 50, false",
        "EPSG:4326, 15.025781631255683, 36.12379880346142, 0.0004, true"
    })
    void smallerCopiesAreNotShifted(String crs, double x, double y, double cell, boolean swapped) {
        double[] centre = centroid(Fixture.map(Fixture.service(layer(224, 239, 0)), request(crs, x, y, cell, swapped)));

        assertEquals(67.0, centre[0], 0.15, "column");
        assertEquals(151 / 3.0, centre[1], 0.15, "row");
        if (crs.equals("EPSG:32633")) {
            assertEquals(25600 / (cell * cell), centre[2], 25600 / (cell * cell) * 0.08, "area");
        }
    }

    @Test
    void theEdgesOfALayerAreThoseOfItsPixels() {
        // One map pixel a metre: 3 px beside the layer, then its first pixel of 10 px.
        BufferedImage map = Fixture.map(
                Fixture.service(layer(0, 0, 0.5)),
                "layers=hot&crs=EPSG:32633&bbox=499997,3999980,500017,4000003&width=20&height=23&transparent=true");

        assertEquals(0, map.getRGB(2, 10));
        assertEquals(0xffffffff, map.getRGB(3, 10));
        assertEquals(0xffffffff, map.getRGB(12, 12));
        assertEquals(0xff808080, map.getRGB(13, 12));
        assertEquals(0xff808080, map.getRGB(12, 13));
        assertEquals(0, map.getRGB(10, 2));
        assertEquals(0xffffffff, map.getRGB(10, 3));
    }

    @Test
    void farAwayNothingIsRead() {
        Layer layer = layer(0, 10, 0);
        String query = "layers=hot&crs=EPSG:3857&bbox=-9000000,-9000000,-8000000,-8000000&width=2000&height=2000"
                + "&transparent=true";
        BufferedImage map = Fixture.map(Fixture.service(layer), query);

        assertEquals(0, map.getRGB(1000, 1000));
        assertEquals(0, ((ArrayPixels) layer.pixels()).read.get());
        assertTrue(map.getColorModel().hasAlpha());
    }
}
