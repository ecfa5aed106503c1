package org.deforma.inference.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;

/** What a run did and how well it went, as JSON for the caller and as provenance for the file. */
final class ClassifyReport {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final JsonObject report = new JsonObject();
    private final JsonArray notes = new JsonArray();
    private final ModelOutput output;

    ClassifyReport(SampleClassifier.Run run, ModelLease lease) {
        output = lease.model().output();
        report.addProperty("tool", run.tool());
        report.addProperty("version", run.version());
        report.add("parameters", GSON.toJsonTree(run.parameters()));
        report.add("inputs", GSON.toJsonTree(run.inputs()));
        report.add("notes", notes);
        run.notes().forEach(notes::add);
        JsonObject model = new JsonObject();
        model.addProperty("name", lease.model().name());
        model.addProperty("version", lease.version());
        model.addProperty("sha256", lease.sha256());
        model.addProperty("title", lease.model().title());
        report.add("model", model);
        JsonObject device = new JsonObject();
        device.addProperty("name", lease.device());
        device.addProperty("reason", lease.deviceReason());
        report.add("device", device);
        run.facts().forEach((name, value) -> report.add(name, GSON.toJsonTree(value)));
    }

    /** More sentences for the user. */
    void note(List<String> sentences) {
        sentences.stream().filter(sentence -> !sentence.isEmpty()).forEach(notes::add);
    }

    /**
     * What came out.
     *
     * @param counts pixels of each class; of a regression, pixels with a value
     */
    void result(RasterGrid grid, long... counts) {
        long classified = Arrays.stream(counts).sum();
        long total = (long) grid.width() * grid.height();
        JsonArray members = new JsonArray();
        if (output.isClassification()) {
            for (int i = 0; i < counts.length; i++) {
                members.add(member(output.classes().get(i), counts[i], classified));
            }
        } else {
            output.bands().forEach(band -> members.add(member(band)));
        }
        report.add(output.isClassification() ? "classes" : "bands", members);
        JsonObject pixels = new JsonObject();
        pixels.addProperty("total", total);
        pixels.addProperty("classified", classified);
        pixels.addProperty("nodata", total - classified);
        report.add("pixels", pixels);
        if (classified == 0) {
            notes.add("there was nothing to classify: no pixel has data in all bands that the model takes");
        }
    }

    private static JsonObject member(ModelClass c, long count, long classified) {
        JsonObject member = new JsonObject();
        member.addProperty("value", c.value());
        member.addProperty("name", c.name());
        member.addProperty("title", c.title());
        member.addProperty("colour", c.colour());
        member.addProperty("pixels", count);
        member.addProperty("share", classified == 0 ? 0 : (double) count / classified);
        return member;
    }

    private static JsonObject member(Band band) {
        JsonObject member = new JsonObject();
        member.addProperty("name", band.name());
        member.addProperty("unit", band.unit());
        return member;
    }

    /** What a later reader of the file needs to understand it and to make it again. */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        for (String key : new String[] {"tool", "version"}) {
            provenance.put(
                    "DEFORMA_" + key.toUpperCase(Locale.ROOT), report.get(key).getAsString());
        }
        for (String key : new String[] {"parameters", "inputs", "notes", "model", "device", "classes", "bands"}) {
            if (report.has(key)) {
                provenance.put("DEFORMA_" + key.toUpperCase(Locale.ROOT), GSON.toJson(report.get(key)));
            }
        }
        return provenance;
    }

    /** The whole report. */
    String json(int threads, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long total = report.getAsJsonObject("pixels").get("total").getAsLong();
        report.addProperty("seconds", Math.round(seconds * 1e3) / 1e3);
        report.addProperty("pixelsPerSecond", Math.round(total / seconds));
        report.addProperty("threads", threads);
        report.addProperty("peakMemoryMB", peakMemory());
        return GSON.toJson(report);
    }

    /** Largest resident memory of this process so far [MB]; the heap in use where the system does not tell. */
    private static long peakMemory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
                }
            }
        } catch (IOException e) {
            // Not a Linux: the heap is the next best.
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
