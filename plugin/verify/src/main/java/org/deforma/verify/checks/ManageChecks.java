package org.deforma.verify.checks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Box;
import org.deforma.verify.server.Catalogue;
import org.deforma.verify.server.Execute;
import org.deforma.verify.server.Http;
import org.deforma.verify.server.Wps;
import org.deforma.verify.table.Failed;
import org.deforma.verify.table.Skipped;

/** Layers from uploads, listed, asked for values, renamed and removed, by users with more and fewer rights. */
final class ManageChecks {
    private static final String LAYERS = "deforma:Layers";
    private static final String RENAME = "deforma:RenameLayer";
    private static final String REMOVE = "deforma:RemoveLayer";
    private static final List<String> KINDS = List.of("layers", "coveragestores", "coverages", "styles");

    private final Site site;
    private String workspace;
    private Http keeper;
    private Http stranger;
    private boolean made;

    private ManageChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        ManageChecks checks = new ManageChecks(site);
        site.table().check("an uploaded GeoTIFF becomes a layer", checks::upload);
        site.table().check("the list says what the layers are, and which are the user's own", checks::list);
        site.table().check("others see them in their list, and as nobody's own", checks::listOfOthers);
        site.table().check("the values of a layer at places are those of the raw result", checks::values);
        site.table().check("who may not administer the workspace can neither rename nor remove", checks::refused);
        site.table().check("a layer that is not from here is neither renamed nor removed", checks::foreign);
        site.table().check("a name that is taken is refused", checks::taken);
        site.table().check("a renamed layer has its styles, its map and its values", checks::rename);
        site.table().check("a removed layer leaves nothing: no store, style or file", checks::remove);
    }

    private void prepare() throws IOException, InterruptedException {
        if (keeper == null) {
            workspace = site.sandbox().another("managed");
            stranger = site.sandbox().user("visitor");
            Http user = site.sandbox().user("manager");
            site.sandbox().letAdminister("manager", workspace);
            keeper = user;
        }
    }

    private void needMade() {
        if (!made) {
            throw new Skipped("no layers were made above");
        }
    }

    private String layer(String name) {
        return workspace + ":" + name;
    }

    private String upload() throws IOException, InterruptedException {
        prepare();
        Execute upload = Execute.of("deforma:Import")
                .upload("raster", site.pair().before().bytes())
                .with("layer", layer("scene"));
        Map<String, String> texts = new Wps(keeper).texts(upload, "layer", "wms");
        Failed.unless(site.http().get(texts.get("wms")).fine(), "a map at the address", texts.get("wms"));
        new Wps(keeper).texts(Site.displacementOf(site.pair()).with("layer", layer("quake")), "layer");
        made = true;
        return texts.get("layer");
    }

    private JsonObject list(Http user) throws IOException, InterruptedException {
        return new Wps(user).json(Execute.of(LAYERS), "layers").getAsJsonObject();
    }

    private JsonObject listed(Http user, String name) throws IOException, InterruptedException {
        for (JsonElement layer : list(user).getAsJsonArray("layers")) {
            if (layer.getAsJsonObject().get("name").getAsString().equals(layer(name))) {
                return layer.getAsJsonObject();
            }
        }
        throw new Failed(layer(name) + " in the list", "a list without it");
    }

    private String list() throws IOException, InterruptedException {
        needMade();
        JsonArray workspaces = list(keeper).getAsJsonArray("workspaces");
        Failed.unless(
                workspaces.size() == 1 && workspaces.get(0).getAsString().equals(workspace), workspace, workspaces);
        GeoTiff scene = site.pair().before();
        JsonObject uploaded = listed(keeper, "scene");
        Failed.unless(uploaded.get("width").getAsInt() == scene.width(), scene.width() + " columns", uploaded);
        Failed.unless(uploaded.get("pixelHeight").getAsDouble() == scene.pixel(), "the size of a pixel", uploaded);
        Failed.unless(uploaded.get("crs").getAsString().equals("EPSG:" + scene.epsg()), "the CRS", uploaded);
        Failed.unless(uploaded.get("own").getAsBoolean(), "the user's own", uploaded);
        JsonObject quake = listed(keeper, "quake");
        Failed.unless(quake.get("origin").getAsString().equals(Site.DISPLACEMENT), "the tool that made it", quake);
        Failed.unless(quake.get("bytes").getAsLong() > 0, "the size of the file", quake);
        List<String> bands = new ArrayList<>();
        quake.getAsJsonArray("bands")
                .forEach(band -> bands.add(band.getAsJsonObject().get("name").getAsString()
                        + band.getAsJsonObject().get("unit").getAsString()));
        Failed.unless(
                bands.equals(List.of("eastm", "northm", "correlation", "sigmam")), "bands with their units", quake);
        return quake.get("bands").toString();
    }

    private String listOfOthers() throws IOException, InterruptedException {
        needMade();
        for (Http user : List.of(stranger, site.http().asNobody())) {
            Failed.unless(list(user).getAsJsonArray("workspaces").isEmpty(), "no workspaces", list(user));
            Failed.unless(!listed(user, "quake").get("own").getAsBoolean(), "not own", listed(user, "quake"));
        }
        return "";
    }

    private String values() throws IOException, InterruptedException {
        needMade();
        return values("quake");
    }

    private String values(String name) throws IOException, InterruptedException {
        GeoTiff map = site.measured();
        int cell = (map.height() / 2) * map.width() + map.width() / 2;
        double easting = map.easting(cell % map.width());
        double northing = map.northing(cell / map.width());
        JsonObject answer = new Wps(keeper)
                .json(
                        Execute.of("deforma:Sample")
                                .layer("data", layer(name), map.box())
                                .withText("points", "application/wkt", "POINT (" + easting + " " + northing + ")"),
                        "values")
                .getAsJsonObject();
        JsonArray values = answer.getAsJsonArray("values").get(0).getAsJsonArray();
        for (int band = 0; band < map.bands().length; band++) {
            double difference = Math.abs(values.get(band).getAsDouble() - map.bands()[band][cell]);
            Failed.unless(difference < 1e-3, "the values of the raw result", answer);
        }
        return values.toString();
    }

    /** All that a refused request must leave as it was. */
    private List<String> state() throws IOException, InterruptedException {
        Catalogue catalogue = site.sandbox().catalogue();
        List<String> state = new ArrayList<>();
        for (String kind : KINDS) {
            state.add(kind + catalogue.names(workspace, kind));
        }
        state.addAll(catalogue.files("data/" + workspace));
        state.addAll(catalogue.files("workspaces/" + workspace));
        return state;
    }

    private String refusal(Http user, Execute request, String... words) throws IOException, InterruptedException {
        List<String> before = state();
        String told = Sentence.require(new Wps(user).refusal(request), words);
        List<String> after = state();
        Failed.unless(before.equals(after), "everything as it was: " + before, after);
        return told;
    }

    private static Execute rename(String layer, String name) {
        return Execute.of(RENAME).with("layer", layer).with("name", name).document("layer");
    }

    private static Execute remove(String layer) {
        return Execute.of(REMOVE).with("layer", layer).document("layer");
    }

    private String refused() throws IOException, InterruptedException {
        needMade();
        String told = "";
        for (Http user : List.of(stranger, site.http().asNobody())) {
            told = refusal(user, rename(layer("quake"), "mine"), workspace);
            refusal(user, remove(layer("quake")), workspace);
        }
        return told;
    }

    private String foreign() throws IOException, InterruptedException {
        needMade();
        site.sandbox()
                .catalogue()
                .upload(workspace, "foreign", site.small().before().bytes());
        Failed.unless(!listed(keeper, "foreign").get("own").getAsBoolean(), "not own", listed(keeper, "foreign"));
        refusal(keeper, rename(layer("foreign"), "mine"), "foreign");
        return refusal(keeper, remove(layer("foreign")), "foreign");
    }

    private String taken() throws IOException, InterruptedException {
        needMade();
        refusal(keeper, rename(layer("quake"), "not a name"), "name");
        return refusal(keeper, rename(layer("quake"), "scene"), "scene", "taken");
    }

    private String rename() throws IOException, InterruptedException {
        needMade();
        Catalogue catalogue = site.sandbox().catalogue();
        TreeSet<String> styles = new TreeSet<>(catalogue.names(workspace, "styles"));
        String told =
                new Wps(keeper).texts(rename(layer("quake"), "slide"), "layer").get("layer");
        Failed.unless(told.equals(layer("slide")), layer("slide"), told);
        for (String kind : KINDS.subList(0, 3)) {
            List<String> names = catalogue.names(workspace, kind);
            Failed.unless(names.contains("slide") && !names.contains("quake"), "slide among the " + kind, names);
        }
        TreeSet<String> renamed = new TreeSet<>();
        styles.forEach(style -> renamed.add(style.replaceFirst("^quake-", "slide-")));
        TreeSet<String> now = new TreeSet<>(catalogue.names(workspace, "styles"));
        Failed.unless(now.equals(renamed), renamed.toString(), now);
        Box box = site.measured().box();
        site.wms().map(layer("slide"), "slide-north", box, 64, 64);
        Failed.unless(listed(keeper, "slide").get("own").getAsBoolean(), "still own", listed(keeper, "slide"));
        return values("slide");
    }

    private String remove() throws IOException, InterruptedException {
        needMade();
        for (String name : List.of("slide", "scene")) {
            String told = new Wps(keeper).texts(remove(layer(name)), "layer").get("layer");
            Failed.unless(told.equals(layer(name)), layer(name), told);
        }
        Catalogue catalogue = site.sandbox().catalogue();
        for (String kind : KINDS) {
            List<String> names = new ArrayList<>(catalogue.names(workspace, kind));
            names.remove("foreign");
            Failed.unless(names.isEmpty(), "no " + kind, names);
        }
        List<String> files = new ArrayList<>(catalogue.files("data/" + workspace));
        files.removeIf(file -> file.contains("/foreign"));
        Failed.unless(files.isEmpty(), "no files", files);
        refusal(keeper, remove(layer("slide")), "slide");
        return "";
    }
}
