package org.deforma.displacement.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.deforma.api.model.ModelLease;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;

/** What a run did and how well it went, as JSON for the caller and as provenance for the file. */
final class RunReport {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final JsonObject report = new JsonObject();
    private final JsonArray notes = new JsonArray();
    private final long[] counts = new long[CellStatus.values().length];

    RunReport(String version, DisplacementParameters p, Optional<ModelLease> network, PairSource pair) {
        report.addProperty("tool", "deforma:Displacement");
        report.addProperty("version", version);
        JsonObject parameters = new JsonObject();
        parameters.addProperty("band", p.band());
        parameters.addProperty("method", p.method().name());
        parameters.addProperty("window", p.window());
        parameters.addProperty("step", p.step());
        parameters.addProperty("searchRange", p.searchRange());
        parameters.addProperty("minCorrelation", p.minCorrelation());
        parameters.addProperty("medianThreshold", p.medianThreshold());
        parameters.addProperty("removeRamp", p.removeRamp().name().toLowerCase(Locale.ROOT));
        p.area().ifPresent(area -> parameters.addProperty("area", area.toText()));
        network.ifPresent(lease -> {
            parameters.addProperty("model", lease.model().name());
            parameters.addProperty("device", p.device());
        });
        report.add("parameters", parameters);
        JsonObject inputs = new JsonObject();
        inputs.add("before", GSON.toJsonTree(pair.before().origin()));
        inputs.add("after", GSON.toJsonTree(pair.after().origin()));
        report.add("inputs", inputs);
        report.add("notes", notes);
        note(pair.before().notes());
        note(pair.after().notes());
        network.ifPresent(this::network);
    }

    private void network(ModelLease lease) {
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
    }

    /** More sentences for the user. */
    void note(List<String> sentences) {
        sentences.forEach(notes::add);
    }

    /** One more cell with a status. */
    void count(int status) {
        counts[status]++;
    }

    /**
     * What came out.
     *
     * @param sample of the map, without the ramp
     * @param ramp that was removed
     */
    void result(CellGrid grid, GroundUnits units, int passes, Sample sample, Ramp ramp) {
        JsonObject map = new JsonObject();
        map.addProperty("columns", grid.columns());
        map.addProperty("rows", grid.rows());
        map.addProperty("unit", units.unit());
        map.addProperty("passes", passes);
        report.add("map", map);
        if (!units.note().isEmpty()) {
            notes.add(units.note());
        }
        JsonObject cells = new JsonObject();
        cells.addProperty("total", Arrays.stream(counts).sum());
        JsonObject rejected = new JsonObject();
        for (CellStatus status : CellStatus.values()) {
            if (status == CellStatus.MEASURED) {
                cells.addProperty(status.key(), counts[status.code()]);
            } else {
                rejected.addProperty(status.key(), counts[status.code()]);
            }
        }
        cells.add("rejected", rejected);
        report.add("cells", cells);
        if (counts[CellStatus.MEASURED.code()] == 0) {
            notes.add("nothing could be measured: see the reasons under rejected");
        }
        if (ramp.kind() != RampRemoval.NONE) {
            JsonObject removed = new JsonObject();
            removed.addProperty("kind", ramp.kind().name().toLowerCase(Locale.ROOT));
            removed.add("upperLeft", corner(ramp, 0, 0));
            removed.add("upperRight", corner(ramp, 1, 0));
            removed.add("lowerLeft", corner(ramp, 0, 1));
            report.add("removedRamp", removed);
        }
        report.add("east", component(sample.east(), units.unit()));
        report.add("north", component(sample.north(), units.unit()));
        if (!sample.complete()) {
            notes.add("median and NMAD are those of an even sample of " + sample.east().length + " cells");
        }
    }

    private static JsonObject corner(Ramp ramp, double x, double y) {
        JsonObject corner = new JsonObject();
        corner.addProperty("east", ramp.east(x, y));
        corner.addProperty("north", ramp.north(x, y));
        return corner;
    }

    private static JsonObject component(double[] values, String unit) {
        JsonObject component = new JsonObject();
        component.add("median", number(Statistics.median(values)));
        component.add("nmad", number(Statistics.nmad(values)));
        component.addProperty("unit", unit);
        return component;
    }

    /** JSON knows no NaN: null stands for it. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    /** What a later reader of the file needs to make it again. */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        for (String key : new String[] {"tool", "version"}) {
            provenance.put(
                    "DEFORMA_" + key.toUpperCase(Locale.ROOT), report.get(key).getAsString());
        }
        for (String key : new String[] {"parameters", "inputs", "notes", "model", "device"}) {
            if (report.has(key)) {
                provenance.put("DEFORMA_" + key.toUpperCase(Locale.ROOT), GSON.toJson(report.get(key)));
            }
        }
        return provenance;
    }

    /** The whole report. */
    String json(int threads, long start) {
        report.addProperty("threads", threads);
        report.addProperty("seconds", Math.round((System.nanoTime() - start) / 1e6) / 1e3);
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
