package org.deforma.processes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelRegistry;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** The installed models, as a process. */
@DescribeProcess(
        title = "Installed neural networks",
        description = "Lists the neural networks that are installed: what each takes and gives, and"
                + " whether it has proved itself on its own check data and can be used.")
public final class ModelsProcess {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final ModelRegistry registry;

    ModelsProcess(ModelRegistry registry) {
        this.registry = registry;
    }

    /** Asks, writes, returns. */
    @DescribeResult(
            name = "models",
            type = String.class,
            primary = true,
            description = "A JSON list with an object for each model: name, version, bundle, title, description,"
                    + " layout (pixel, patch, coherence-matrix, displacement), bands that it takes, classes or"
                    + " bands that it gives, domain (what it has seen), device it would run on, licence, sha256 and"
                    + " bytes of the network, usable, and refusal, which says why it cannot be used.")
    public String execute() {
        String device = registry.devices().stream()
                .filter(ModelDevice::available)
                .map(ModelDevice::name)
                .findFirst()
                .orElse("cpu");
        return GSON.toJson(
                registry.models().stream().map(model -> toJson(model, device)).toList());
    }

    private static Map<String, Object> toJson(InstalledModel model, String device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", model.name());
        json.put("version", model.version());
        json.put("bundle", model.bundle());
        model.description().ifPresent(description -> describe(description, json));
        if (model.usable()) {
            json.put("device", device);
        }
        json.put("licence", model.licence());
        json.put("sha256", model.sha256());
        json.put("bytes", model.bytes());
        json.put("usable", model.usable());
        model.refusal().ifPresent(reason -> json.put("refusal", reason));
        return json;
    }

    private static void describe(ModelDescription model, Map<String, Object> json) {
        json.put("title", model.title());
        json.put("description", model.description());
        json.put("layout", model.layout().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("takes", model.input().bands());
        if (model.output().isClassification()) {
            json.put("classes", model.output().classes());
        } else {
            json.put("bands", model.output().bands());
        }
        model.matrix().ifPresent(matrix -> json.put("matrix", matrix(matrix)));
        json.put("domain", domain(model.domain()));
    }

    private static Map<String, Object> matrix(MatrixGrid matrix) {
        return Map.of("dates", matrix.dates(), "intervalDays", matrix.interval());
    }

    /** Limits that are there; JSON knows no infinity. */
    private static Map<String, Object> domain(ModelDomain domain) {
        Map<String, Object> json = new LinkedHashMap<>();
        text(json, "sensor", domain.sensor());
        text(json, "unit", domain.unit());
        range(json, "resolution", domain.minResolution(), domain.maxResolution());
        range(json, "values", domain.minValue(), domain.maxValue());
        if (domain.minDates() > 0) {
            json.put("minDates", domain.minDates());
        }
        if (Double.isFinite(domain.maxInterval())) {
            json.put("maxIntervalDays", domain.maxInterval());
        }
        text(json, "text", domain.text());
        return json;
    }

    private static void text(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static void range(Map<String, Object> json, String name, double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high)) {
            json.put(name, List.of(low, high));
        }
    }
}
