package org.deforma.verify.checks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deforma.verify.data.CoverStack;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.data.QuakePair;
import org.deforma.verify.server.Box;
import org.deforma.verify.server.Execute;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Skipped;

/** Results that become layers. */
final class LayerChecks {
    private static final String NAME = "quake";
    private static final List<String> STYLES = List.of("east", "north", "magnitude", "correlation", "sigma");

    private final Site site;
    private boolean published;

    private LayerChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        LayerChecks checks = new LayerChecks(site);
        site.table().check("a result is published: the answer names layer and address", checks::publish);
        site.table().check("REST knows layer, coverage and store of that name", checks::catalogue);
        site.table().check("styles: quake-east is the default, the others are alternates", checks::styles);
        for (String style : STYLES) {
            site.table().check("GetMap in style quake-" + style, () -> checks.map(style));
        }
        site.table().check("east: one hue where the ground moved east, another where it moved west", checks::hues);
        site.table().check("GetMap is transparent where there is no value", checks::transparent);
        site.table().check("GetLegendGraphic of each style", checks::legends);
        site.table().check("GetFeatureInfo gives the values of the raw result", checks::values);
        site.table().check("WCS gives the published raster with its nodata and CRS", checks::coverage);
        site.table().check("the same name again replaces it: no second store, file or style", checks::again);
        site.table().check("a run that fails leaves the old layer as it was", checks::failure);
        site.table().check("the name of a layer that is not from here is refused, and nothing harmed", checks::foreign);
        site.table().check("a class map is published with the colours of its model", checks::classes);
    }

    private String layer() {
        return site.sandbox().layer(NAME);
    }

    private void needPublished() {
        if (!published) {
            throw new Skipped("nothing was published above");
        }
    }

    private Map<String, String> publish(QuakePair pair, String name) throws IOException, InterruptedException {
        Execute request = Site.displacementOf(pair).with("layer", name);
        return site.wps().texts(request, "layer", "wms");
    }

    private String publish() throws IOException, InterruptedException {
        Map<String, String> texts = publish(site.pair(), layer());
        Failed.unless(texts.get("layer").equals(layer()), layer(), texts.get("layer"));
        published = true;
        Failed.unless(
                texts.get("wms").startsWith("http") && texts.get("wms").contains("wms"),
                "the address of a WMS",
                texts.get("wms"));
        Failed.unless(
                site.http().get(texts.get("wms")).fine(),
                "something at that address",
                site.http().get(texts.get("wms")));
        return texts.get("wms");
    }

    private String catalogue() throws IOException, InterruptedException {
        needPublished();
        String workspace = site.sandbox().workspace();
        for (String kind : List.of("layers", "coveragestores", "coverages")) {
            List<String> names = site.sandbox().catalogue().names(workspace, kind);
            Failed.unless(names.contains(NAME), NAME + " among the " + kind, names);
        }
        return "";
    }

    private String styles() throws IOException, InterruptedException {
        needPublished();
        JsonObject layer = site.sandbox().catalogue().layer(site.sandbox().workspace(), NAME);
        String usual = bare(layer.getAsJsonObject("defaultStyle").get("name").getAsString());
        Failed.unless(usual.equals(NAME + "-east"), NAME + "-east by default", usual);
        TreeSet<String> others = new TreeSet<>();
        JsonObject styles = layer.getAsJsonObject("styles");
        if (styles != null) {
            for (JsonElement style : styles.getAsJsonArray("style")) {
                others.add(bare(style.getAsJsonObject().get("name").getAsString()));
            }
        }
        for (String style : STYLES.subList(1, STYLES.size())) {
            Failed.unless(others.contains(NAME + "-" + style), "an alternate " + NAME + "-" + style, others);
        }
        return String.join(", ", others);
    }

    private static String bare(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private BufferedImage picture(String style) throws IOException, InterruptedException {
        needPublished();
        GeoTiff map = site.measured();
        return site.wms()
                .map(layer(), site.sandbox().layer(NAME + "-" + style), map.box(), 10 * map.width(), 10 * map.height());
    }

    private String map(String style) throws IOException, InterruptedException {
        int colours = colours(picture(style));
        Failed.unless(colours > 10, "more than 10 colours", colours);
        return colours + " colours";
    }

    private static int colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) >>> 24 != 0) {
                    colours.add(picture.getRGB(x, y));
                }
            }
        }
        return colours.size();
    }

    /** The cell of the largest or smallest east, which lies well inside of one side of the fault. */
    private int extreme(int sign) throws IOException, InterruptedException {
        float[] east = site.measured().bands()[0];
        int best = -1;
        for (int i = 0; i < east.length; i++) {
            if (!Float.isNaN(east[i]) && (best < 0 || sign * east[i] > sign * east[best])) {
                best = i;
            }
        }
        return best;
    }

    private String hues() throws IOException, InterruptedException {
        BufferedImage picture = picture("east");
        int columns = site.measured().width();
        int to = extreme(1);
        int from = extreme(-1);
        Color east = new Color(picture.getRGB(10 * (to % columns) + 5, 10 * (to / columns) + 5));
        Color west = new Color(picture.getRGB(10 * (from % columns) + 5, 10 * (from / columns) + 5));
        Failed.unless(east.getRed() > east.getBlue(), "a warm colour where it moved east", east);
        Failed.unless(west.getBlue() > west.getRed(), "a cold colour where it moved west", west);
        return String.format(
                Locale.ROOT,
                "%+.1f m #%06X, %+.1f m #%06X",
                site.measured().bands()[0][to],
                east.getRGB() & 0xffffff,
                site.measured().bands()[0][from],
                west.getRGB() & 0xffffff);
    }

    private String transparent() throws IOException, InterruptedException {
        BufferedImage picture = picture("east");
        GeoTiff map = site.measured();
        int x = (int) ((site.pair().holeEasting() - map.west()) / map.pixel() * 10);
        int y = (int) ((map.north() - site.pair().holeNorthing()) / map.pixel() * 10);
        int alpha = picture.getRGB(x, y) >>> 24;
        Failed.unless(alpha == 0, "alpha 0 in the square without data", alpha);
        int valid = extreme(1);
        int elsewhere = picture.getRGB(10 * (valid % map.width()) + 5, 10 * (valid / map.width()) + 5) >>> 24;
        Failed.unless(elsewhere == 255, "alpha 255 where there is a value", elsewhere);
        return "";
    }

    private String legends() throws IOException, InterruptedException {
        needPublished();
        StringBuilder sizes = new StringBuilder();
        for (String style : STYLES) {
            BufferedImage legend = site.wms().legend(layer(), site.sandbox().layer(NAME + "-" + style));
            Failed.unless(
                    legend.getWidth() >= 20 && colours(legend) > 5,
                    "a legend with some colours for " + style,
                    legend.getWidth() + " px, " + colours(legend) + " colours");
            sizes.append(sizes.length() == 0 ? "" : ", ").append(legend.getWidth() + " x " + legend.getHeight());
        }
        return sizes.toString();
    }

    private String values() throws IOException, InterruptedException {
        needPublished();
        GeoTiff map = site.measured();
        double largest = 0;
        JsonObject values = new JsonObject();
        for (int cell : List.of(extreme(1), extreme(-1), 5 * map.width() + 5)) {
            double easting = map.easting(cell % map.width());
            double northing = map.northing(cell / map.width());
            double half = map.pixel() / 2;
            values = site.wms()
                    .values(
                            layer(),
                            new Box(map.epsg(), easting - half, northing - half, easting + half, northing + half));
            List<Map.Entry<String, JsonElement>> bands = List.copyOf(values.entrySet());
            Failed.unless(bands.size() == 4, "four values", values);
            for (int band = 0; band < 4; band++) {
                largest =
                        Math.max(largest, Math.abs(bands.get(band).getValue().getAsDouble() - map.bands()[band][cell]));
            }
        }
        Failed.unless(largest < 1e-3, "the values of the raw result", "a difference of " + largest);
        Failed.unless(values.has("east") && values.has("north"), "bands by their names", values.keySet());
        return String.join(", ", values.keySet());
    }

    private String coverage() throws IOException, InterruptedException {
        needPublished();
        byte[] body = site.http()
                .get(
                        "/wcs",
                        Map.of(
                                "service",
                                "WCS",
                                "version",
                                "2.0.1",
                                "request",
                                "GetCoverage",
                                "coverageId",
                                layer().replace(":", "__"),
                                "format",
                                "image/tiff",
                                "compression",
                                "None"))
                .orFail("GetCoverage")
                .body();
        GeoTiff published = GeoTiff.parse(body);
        GeoTiff map = site.measured();
        Failed.unless(published.epsg() == map.epsg(), "EPSG:" + map.epsg(), published.epsg());
        Failed.unless(
                published.width() == map.width() && Math.abs(published.west() - map.west()) < 1e-6,
                "the grid of the raw result",
                published.width() + " cells from " + published.west());
        Failed.unless(published.valid(0) == map.valid(0), map.valid(0) + " values", published.valid(0));
        return "";
    }

    private record Things(List<String> stores, List<String> styles, List<String> layers, List<String> files) {}

    private Things things() throws IOException, InterruptedException {
        var catalogue = site.sandbox().catalogue();
        String workspace = site.sandbox().workspace();
        List<String> files = new java.util.ArrayList<>(catalogue.files("data/" + workspace));
        files.addAll(catalogue.files("workspaces/" + workspace));
        return new Things(
                catalogue.names(workspace, "coveragestores"),
                catalogue.names(workspace, "styles"),
                catalogue.names(workspace, "layers"),
                files);
    }

    private String again() throws IOException, InterruptedException {
        needPublished();
        Things before = things();
        QuakePair pair = site.pair();
        publish(new QuakePair(/* before= */ pair.after(), /* after= */ pair.before(), pair.field()), layer());
        Things after = things();
        Failed.unless(
                before.stores.equals(after.stores) && before.styles.equals(after.styles), before.toString(), after);
        Failed.unless(before.layers.equals(after.layers), before.layers.toString(), after.layers);
        Failed.unless(
                before.files.size() == after.files.size(), before.files.size() + " files", after.files.toString());
        GeoTiff map = site.measured();
        int cell = extreme(1);
        double half = map.pixel() / 2;
        double easting = map.easting(cell % map.width());
        double northing = map.northing(cell / map.width());
        Box at = new Box(map.epsg(), easting - half, northing - half, easting + half, northing + half);
        double east = site.wms()
                .values(layer(), at)
                .entrySet()
                .iterator()
                .next()
                .getValue()
                .getAsDouble();
        Failed.unless(east < 0, "the new values: images swapped, so east the other way round", east);
        publish(pair, layer());
        Failed.unless(things().files.size() == before.files.size(), "as many files after a third time", things());
        return before.stores.size() + " stores, " + before.styles.size() + " styles, " + before.files.size() + " files";
    }

    private String failure() throws IOException, InterruptedException {
        needPublished();
        Things before = things();
        Execute request =
                Site.displacementOf(site.small()).with("layer", layer()).with("window", 7);
        Sentence.require(site.wps().refusal(request.document("layer")), "window");
        Failed.unless(things().equals(before), before.toString(), things());
        map("east");
        return "";
    }

    private String foreign() throws IOException, InterruptedException {
        site.displacementOfLayers();
        Things before = things();
        Execute request =
                Site.displacementOf(site.small()).with("layer", site.sandbox().layer("before"));
        String told = Sentence.require(site.wps().refusal(request.document("layer")), "before");
        Failed.unless(things().equals(before), before.toString(), things());
        return told;
    }

    private String classes() throws IOException, InterruptedException {
        needPublished();
        String name = site.sandbox().layer("cover");
        CoverStack stack = ClassifyChecks.stack();
        Execute request = ClassifyChecks.request(stack).with("layer", name);
        site.wps().texts(request, "layer", "wms");
        JsonObject layer = site.sandbox().catalogue().layer(site.sandbox().workspace(), "cover");
        String style = layer.getAsJsonObject("defaultStyle").get("name").getAsString();
        BufferedImage picture = site.wms()
                .map(name, "", stack.pairs().values().iterator().next().box(), 128, 128);
        int colours = colours(picture);
        Failed.unless(colours >= 4 && colours <= 8, "4 to 8 colours, of the classes", colours);
        return bare(style) + ", " + colours + " colours";
    }
}
