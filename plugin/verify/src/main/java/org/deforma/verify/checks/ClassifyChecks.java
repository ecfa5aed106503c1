package org.deforma.verify.checks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.deforma.verify.data.CoverStack;
import org.deforma.verify.data.GeoTiff;
import org.deforma.verify.server.Execute;
import org.deforma.verify.table.Failed;

/** Classes of ground from a stack of coherence, with the model that is shipped. */
final class ClassifyChecks {
    static final long SEED = 20260104;
    private static final String MODEL = "coherence-classes";
    private static final int CLASSES = 8;

    /** Smallest share of right pixels, and how far it must be above that of a map of one class. */
    private static final double ACCURACY_LIMIT = 0.5;

    private static final double MARGIN = 0.25;

    private final Site site;
    private final CoverStack stack = stack();

    private ClassifyChecks(Site site) {
        this.site = site;
    }

    static void run(Site site) {
        ClassifyChecks checks = new ClassifyChecks(site);
        site.table().check("Models lists " + MODEL + " as usable", checks::models);
        site.table().check("a stack of uploads: agrees with the truth", checks::uploads);
        site.table().check("the report names the classes, model and device", checks::report);
        site.table()
                .check(
                        "an unknown model is refused",
                        () -> Sentence.require(
                                site.wps()
                                        .refusal(checks.request()
                                                .with("model", "no-such-model")
                                                .rawTiff()),
                                "no-such-model"));
    }

    /** The object of a model in the answer of Models. */
    private static JsonObject model(Site site, String name) throws IOException, InterruptedException {
        TreeSet<String> there = new TreeSet<>();
        for (JsonElement model :
                site.wps().json(Execute.of(Site.MODELS), "models").getAsJsonArray()) {
            JsonObject found = model.getAsJsonObject();
            if (found.get("name").getAsString().equals(name)) {
                return found;
            }
            there.add(found.get("name").getAsString());
        }
        throw new Failed("a model " + name, there.toString());
    }

    /** A model that must be there and usable. */
    static JsonObject usable(Site site, String name) throws IOException, InterruptedException {
        JsonObject model = model(site, name);
        Failed.unless(model.get("usable").getAsBoolean(), name + " to be usable", model);
        return model;
    }

    private String models() throws IOException, InterruptedException {
        JsonObject model = usable(site, MODEL);
        Failed.unless(model.getAsJsonArray("classes").size() == CLASSES, CLASSES + " classes", model.get("classes"));
        return "version " + model.get("version").getAsString() + ", would run on "
                + model.get("device").getAsString();
    }

    /** The stack that is classified. */
    static CoverStack stack() {
        return CoverStack.make(SEED);
    }

    private Execute request() {
        return request(stack);
    }

    /** A request on a stack that is sent along. */
    static Execute request(CoverStack stack) {
        Execute request = Execute.of(Site.CLASSIFY_COHERENCE);
        for (Map.Entry<String, GeoTiff> pair : stack.pairs().entrySet()) {
            request.upload("coherence", pair.getValue().bytes()).with("pairs", pair.getKey());
        }
        return request;
    }

    private String uploads() throws IOException, InterruptedException {
        return agreement(stack, site.wps().tiff(request()));
    }

    static String agreement(CoverStack stack, GeoTiff map) {
        Failed.unless(map.bands().length == 2 + CLASSES, (2 + CLASSES) + " bands", map.bands().length);
        double accuracy = stack.accuracy(map);
        double limit = Math.max(ACCURACY_LIMIT, stack.commonest() + MARGIN);
        String found = String.format(
                Locale.ROOT,
                "%.1f %% of %d pixels right (limit %.1f), from %d pairs",
                100 * accuracy,
                stack.truth().length,
                100 * limit,
                stack.pairs().size());
        Failed.unless(accuracy >= limit, "more", found);
        return found;
    }

    private String report() throws IOException, InterruptedException {
        Map<String, String> texts = site.wps().texts(request(), "report");
        JsonObject report = JsonParser.parseString(texts.get("report")).getAsJsonObject();
        Failed.unless(report.getAsJsonArray("classes").size() == CLASSES, CLASSES + " classes", report.get("classes"));
        for (JsonElement entry : report.getAsJsonArray("classes")) {
            Failed.unless(entry.getAsJsonObject().has("title"), "a title for each class", entry);
        }
        Failed.unless(report.has("model") && report.has("device"), "model and device", report.keySet());
        return String.join(", ", report.keySet());
    }
}
