package org.deforma.inference.bundle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deforma.api.model.ValueScaling;

/** The objects {@code value_scaling} of MLM 1.5: one for all bands, or one for each. */
final class ScalingJson {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private ScalingJson() {}

    /**
     * Reads the list.
     *
     * @return steps of each band
     */
    static List<List<ValueScaling>> read(JsonValue scaling, int bands) {
        List<List<ValueScaling>> steps = new ArrayList<>();
        for (JsonValue item : scaling.list()) {
            steps.add(item.isNull() || item.find("type").isEmpty() ? List.of() : List.of(step(item)));
        }
        if (steps.size() == 1) {
            return Collections.nCopies(bands, steps.get(0));
        }
        if (steps.size() != bands) {
            throw new IllegalArgumentException(scaling.path()
                    + " must have one object for all bands, or one for each of " + bands + ", has " + steps.size());
        }
        return steps;
    }

    private static ValueScaling step(JsonValue item) {
        String type = item.get("type").text();
        try {
            return switch (type) {
                case "min-max" -> {
                    double minimum = item.get("minimum").number();
                    yield new ValueScaling(minimum, item.get("maximum").number() - minimum, -NONE, NONE);
                }
                case "z-score" ->
                    new ValueScaling(
                            item.get("mean").number(), item.get("stddev").number(), -NONE, NONE);
                case "clip" ->
                    new ValueScaling(
                            0,
                            1,
                            item.get("minimum").number(),
                            item.get("maximum").number());
                case "clip-min" -> new ValueScaling(0, 1, item.get("minimum").number(), NONE);
                case "clip-max" ->
                    new ValueScaling(0, 1, -NONE, item.get("maximum").number());
                case "offset" -> new ValueScaling(item.get("value").number(), 1, -NONE, NONE);
                case "scale" -> new ValueScaling(0, item.get("value").number(), -NONE, NONE);
                default ->
                    throw item.get("type")
                            .mustBe("min-max, z-score, clip, clip-min, clip-max, offset or scale"
                                    + " (expressions are not executed)");
            };
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(item.path())
                    ? e
                    : new IllegalArgumentException(item.path() + ": " + e.getMessage(), e);
        }
    }

    /** Writes one object a band; {@code null} where no band is scaled. */
    static JsonElement write(List<List<ValueScaling>> scaling) {
        if (scaling.stream().allMatch(List::isEmpty)) {
            return JsonNull.INSTANCE;
        }
        JsonArray bands = new JsonArray();
        for (List<ValueScaling> steps : scaling) {
            if (steps.size() > 1) {
                throw new IllegalArgumentException(
                        "MLM has one scaling a band, so " + steps.size() + " cannot be written; combine them");
            }
            JsonElement none = new JsonObject();
            none.getAsJsonObject().add("type", JsonNull.INSTANCE);
            bands.add(steps.isEmpty() ? none : step(steps.get(0)));
        }
        return bands;
    }

    private static JsonObject step(ValueScaling step) {
        JsonObject object = new JsonObject();
        boolean moves = step.subtract() != 0 || step.divide() != 1;
        boolean clips = step.low() > -NONE || step.high() < NONE;
        if (moves && clips) {
            throw new IllegalArgumentException(
                    "MLM cannot write a scaling that moves and clips values at once: " + step);
        }
        if (!clips) {
            object.addProperty("type", "z-score");
            object.addProperty("mean", step.subtract());
            object.addProperty("stddev", step.divide());
            return object;
        }
        object.addProperty("type", step.low() == -NONE ? "clip-max" : step.high() == NONE ? "clip-min" : "clip");
        if (step.low() > -NONE) {
            object.addProperty("minimum", step.low());
        }
        if (step.high() < NONE) {
            object.addProperty("maximum", step.high());
        }
        return object;
    }
}
