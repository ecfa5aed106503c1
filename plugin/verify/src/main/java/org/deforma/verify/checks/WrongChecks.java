package org.deforma.verify.checks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.data.QuakePair;
import org.deforma.verify.server.Execute;
import org.deforma.verify.table.Failed;

/** Mistakes, each of which must be answered with one sentence. */
final class WrongChecks {
    private final Site site;

    private WrongChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        WrongChecks checks = new WrongChecks(site);
        checks.parameter("a band that is not there", "band", 7, "band", "7");
        checks.parameter("a negative band", "band", -1, "band", "-1");
        checks.parameter("a window that is too small", "window", 7, "window", "8..256", "7");
        checks.parameter("a step larger than the window", "step", 64, "step", "32");
        checks.parameter("a search range beyond its limit", "searchRange", 1000, "searchRange", "512");
        checks.parameter("a word where a number belongs", "window", "many", "window", "number");
        checks.parameter("NaN where a number belongs", "minCorrelation", "NaN", "minCorrelation");
        checks.parameter("an unknown method", "method", "GUESS", "method", "icgn", "GUESS");
        checks.parameter("an unknown ramp", "removeRamp", "cubic", "removeRamp", "plane", "cubic");
        site.table()
                .check(
                        "a missing input",
                        () -> checks.refused(
                                Execute.of(Site.DISPLACEMENT)
                                        .upload("before", site.small().before().bytes()),
                                "after"));
        site.table().check("no inputs at all", () -> checks.refused(Execute.of(Site.DISPLACEMENT), "missing"));
        checks.before(
                "an upload that is not a TIFF",
                "just words, which are no raster".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "before");
        byte[] whole = site.small().before().bytes();
        checks.before("an upload that is cut off", Arrays.copyOf(whole, whole.length / 2), "before");
        checks.before("an upload of nothing", new byte[0], "before");
        site.table()
                .check(
                        "an image without a value",
                        () -> checks.refused(
                                Site.displacementOf(new QuakePair(
                                        checks.nan(),
                                        site.small().after(),
                                        site.small().field())),
                                "before"));
        checks.before("an image of one pixel", checks.grid(1, 0, 32611).bytes(), "before");
        checks.before(
                "an image that lies elsewhere", checks.grid(160, 90_000, 32611).bytes(), "overlap");
        checks.withoutCrs();
        site.table()
                .check(
                        "an input that the tool does not have",
                        () -> checks.refused(Site.displacementOf(site.small()).with("colour", "red"), "colour"));
        site.table()
                .check("an unknown process", () -> checks.refused(Execute.of("deforma:Nothing"), "deforma:Nothing"));
        site.table()
                .check(
                        "a workspace that is not there",
                        () -> checks.refused(
                                Site.displacementOf(site.small()).with("layer", "deforma-verify-none:quake"),
                                "deforma-verify-none"));
        site.table()
                .check(
                        "a layer's name without a workspace",
                        () -> checks.refused(
                                Site.displacementOf(site.small()).with("layer", "quake"), "layer", "quake"));
        site.table()
                .check(
                        "a layer's name that climbs out of its folder",
                        () -> checks.refused(
                                Site.displacementOf(site.small())
                                        .with("layer", site.sandbox().layer("../quake")),
                                "layer"));
    }

    private void parameter(String what, String input, Object value, String... words) {
        site.table().check(what, () -> refused(Site.displacementOf(site.small()).with(input, value), words));
    }

    private void before(String what, byte[] upload, String... words) {
        site.table()
                .check(
                        what,
                        () -> refused(
                                Execute.of(Site.DISPLACEMENT)
                                        .upload("before", upload)
                                        .upload("after", site.small().after().bytes()),
                                words));
    }

    private String refused(Execute request, String... words) throws IOException, InterruptedException {
        return Sentence.require(site.wps().refusal(request.rawTiff()), words);
    }

    /** Without a CRS a pair can still be measured, in pixels; whatever is done must be said. */
    private void withoutCrs() {
        site.table().check("images without a CRS: refused in a sentence, or measured and said in the report", () -> {
            GeoTiff before = site.small().before();
            GeoTiff after = site.small().after();
            Execute request = Execute.of(Site.DISPLACEMENT)
                    .upload("before", bare(before).bytes())
                    .upload("after", bare(after).bytes())
                    .document("report");
            var answer = site.wps().run(request);
            if (org.deforma.verify.server.Wps.isRefusal(answer.xml())) {
                return Sentence.require(org.deforma.verify.server.Wps.told(answer));
            }
            String report = answer.text();
            Failed.unless(report.contains("CRS"), "a report that speaks of the CRS", report);
            return "measured";
        });
    }

    private static GeoTiff bare(GeoTiff image) {
        return new GeoTiff(
                image.width(),
                image.height(),
                image.bands(),
                image.type(),
                image.nodata(),
                image.west(),
                image.north(),
                image.pixel(),
                0);
    }

    private GeoTiff nan() {
        GeoTiff image = site.small().before();
        float[] values = new float[image.width() * image.height()];
        Arrays.fill(values, Float.NaN);
        return new GeoTiff(
                image.width(),
                image.height(),
                new float[][] {values},
                "Float32",
                Optional.of("nan"),
                image.west(),
                image.north(),
                image.pixel(),
                image.epsg());
    }

    private GeoTiff grid(int size, double shift, int epsg) {
        GeoTiff image = site.small().before();
        float[] values = new float[size * size];
        Arrays.fill(values, 1000);
        return new GeoTiff(
                size,
                size,
                new float[][] {values},
                "UInt16",
                Optional.empty(),
                image.west() + shift,
                image.north(),
                image.pixel(),
                epsg);
    }
}
