package org.deforma.inference.bundle;

import java.util.Locale;
import java.util.stream.Collectors;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.onnx.OnnxFacts;

/** A model card from what is known without asking anybody: what the network takes, gives, and has seen. */
final class CardWriter {
    private CardWriter() {}

    static String write(ModelMetadata metadata, OnnxFacts facts, String sha256) {
        ModelDescription model = metadata.description();
        ModelInput input = model.input();
        StringBuilder card = new StringBuilder();
        line(card, "# " + model.title());
        line(card, model.description().isBlank() ? "No description was given." : model.description());
        line(
                card,
                "| | |\n|---|---|\n| name | " + model.name() + " |\n| version | " + metadata.version()
                        + " |\n| licence | " + (metadata.licence().isBlank() ? "not stated" : metadata.licence())
                        + " |\n| parameters | " + facts.parameters() + " |\n| written by | "
                        + (facts.producer().isBlank() ? "unknown" : facts.producer()) + " |\n| SHA-256 | " + sha256
                        + " |");
        line(card, "## Input");
        line(
                card,
                "Layout " + model.layout().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ". Bands: "
                        + String.join(", ", input.bands()) + ". Tiles of "
                        + model.tiling().size() + " px.");
        line(card, "## Output");
        line(
                card,
                model.output().isClassification()
                        ? model.output().classes().stream()
                                .map(each -> "- " + each.value() + " " + each.title()
                                        + (each.description().isBlank() ? "" : ": " + each.description()))
                                .collect(Collectors.joining("\n"))
                        : model.output().bands().stream()
                                .map(band ->
                                        "- " + band.name() + (band.unit().isBlank() ? "" : " [" + band.unit() + "]"))
                                .collect(Collectors.joining("\n")));
        line(card, "## What it has seen");
        line(card, domain(model.domain()));
        line(card, "How it was trained and how well it does was not said when this bundle was made.");
        return card.toString().strip() + "\n";
    }

    private static String domain(ModelDomain domain) {
        if (domain.equals(ModelDomain.ANY)) {
            return "Nothing was said.";
        }
        return "- sensor: " + or(domain.sensor()) + "\n- unit: " + or(domain.unit()) + "\n- pixel: "
                + domain.minResolution() + " to " + domain.maxResolution() + " m\n- values: " + domain.minValue()
                + " to " + domain.maxValue() + (domain.text().isBlank() ? "" : "\n- " + domain.text());
    }

    private static String or(String text) {
        return text.isBlank() ? "not stated" : text;
    }

    private static void line(StringBuilder card, String text) {
        card.append(text).append("\n\n");
    }
}
