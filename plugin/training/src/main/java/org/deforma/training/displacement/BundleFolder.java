package org.deforma.training.displacement;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.deforma.synthetic.pairs.FaultScenario;
import org.deforma.training.NumpyFile;
import org.deforma.training.OnnxRun;

/** Writes the files of the model bundle: the network, its description, its style, its check tensors, its card and its licence. */
final class BundleFolder {
    /** Side of the tiles that a run cuts [px]. */
    static final int TILE = 416;
    /** Pixels of a tile's result that are thrown away on each side: what the network sees around a pixel. */
    static final int MARGIN = 56;

    /** Side of the check tensor [px]. */
    private static final int CHECKED = 64;
    /** Largest difference between the trained and the exported network. */
    private static final double MOST_DIFFERENCE = 1e-4;

    private static final String DESCRIPTION =
            """
            {"type": "Feature", "stac_version": "1.1.0", "id": "optical-displacement", "geometry": null,
             "stac_extensions": ["https://stac-extensions.github.io/mlm/v1.5.2/schema.json"],
             "properties": {
              "datetime": "%s", "title": "Displacement up to faults", "license": "Apache-2.0",
              "description": "What a correlated displacement field lacks, pixel by pixel: sharp steps at faults. Trained on \
            simulated image pairs.",
              "mlm:name": "optical-displacement", "mlm:architecture": "CNN that weights least-squares windows",
              "mlm:tasks": ["regression"], "mlm:framework": "ONNX", "mlm:total_parameters": %d, "mlm:pretrained": true,
              "mlm:input": [{
               "name": "input", "bands": ["before", "after", "dx", "dy", "sigma"],
               "input": {"shape": [1, 5, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                         "data_type": "float32"},
               "value_scaling": null, "resize_type": null, "pre_processing_function": null}],
              "mlm:output": [{
               "name": "output", "tasks": ["regression"],
               "result": {"shape": [1, 3, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                          "data_type": "float32"},
               "post_processing_function": null}],
              "deforma:layout": "displacement",
              "deforma:bands": [{"name": "dx", "unit": "px"}, {"name": "dy", "unit": "px"},
                                {"name": "log_variance", "unit": ""}],
              "deforma:tiling": {"size": %d, "margin": %d, "overlap": 0},
              "deforma:check": {"input": "check/input.npy", "output": "check/output.npy", "tolerance": 0.001},
              "deforma:domain": {"sensor": "optical, one band", "text": "Trained on simulated pairs of many textures with 5 to \
            40 dB, steps of 0.05 to 5 px and first fields of 32 px windows; real data has not been seen in training."}},
             "links": [],
             "assets": {"model": {"href": "model.onnx", "type": "application/octet-stream; application=onnx",
                                  "roles": ["mlm:model"], "mlm:artifact_type": "onnx"}}}
            """;

    private static final String STYLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <sld:StyledLayerDescriptor xmlns:sld="http://www.opengis.net/sld" version="1.0.0">
              <sld:NamedLayer>
                <sld:Name>optical-displacement</sld:Name>
                <sld:UserStyle>
                  <sld:Name>optical-displacement</sld:Name>
                  <sld:Title>What the field lacks along x [px]</sld:Title>
                  <sld:FeatureTypeStyle>
                    <sld:Rule>
                      <sld:RasterSymbolizer>
                        <sld:ChannelSelection>
                          <sld:GrayChannel><sld:SourceChannelName>1</sld:SourceChannelName></sld:GrayChannel>
                        </sld:ChannelSelection>
                        <sld:ColorMap>
                          <sld:ColorMapEntry color="#001260" quantity="-0.5" label="-0.5"/>
                          <sld:ColorMapEntry color="#EBE5E0" quantity="0" label="0"/>
                          <sld:ColorMapEntry color="#590007" quantity="0.5" label="0.5"/>
                        </sld:ColorMap>
                      </sld:RasterSymbolizer>
                    </sld:Rule>
                  </sld:FeatureTypeStyle>
                </sld:UserStyle>
              </sld:NamedLayer>
            </sld:StyledLayerDescriptor>
            """;

    private final Path folder;

    BundleFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files; those that are there are replaced, but for what people wrote into the card.
     *
     * @param training the trained network
     * @param measured how well it does
     * @param command how to train so
     * @return largest difference between trained and exported network
     * @throws IllegalStateException when the export is not the trained network
     */
    double write(NetworkTraining training, Measured measured, String command) throws IOException {
        NetworkTraining.Exported exported = training.export();
        PairSample pair = FaultTests.sample(FaultScenario.of(CHECKED, 0.8, 30, 20, 1));
        float[] input = pair.input(pair.fieldX, pair.fieldY, pair.sigma);
        float[] output = training.output(pair, NetworkTraining.Field.first(pair));
        double difference;
        try (OnnxRun onnx = new OnnxRun(exported.onnx())) {
            float[] run = onnx.run(input, 1, DisplacementNetwork.INPUTS, CHECKED, CHECKED);
            difference = 0;
            for (int i = 0; i < run.length; i++) {
                difference = Math.max(difference, Math.abs(run[i] - output[i]));
            }
        }
        if (!(difference <= MOST_DIFFERENCE)) {
            throw new IllegalStateException("the exported network gives values that differ by " + difference
                    + " from those of the trained one, more than " + MOST_DIFFERENCE);
        }
        Files.createDirectories(folder.resolve("check"));
        Files.write(folder.resolve("model.onnx"), exported.onnx());
        String date = Instant.now().truncatedTo(ChronoUnit.DAYS).toString();
        text("model.json", pretty(DESCRIPTION.formatted(date, exported.parameters(), TILE, MARGIN)));
        text("style.sld", STYLE);
        NumpyFile.write(folder.resolve("check/input.npy"), input, 1, DisplacementNetwork.INPUTS, CHECKED, CHECKED);
        NumpyFile.write(folder.resolve("check/output.npy"), output, 1, DisplacementNetwork.OUTPUTS, CHECKED, CHECKED);
        try (InputStream licence = BundleFolder.class.getResourceAsStream("/LICENSE")) {
            Files.copy(Objects.requireNonNull(licence), folder.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
        }
        FaultPicture.write(training, folder.resolve("fault.png"));
        new DisplacementCard(measured, exported, command, difference).write(folder.resolve("card.md"));
        return difference;
    }

    private static String pretty(String json) {
        Gson gson = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .serializeNulls()
                .create();
        return gson.toJson(gson.fromJson(json, JsonObject.class)) + "\n";
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }
}
