package org.deforma.verify.checks;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Locale;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Box;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Xml;
import org.deforma.verify.table.Failed;

/** Results that go from one process into the next inside the server. */
final class ChainChecks {
    private static final String MAGNITUDE = "deforma:Magnitude";

    private ChainChecks() {}

    static void run(Site site) {
        site.table().check("Displacement into gs:Import: a layer with the values", () -> imported(site));
        site.table().check("Displacement into ras:CropCoverage: a part of the map", () -> cropped(site));
        site.table().check("Displacement into Magnitude: the length of the motion", () -> magnitude(site));
    }

    private static Execute displacement(Site site) {
        return Site.displacementOf(site.pair()).rawTiff();
    }

    private static String imported(Site site) throws IOException, InterruptedException {
        String workspace = site.sandbox().workspace();
        Execute request = Execute.of("gs:Import")
                .result("coverage", displacement(site))
                .with("workspace", workspace)
                .with("name", "chained")
                .raw("layerName", "text/plain");
        var answer = site.wps().run(request);
        Failed.unless(
                answer.text().strip().equals(workspace + ":chained"),
                workspace + ":chained",
                org.deforma.verify.server.Wps.told(answer));
        GeoTiff map = site.measured();
        int cell = 5 * map.width() + 5;
        double half = map.pixel() / 2;
        double easting = map.easting(5);
        double northing = map.northing(5);
        JsonObject values = site.wms()
                .values(
                        workspace + ":chained",
                        new Box(map.epsg(), easting - half, northing - half, easting + half, northing + half));
        double east = values.entrySet().iterator().next().getValue().getAsDouble();
        Failed.unless(Math.abs(east - map.bands()[0][cell]) < 1e-3, "east " + map.bands()[0][cell], east);
        return "";
    }

    private static String cropped(Site site) throws IOException, InterruptedException {
        GeoTiff map = site.measured();
        Box box = map.box();
        double middle = (box.west() + box.east()) / 2;
        String half = String.format(
                Locale.ROOT,
                "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))",
                box.west(),
                box.south(),
                middle,
                box.north());
        GeoTiff part = site.wps()
                .tiff(Execute.of("ras:CropCoverage")
                        .result("coverage", displacement(site))
                        .withText("cropShape", "application/wkt", half));
        Failed.unless(part.bands().length == 4, "four bands", part.bands().length);
        Failed.unless(Math.abs(part.width() - map.width() / 2) <= 1, "half of the columns", part.width());
        float value = part.at(0, map.easting(5), map.northing(5));
        float whole = map.at(0, map.easting(5), map.northing(5));
        Failed.unless(Math.abs(value - whole) < 1e-4, "east " + whole, value);
        return part.width() + " x " + part.height() + " cells";
    }

    private static String magnitude(Site site) throws IOException, InterruptedException {
        Xml first = site.wps().describe(MAGNITUDE).first("Input");
        GeoTiff length = site.wps()
                .tiff(Execute.of(MAGNITUDE).result(first.first("Identifier").text(), displacement(site)));
        GeoTiff map = site.measured();
        Failed.unless(length.width() == map.width(), map.width() + " columns", length.width());
        double largest = 0;
        for (int i = 0; i < map.bands()[0].length; i++) {
            float truth = (float) Math.hypot(map.bands()[0][i], map.bands()[1][i]);
            float value = length.bands()[0][i];
            Failed.unless(Float.isNaN(truth) == Float.isNaN(value), "values in the same cells", truth + ", " + value);
            largest = Float.isNaN(truth) ? largest : Math.max(largest, Math.abs(truth - value));
        }
        Failed.unless(largest < 1e-3, "the length of east and north", "a difference of " + largest + " m");
        return "";
    }
}
