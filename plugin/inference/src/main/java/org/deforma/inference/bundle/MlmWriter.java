package org.deforma.inference.bundle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.raster.Band;

/** Writes {@code model.json}, such that {@link MlmReader} reads the same. */
final class MlmWriter {
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private MlmWriter() {}

    /** As text. */
    static String text(JsonObject item) {
        return PRETTY.toJson(item) + "\n";
    }

    /**
     * The item of a model.
     *
     * @param parameters numbers that the network has learned
     */
    static JsonObject write(ModelMetadata metadata, long parameters) {
        ModelDescription model = metadata.description();
        String task = model.output().isClassification()
                ? model.layout() == ModelLayout.PIXEL ? "semantic-segmentation" : "classification"
                : "regression";
        JsonObject properties = new JsonObject();
        // STAC asks for a date, and the network does not say when it was made.
        properties.addProperty("datetime", "1970-01-01T00:00:00Z");
        properties.addProperty("title", model.title());
        properties.addProperty("description", model.description());
        properties.addProperty("version", metadata.version().toString());
        if (!metadata.licence().isBlank()) {
            properties.addProperty("license", metadata.licence());
        }
        properties.addProperty("mlm:name", model.name());
        properties.addProperty("mlm:architecture", "CNN");
        properties.add("mlm:tasks", list(List.of(task)));
        properties.addProperty("mlm:framework", "ONNX");
        properties.addProperty("mlm:total_parameters", parameters);
        properties.add("mlm:input", list(input(model.input())));
        properties.add("mlm:output", list(output(model, task)));
        properties.addProperty("deforma:layout", word(model.layout()).replace('_', '-'));
        properties.addProperty("deforma:activation", word(model.output().activation()));
        properties.add("deforma:tiling", tiling(model));
        JsonObject nodata = new JsonObject();
        nodata.addProperty("fill", model.input().fill());
        nodata.addProperty("min_valid", model.input().minValid());
        properties.add("deforma:nodata", nodata);
        properties.addProperty("deforma:stride", model.output().stride());
        if (!model.output().isClassification()) {
            properties.add("deforma:bands", bands(model.output().bands()));
        }
        model.matrix().ifPresent(grid -> {
            JsonObject matrix = new JsonObject();
            matrix.addProperty("dates", grid.dates());
            matrix.addProperty("interval_days", grid.interval());
            properties.add("deforma:matrix", matrix);
        });
        properties.add("deforma:check", check(metadata.check()));
        properties.add("deforma:domain", domain(model.domain()));
        return item(model.name(), properties);
    }

    private static JsonObject item(String name, JsonObject properties) {
        JsonObject item = new JsonObject();
        item.addProperty("type", "Feature");
        item.addProperty("stac_version", "1.1.0");
        item.add(
                "stac_extensions",
                list(List.of(
                        "https://stac-extensions.github.io/mlm/v1.5.2/schema.json",
                        "https://stac-extensions.github.io/classification/v2.0.0/schema.json")));
        item.addProperty("id", name);
        item.add("geometry", JsonNull.INSTANCE);
        item.add("properties", properties);
        item.add("links", new JsonArray());
        JsonObject asset = new JsonObject();
        asset.addProperty("href", ModelJar.MODEL);
        asset.addProperty("type", "application/octet-stream; application=onnx");
        asset.add("roles", list(List.of("mlm:model")));
        asset.addProperty("mlm:artifact_type", "onnx");
        JsonObject assets = new JsonObject();
        assets.add("model", asset);
        item.add("assets", assets);
        return item;
    }

    private static JsonObject input(ModelInput input) {
        JsonObject structure = input.channelsLast()
                ? tensor(
                        new int[] {input.batch(), input.height(), input.width(), input.channels()},
                        "batch",
                        "height",
                        "width",
                        "channel")
                : tensor(
                        new int[] {input.batch(), input.channels(), input.height(), input.width()},
                        "batch",
                        "channel",
                        "height",
                        "width");
        JsonObject object = new JsonObject();
        object.addProperty("name", input.name());
        object.add("bands", list(input.bands()));
        object.add("input", structure);
        object.add("value_scaling", ScalingJson.write(input.scaling()));
        object.add("resize_type", JsonNull.INSTANCE);
        object.add("pre_processing_function", JsonNull.INSTANCE);
        return object;
    }

    private static JsonObject output(ModelDescription model, String task) {
        ModelOutput output = model.output();
        int batch = model.input().batch();
        boolean last = model.input().channelsLast();
        JsonObject object = new JsonObject();
        object.addProperty("name", output.name());
        object.add("tasks", list(List.of(task)));
        // Sizes are those of the network, which may have one channel for two classes: left open.
        object.add(
                "result",
                !model.layout().isMap()
                        ? tensor(new int[] {batch, 0}, "batch", "class")
                        : last
                                ? tensor(new int[] {batch, 0, 0, 0}, "batch", "height", "width", "class")
                                : tensor(new int[] {batch, 0, 0, 0}, "batch", "class", "height", "width"));
        if (output.isClassification()) {
            JsonArray classes = new JsonArray();
            output.classes().forEach(each -> classes.add(classObject(each)));
            object.add("classification:classes", classes);
        }
        object.add("post_processing_function", JsonNull.INSTANCE);
        return object;
    }

    private static JsonObject classObject(ModelClass each) {
        JsonObject object = new JsonObject();
        object.addProperty("value", each.value());
        object.addProperty("name", each.name());
        object.addProperty("title", each.title());
        object.addProperty("description", each.description());
        object.addProperty("color_hint", each.colour().substring(1).toUpperCase(Locale.ROOT));
        return object;
    }

    private static JsonObject tensor(int[] lengths, String... names) {
        JsonObject tensor = new JsonObject();
        JsonArray shape = new JsonArray();
        IntStream.of(lengths).forEach(length -> shape.add(length == 0 ? -1 : length));
        tensor.add("shape", shape);
        tensor.add("dim_order", list(List.of(names)));
        tensor.addProperty("data_type", "float32");
        return tensor;
    }

    private static JsonObject tiling(ModelDescription model) {
        JsonObject tiling = new JsonObject();
        tiling.addProperty("size", model.tiling().size());
        tiling.addProperty("margin", model.tiling().margin());
        tiling.addProperty("overlap", model.tiling().overlap());
        return tiling;
    }

    private static JsonArray bands(List<Band> bands) {
        JsonArray list = new JsonArray();
        for (Band band : bands) {
            JsonObject object = new JsonObject();
            object.addProperty("name", band.name());
            object.addProperty("unit", band.unit());
            list.add(object);
        }
        return list;
    }

    static JsonObject check(ModelMetadata.Check check) {
        JsonObject object = new JsonObject();
        object.addProperty("input", check.input());
        object.addProperty("output", check.output());
        object.addProperty("tolerance", check.tolerance());
        return object;
    }

    private static JsonObject domain(ModelDomain domain) {
        JsonObject object = new JsonObject();
        object.addProperty("sensor", domain.sensor());
        object.addProperty("unit", domain.unit());
        object.add("resolution", range(domain.minResolution(), domain.maxResolution()));
        object.add("values", range(domain.minValue(), domain.maxValue()));
        object.addProperty("min_dates", domain.minDates());
        object.add("max_interval_days", number(domain.maxInterval()));
        object.addProperty("text", domain.text());
        return object;
    }

    private static JsonArray range(double low, double high) {
        JsonArray range = new JsonArray();
        range.add(number(low));
        range.add(number(high));
        return range;
    }

    /** JSON has no infinity; null stands for no limit. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    private static JsonArray list(JsonObject only) {
        JsonArray list = new JsonArray();
        list.add(only);
        return list;
    }

    private static JsonArray list(List<String> texts) {
        JsonArray list = new JsonArray();
        texts.forEach(list::add);
        return list;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
