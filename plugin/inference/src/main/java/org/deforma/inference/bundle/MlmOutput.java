package org.deforma.inference.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.raster.Band;

/** What {@code model.json} says of the network's output: activation, and the classes or, for a regression, the bands. */
final class MlmOutput {
    /** Bands that the result of each classification has beside those of its classes. */
    private static final Set<String> TAKEN = Set.of("class", "confidence", "entropy");

    private final JsonValue properties;
    private final JsonValue output;
    private final MlmShape gives;

    /**
     * Reads nothing yet.
     *
     * @param properties of the item
     * @param output the only element of {@code mlm:output}
     * @param gives shape of its result
     */
    MlmOutput(JsonValue properties, JsonValue output, MlmShape gives) {
        this.properties = properties;
        this.output = output;
        this.gives = gives;
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException with the path of the member that is wrong, its value, and what is expected
     */
    ModelOutput read() {
        output.find("post_processing_function").ifPresent(value -> {
            throw value.mustBe("null: code is not executed; use deforma:activation");
        });
        ModelOutput.Activation activation = properties.get(
                "deforma:activation",
                value -> switch (value.text()) {
                    case "none" -> ModelOutput.Activation.NONE;
                    case "softmax" -> ModelOutput.Activation.SOFTMAX;
                    case "sigmoid" -> ModelOutput.Activation.SIGMOID;
                    default -> throw value.mustBe("none, softmax or sigmoid");
                },
                ModelOutput.Activation.NONE);
        List<ModelClass> classes = output.get("classification:classes", MlmOutput::classes, List.of());
        List<Band> bands = classes.isEmpty() ? regressionBands() : List.of();
        int channels = gives.length("channel");
        int named = classes.isEmpty() ? bands.size() : classes.size();
        boolean single = channels == 1 && classes.size() == 2 && activation != ModelOutput.Activation.SOFTMAX;
        if (channels != 0 && channels != named && !single) {
            throw new IllegalArgumentException(gives.shape().path() + " has " + channels + " channels, but there are "
                    + named + (classes.isEmpty() ? " bands" : " classes"));
        }
        return new ModelOutput(
                output.get("name").text(),
                activation,
                classes,
                bands,
                properties.get("deforma:stride", JsonValue::integer, 1));
    }

    private List<Band> regressionBands() {
        Optional<JsonValue> ours = properties.find("deforma:bands");
        JsonValue bands = ours.or(() -> output.find("bands"))
                .orElseThrow(() -> new IllegalArgumentException(output.path()
                        + " must have classification:classes"
                        + " or, for a regression, deforma:bands with names and units"));
        return bands.list().stream()
                .map(band -> band.element().isJsonObject()
                        ? new Band(band.get("name").text(), band.get("unit", JsonValue::anyText, ""))
                        : new Band(band.text(), ""))
                .toList();
    }

    private static List<ModelClass> classes(JsonValue list) {
        List<ModelClass> classes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Integer> values = new HashSet<>();
        for (JsonValue item : list.list()) {
            String name = item.get("name").text();
            int value = item.get("value").integer();
            if (!names.add(name) || !values.add(value)) {
                throw item.mustBe("a class with a name and a value of its own");
            }
            if (TAKEN.contains(name)) {
                throw item.get("name").mustBe("another name: the result has bands class, confidence and entropy");
            }
            String fallback = Palette.colour(classes.size());
            classes.add(new ModelClass(
                    value,
                    name,
                    item.get("title", JsonValue::text, name.replace('_', ' ')),
                    item.get("description", JsonValue::anyText, ""),
                    item.get("color_hint", MlmOutput::colour, fallback)));
        }
        return classes;
    }

    private static String colour(JsonValue hint) {
        if (!hint.text().matches("#?[0-9A-Fa-f]{6}")) {
            throw hint.mustBe("six hexadecimal digits such as 1A9641");
        }
        return "#" + hint.text().replace("#", "");
    }
}
