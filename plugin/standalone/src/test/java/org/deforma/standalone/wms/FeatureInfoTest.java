package org.deforma.standalone.wms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Locale;
import java.util.Map;
import org.deforma.standalone.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values under a click. Band v of the layer is 1000 x row + column; where its pixels are in other systems is PROJ's. */
class FeatureInfoTest {
    private static final int SIZE = 600;

    private static Layer layer() {
        float[] values = new float[SIZE * SIZE];
        float[] gaps = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 * (i / SIZE) + i % SIZE;
            gaps[i] = i % 3 == 0 ? Float.NaN : 0.12f;
        }
        return Fixture.layer(
                "grid",
                "EPSG:32633",
                500000,
                4000000,
                10,
                Map.of("s", Fixture.GREY),
                new ArrayPixels(SIZE, SIZE, values, gaps),
                "v",
                "gaps");
    }

    private static JsonObject json(String query) {
        Answer answer = Fixture.ask(
                Fixture.service(layer()),
                "request=GetFeatureInfo&layers=grid&query_layers=grid&info_format=application/json&" + query);
        assertEquals("application/json;charset=UTF-8", answer.type(), Fixture.text(answer));
        return JsonParser.parseString(Fixture.text(answer)).getAsJsonObject();
    }

    /** A map of 100 x 80 px with the place in the middle of pixel 30, 20. */
    private static String view(double x, double y, double cell, boolean swapped) {
        double west = x - 30.5 * cell;
        double north = y + 20.5 * cell;
        double[] box = swapped
                ? new double[] {north - 80 * cell, west, north, west + 100 * cell}
                : new double[] {west, north - 80 * cell, west + 100 * cell, north};
        return String.format(
                Locale.ROOT,
                "bbox=%.12f,%.12f,%.12f,%.12f&width=100&height=80&i=30&j=20&x=30&y=20",
                box[0],
                box[1],
                box[2],
                box[3]);
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.0, EPSG:32633, 502345, 3997655, 1, false",
        "1.3.0, EPSG:32633, 502345, 3997655, 400, false",
        "1.3.0, EPSG:3857, 1672693.2783702917, 4317638.223564254, 1, false",
        "1.3.0, EPSG:3857, 1672693.2783702917, 4317638.223564254, 5000, false",
        "1.1.1, EPSG:3857, 1672693.2783702917, 4317638.223564254, 20, false",
        "1.3.0, EPSG:4326, 15.026059376040223, 36.12357334942695, 0.001, true",
        "1.1.1, EPSG:4326, 15.026059376040223, 36.12357334942695, 0.001, false",
        "1.3.0, CRS:84, 15.026059376040223, 36.12357334942695, 0.1, false",
        "1.3.0, EPSG:5041, 3671514.478444141, -4226847.151473589, 3, false"
    })
    void theClickedPixelAnswers(String version, String crs, double x, double y, double cell, boolean swapped) {
        JsonObject all = json("version=" + version + "&crs=" + crs + "&srs=" + crs + "&" + view(x, y, cell, swapped));
        JsonObject feature = all.getAsJsonArray("features").get(0).getAsJsonObject();

        // Whatever the resolution of the map: 502345, 3997655 is the centre of column 234 and row 234.
        assertEquals(234234, feature.getAsJsonObject("properties").get("v").getAsDouble());
        assertTrue(feature.getAsJsonObject("properties").get("gaps").isJsonNull());
    }

    @Test
    void theFormIsGeoServers() {
        JsonObject all = json("version=1.3.0&crs=EPSG:32633&" + view(502355, 3997655, 1, false));
        JsonObject feature = all.getAsJsonArray("features").get(0).getAsJsonObject();

        assertEquals("FeatureCollection", all.get("type").getAsString());
        assertEquals("unknown", all.get("totalFeatures").getAsString());
        assertEquals(1, all.get("numberReturned").getAsInt());
        assertTrue(all.get("crs").isJsonNull());
        assertEquals("Feature", feature.get("type").getAsString());
        assertTrue(feature.get("geometry").isJsonNull());
        assertEquals("{\"v\":234235.0,\"gaps\":0.12}", feature.get("properties").toString());
        assertEquals("{\"v\":\"m\",\"gaps\":\"m\"}", feature.get("units").toString());
        assertEquals("deforma:grid", feature.get("layer").getAsString());
    }

    @Test
    void outsideThereIsNothing() {
        JsonObject all = json("version=1.3.0&crs=EPSG:32633&" + view(499999.9, 3997655, 1, false));

        assertEquals(0, all.getAsJsonArray("features").size());
        assertEquals(
                0,
                json("version=1.3.0&crs=EPSG:3857&" + view(-9e6, 0, 100, false))
                        .getAsJsonArray("features")
                        .size());
    }

    @Test
    void textAndPagesTellUnitsAndGaps() {
        WmsService service = Fixture.service(layer());
        String query = "request=GetFeatureInfo&version=1.3.0&layers=grid&query_layers=grid&crs=EPSG:32633&"
                + view(502345, 3997655, 1, false);

        assertEquals(
                """
                Results for FeatureType 'deforma:grid':
                --------------------------------------------
                v = 234234.0 m
                gaps = no data
                --------------------------------------------
                """,
                Fixture.text(Fixture.ask(service, query + "&info_format=text/plain")));
        String html = Fixture.text(Fixture.ask(service, query + "&info_format=text/html"));
        assertTrue(html.contains("<tr><th>v</th><td>234234.0 m</td></tr>"), html);
        assertTrue(html.contains("<td>no data</td>"), html);
    }
}
