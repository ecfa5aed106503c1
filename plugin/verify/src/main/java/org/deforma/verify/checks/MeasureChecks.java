package org.deforma.verify.checks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.deforma.verify.data.Agreement;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.data.QuakePair;
import org.deforma.verify.server.Execute;
import org.deforma.verify.table.Failed;

/** Displacement against the truth. */
final class MeasureChecks {
    private static final int WINDOW = 32;
    private static final int STEP = 8;

    private MeasureChecks() {}

    static void run(Site site) {
        site.table().check("from two layers of the catalogue: agrees with the truth", () -> Agreement.of(
                        site.wps().tiff(site.displacementOfLayers()), site.pair(), WINDOW)
                .require());
        site.table().check("from uploads in the request: agrees with the truth", () -> Agreement.of(
                        site.measured(), site.pair(), WINDOW)
                .require());
        site.table().check("layers and uploads give the same map", () -> same(site));
        site.table().check("the GeoTIFF has four bands of Float32 and says that nodata is nan", () -> form(site));
        site.table().check("one cell a step, from the corner of before, in its CRS", () -> grid(site));
        site.table().check("no value where before has no data, values around it", () -> hole(site));
        site.table().check("correlation is 0..1, sigma above 0, both where east and north are", () -> quality(site));
        site.table().check("a document with the report, in JSON", () -> report(site));
        site.table().check("area: measured inside only", () -> area(site));
        site.table().check("larger window and step: a grid that follows", () -> otherStep(site));
    }

    private static String same(Site site) throws IOException, InterruptedException {
        GeoTiff layers = site.wps().tiff(site.displacementOfLayers());
        GeoTiff uploads = site.measured();
        Failed.unless(
                layers.width() == uploads.width() && layers.height() == uploads.height(),
                "the same size",
                layers.width() + " x " + layers.height());
        double largest = 0;
        for (int i = 0; i < layers.bands()[0].length; i++) {
            float a = layers.bands()[0][i];
            float b = uploads.bands()[0][i];
            Failed.unless(Float.isNaN(a) == Float.isNaN(b), "values in the same cells", a + " and " + b);
            largest = Float.isNaN(a) ? largest : Math.max(largest, Math.abs(a - b));
        }
        Failed.unless(largest < 1e-3, "no difference in east", largest + " m");
        return String.format(Locale.ROOT, "largest difference %.6f m", largest);
    }

    private static String form(Site site) throws IOException, InterruptedException {
        GeoTiff map = site.measured();
        Failed.unless(map.bands().length == 4, "four bands", map.bands().length);
        Failed.unless(map.type().equals("Float32"), "Float32", map.type());
        String nodata = map.nodata().orElse("no tag");
        Failed.unless(nodata.equalsIgnoreCase("nan"), "nan in GDAL_NODATA", nodata);
        return map.width() + " x " + map.height() + " cells";
    }

    private static String grid(Site site) throws IOException, InterruptedException {
        checkGrid(site.measured(), site.pair().before(), STEP);
        return "";
    }

    /** The cells cover the whole image; even windows and steps, so that the first centre lies half a step inside. */
    private static void checkGrid(GeoTiff map, GeoTiff image, int step) {
        Failed.unless(map.epsg() == image.epsg(), "EPSG:" + image.epsg(), "EPSG:" + map.epsg());
        double cell = step * image.pixel();
        Failed.unless(Math.abs(map.pixel() - cell) < 1e-6, "cells of " + cell + " m", map.pixel());
        Failed.unless(
                Math.abs(map.west() - image.west()) < 1e-6 && Math.abs(map.north() - image.north()) < 1e-6,
                "the corner of the image, " + image.west() + " " + image.north(),
                map.west() + " " + map.north());
        int cells = image.width() / step;
        Failed.unless(
                map.width() == cells && map.height() == cells,
                cells + " x " + cells + " cells",
                map.width() + " x " + map.height());
    }

    private static String hole(Site site) throws IOException, InterruptedException {
        GeoTiff map = site.measured();
        QuakePair pair = site.pair();
        float inside = map.at(0, pair.holeEasting(), pair.holeNorthing());
        Failed.unless(Float.isNaN(inside), "NaN in the middle of the square without data", inside);
        int missing = map.width() * map.height() - map.valid(0);
        Failed.unless(missing < map.width() * map.height() / 10, "less than a tenth of the cells empty", missing);
        return missing + " cells empty";
    }

    private static String quality(Site site) throws IOException, InterruptedException {
        GeoTiff map = site.measured();
        for (int i = 0; i < map.bands()[0].length; i++) {
            float correlation = map.bands()[2][i];
            float sigma = map.bands()[3][i];
            if (!Float.isNaN(map.bands()[0][i])) {
                Failed.unless(correlation >= 0 && correlation <= 1, "correlation 0..1", correlation);
                Failed.unless(sigma > 0 && sigma < 10, "sigma above 0 m and below a pixel", sigma);
            }
        }
        return "";
    }

    private static String report(Site site) throws IOException, InterruptedException {
        Map<String, String> texts = site.wps().texts(Site.displacementOf(site.small()), "report");
        JsonObject report = JsonParser.parseString(texts.get("report")).getAsJsonObject();
        Failed.unless(report.size() > 3, "an object with members", report);
        return String.join(", ", report.keySet());
    }

    private static String area(Site site) throws IOException, InterruptedException {
        GeoTiff image = site.small().before();
        double east = image.west() + 800;
        String half = String.format(
                Locale.ROOT,
                "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))",
                image.west(),
                image.box().south(),
                east,
                image.north());
        Execute request = Site.displacementOf(site.small()).withText("area", "application/wkt", half);
        GeoTiff map = site.wps().tiff(request);
        int inside = 0;
        for (int i = 0; i < map.bands()[0].length; i++) {
            boolean valid = !Float.isNaN(map.bands()[0][i]);
            Failed.unless(!valid || map.easting(i % map.width()) <= east, "no value outside of the area", "one");
            inside += valid ? 1 : 0;
        }
        Failed.unless(inside > 50, "values inside of the area", inside);
        return inside + " cells inside";
    }

    private static String otherStep(Site site) throws IOException, InterruptedException {
        Execute request = Site.displacementOf(site.small()).with("window", 48).with("step", 16);
        checkGrid(site.wps().tiff(request), site.small().before(), 16);
        return "";
    }
}
