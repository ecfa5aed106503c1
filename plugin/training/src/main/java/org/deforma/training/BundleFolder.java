package org.deforma.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.deforma.synthetic.coherence.GroundCover;

/** Writes what a model bundle holds besides its card: the network, its description, its style, its check
 * tensors and its licence. */
final class BundleFolder {
    private static final String NAME = "coherence-classes";
    private static final String DESCRIPTION =
            "What the ground is, from how its InSAR coherence behaves in time: one matrix"
                    + " of dates by dates for each pixel. Trained on simulated Sentinel-1 stacks.";
    private static final double TOLERANCE = 1e-4;

    private final Path folder;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    BundleFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files; those that are there are replaced.
     *
     * @param network as ONNX
     * @param date of the training, ISO 8601
     * @param matrices some inputs, one after the other
     * @param probabilities what the trained network makes of them
     */
    void write(NetworkExport.Exported network, String date, float[] matrices, float[] probabilities)
            throws IOException {
        Files.createDirectories(folder.resolve("check"));
        Files.write(folder.resolve("model.onnx"), network.onnx());
        text("model.json", gson.toJson(description(network.parameters(), date)) + "\n");
        text("style.sld", style());
        try (InputStream licence = BundleFolder.class.getResourceAsStream("/LICENSE")) {
            Files.copy(Objects.requireNonNull(licence), folder.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
        }
        int count = matrices.length / MatrixSet.SIZE;
        int classes = GroundCover.values().length;
        NumpyFile.write(folder.resolve("check/input.npy"), matrices, count, 2, MatrixSet.DATES, MatrixSet.DATES);
        NumpyFile.write(folder.resolve("check/output.npy"), probabilities, count, classes);
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    private JsonObject description(int parameters, String date) {
        JsonObject item = new JsonObject();
        item.addProperty("type", "Feature");
        item.addProperty("stac_version", "1.1.0");
        item.add(
                "stac_extensions",
                array(
                        "https://stac-extensions.github.io/mlm/v1.5.2/schema.json",
                        "https://stac-extensions.github.io/classification/v2.0.0/schema.json"));
        item.addProperty("id", NAME);
        item.add("geometry", null);
        item.add("properties", properties(parameters, date));
        item.add("links", new JsonArray());
        item.add(
                "assets",
                json(
                        """
                        {"model": {"href": "model.onnx", "type": "application/octet-stream; application=onnx",
                          "roles": ["mlm:model"], "mlm:artifact_type": "onnx"}}"""));
        return item;
    }

    private JsonObject properties(int parameters, String date) {
        JsonObject properties = new JsonObject();
        properties.addProperty("datetime", date);
        properties.addProperty("title", "Ground cover from coherence matrices");
        properties.addProperty("description", DESCRIPTION);
        properties.addProperty("license", "Apache-2.0");
        properties.addProperty("mlm:name", NAME);
        properties.addProperty("mlm:architecture", "CNN");
        properties.add("mlm:tasks", array("classification"));
        properties.addProperty("mlm:framework", "ONNX");
        properties.addProperty("mlm:total_parameters", parameters);
        properties.addProperty("mlm:pretrained", true);
        properties.add(
                "mlm:input",
                json(
                        """
                        [{"name": "input", "bands": ["coherence", "validity"],
                          "input": {"shape": [-1, 2, %1$d, %1$d], "dim_order": ["batch", "channel", "height", "width"],
                            "data_type": "float32"},
                          "value_scaling": null, "resize_type": null, "pre_processing_function": null}]"""
                                .formatted(MatrixSet.DATES)));
        properties.add("mlm:output", output());
        properties.addProperty("deforma:layout", "coherence-matrix");
        properties.addProperty("deforma:activation", "softmax");
        properties.add(
                "deforma:matrix",
                json("{\"dates\": %d, \"interval_days\": %d}".formatted(MatrixSet.DATES, MatrixSet.INTERVAL)));
        properties.add(
                "deforma:check",
                json("{\"input\": \"check/input.npy\", \"output\": \"check/output.npy\", \"tolerance\": %s}"
                        .formatted(TOLERANCE)));
        properties.add(
                "deforma:domain",
                json(
                        """
                        {"sensor": "Sentinel-1 C band", "unit": "coherence 0..1", "resolution": [10, 200], "values": [0, 1],
                          "min_dates": 8, "max_interval_days": 24,
                          "text": "Trained on simulated C-band stacks of 100 to 480 days with 10 to 80 looks; real data has \
                        not been seen in training."}"""));
        return properties;
    }

    private static JsonElement output() {
        JsonArray classes = new JsonArray();
        for (GroundCover cover : GroundCover.values()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("value", cover.value());
            entry.addProperty("name", cover.key());
            entry.addProperty("title", cover.title());
            entry.addProperty("description", cover.description());
            entry.addProperty("color_hint", cover.colour().substring(1));
            classes.add(entry);
        }
        JsonArray output =
                json("""
                        [{"name": "output", "tasks": ["classification"],
                          "result": {"shape": [-1, %d], "dim_order": ["batch", "class"], "data_type": "float32"}}]"""
                                .formatted(GroundCover.values().length))
                        .getAsJsonArray();
        JsonObject only = output.get(0).getAsJsonObject();
        only.add("classification:classes", classes);
        only.add("post_processing_function", null);
        return output;
    }

    private static JsonElement json(String text) {
        return new Gson().fromJson(text, JsonElement.class);
    }

    private static JsonArray array(String... texts) {
        JsonArray array = new JsonArray();
        List.of(texts).forEach(array::add);
        return array;
    }

    private static String style() {
        StringBuilder entries = new StringBuilder();
        for (GroundCover cover : GroundCover.values()) {
            entries.append("              <sld:ColorMapEntry color=\"%s\" quantity=\"%d\" label=\"%s\"/>%n"
                    .formatted(cover.colour(), cover.value(), cover.title()));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <sld:StyledLayerDescriptor xmlns:sld="http://www.opengis.net/sld" version="1.0.0">
                  <sld:NamedLayer>
                    <sld:Name>coherence-classes</sld:Name>
                    <sld:UserStyle>
                      <sld:Name>coherence-classes</sld:Name>
                      <sld:Title>Ground cover from coherence</sld:Title>
                      <sld:FeatureTypeStyle>
                        <sld:Rule>
                          <sld:RasterSymbolizer>
                            <sld:ChannelSelection>
                              <sld:GrayChannel><sld:SourceChannelName>1</sld:SourceChannelName></sld:GrayChannel>
                            </sld:ChannelSelection>
                            <sld:ColorMap type="values">
                %s            </sld:ColorMap>
                          </sld:RasterSymbolizer>
                        </sld:Rule>
                      </sld:FeatureTypeStyle>
                    </sld:UserStyle>
                  </sld:NamedLayer>
                </sld:StyledLayerDescriptor>
                """
                .formatted(entries);
    }
}
