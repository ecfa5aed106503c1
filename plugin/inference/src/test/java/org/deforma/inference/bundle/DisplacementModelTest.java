package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelTiling;
import org.deforma.onnx.OnnxWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of layout DISPLACEMENT: what they must take and give. */
class DisplacementModelTest {
    private static final String JSON =
            """
            {"type": "Feature", "properties": {"mlm:name": "faults", "mlm:tasks": ["regression"],
              "mlm:input": [{"name": "x", "bands": ["before", "after", "dx", "dy", "sigma"],
                "input": {"shape": [1, 5, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                          "data_type": "float32"}}],
              "mlm:output": [{"name": "y",
                "result": {"shape": [1, 3, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                           "data_type": "float32"}}],
              "deforma:layout": "displacement", "deforma:tiling": {"size": 64, "margin": 16},
              "deforma:bands": [{"name": "dx", "unit": "px"}, {"name": "dy", "unit": "px"}, "log_variance"]}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsOneAndWritesTheSame() {
        ModelMetadata metadata = MlmReader.read("model.json", JSON);
        ModelDescription model = metadata.description();
        assertEquals(ModelLayout.DISPLACEMENT, model.layout());
        assertEquals(new ModelTiling(64, 16, 0), model.tiling(), "tiles do not overlap");
        assertEquals(
                List.of("before", "after", "dx", "dy", "sigma"), model.input().bands());
        assertEquals(metadata, MlmReader.read("model.json", MlmWriter.text(MlmWriter.write(metadata, 12))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        "before", "after",     | "after", "before",        | take the channels before, after, dx, dy, sigma; it takes after, before, dx, dy, sigma
        ["before", "after", "dx", "dy", "sigma"] | []      | take the channels before, after, dx, dy, sigma; it takes band1, band2, band3, band4, band5
        , "log_variance"]      | ]                         | has 3 channels, but there are 2 bands
        "log_variance"         | "sigma"                   | give the bands dx, dy, log_variance; it gives dx, dy, sigma
        "size": 64             | "size": 72                | take tiles whose side is a multiple of 16 px; its tiles are 72 px
        "margin": 16           | "margin": 16, "overlap": 8 | tiles of 64 px with a margin of 16 px and an overlap of 8 px
        "margin": 16           | "margin": 28              | of which the margin leaves at least 16 px
        [1, 5, -1, -1]         | [4, 5, -1, -1]            | take one sample at a time
        "deforma:layout"       | "deforma:stride": 2, "deforma:layout" | give a value for every pixel (stride 1)
        """)
    void whatIsNotTheContractIsRefused(String what, String by, String sentence) {
        String json = JSON.replace(what, by);
        assertFalse(json.equals(JSON), "the test must change something: " + what);
        String message = assertThrows(IllegalArgumentException.class, () -> MlmReader.read("model.json", json))
                .getMessage();
        assertTrue(message.startsWith("model.json") && message.contains(sentence), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void packsOneThatGivesAMap() throws Exception {
        Path onnx = folder.resolve("faults.onnx");
        Path json = Files.writeString(folder.resolve("faults.json"), JSON);
        Path jar = folder.resolve("faults.jar");
        network(5, 3).write(onnx);
        String summary = ModelPacker.pack(onnx, Optional.of(json), jar);
        assertEquals(
                "displacement",
                JsonParser.parseString(summary).getAsJsonObject().get("layout").getAsString());
        assertRefused(network(4, 3), "takes 4 channels, but model.json says 5");
        assertRefused(network(5, 2), "gives 2 channels, but model.json names 3 bands");
    }

    private void assertRefused(OnnxWriter network, String reason) throws Exception {
        Path onnx = folder.resolve("other.onnx");
        network.write(onnx);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelPacker.pack(
                                onnx, Optional.of(folder.resolve("faults.json")), folder.resolve("other.jar")))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static OnnxWriter network(int in, int out) {
        return new OnnxWriter("faults", 13)
                .input("x", 1, in, "h", "w")
                .constant("w", new float[in * out], out, in, 1, 1)
                .node("Conv", List.of("x", "w"), "y")
                .output("y", 1, out, "h", "w");
    }
}
