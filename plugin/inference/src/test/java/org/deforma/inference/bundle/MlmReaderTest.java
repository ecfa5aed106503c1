package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.raster.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlmReaderTest {
    private static final String PIXEL = TestModels.json("threshold", "1.2.0");

    private static final String MATRIX =
            """
            {"type":"Feature","stac_version":"1.1.0","id":"coherence-classes","geometry":null,
             "properties":{"datetime":"2026-11-22T00:00:00Z","title":"Ground","description":"What the ground is.","license":"Apache-2.0",
              "mlm:name":"coherence-classes","mlm:architecture":"CNN","mlm:tasks":["classification"],"mlm:framework":"ONNX",
              "mlm:input":[{"name":"input","bands":["coherence",{"name":"validity"}],
                "input":{"shape":[-1,2,64,64],"dim_order":["batch","channel","height","width"],"data_type":"float32"},
                "value_scaling":null,"resize_type":null,"pre_processing_function":null}],
              "mlm:output":[{"name":"output","tasks":["classification"],
                "result":{"shape":[-1,2],"dim_order":["batch","class"],"data_type":"float32"},
                "classification:classes":[{"value":1,"name":"built_up","title":"Built-up","description":"d","color_hint":"D7191C"},
                  {"value":2,"name":"water"}],"post_processing_function":null}],
              "deforma:layout":"coherence-matrix","deforma:activation":"softmax","deforma:matrix":{"dates":64,"interval_days":6},
              "deforma:check":{"tolerance":1e-3},
              "deforma:domain":{"sensor":"Sentinel-1","unit":"coherence","resolution":[10,null],"values":[0,1],"min_dates":8,
                "max_interval_days":24,"text":"t"}},
             "links":[],"assets":{}}
            """;

    private static ModelMetadata read(String json) {
        return MlmReader.read("model.json", json);
    }

    @Test
    void readsACoherenceModel() {
        ModelMetadata metadata = read(MATRIX);
        ModelDescription model = metadata.description();
        assertEquals(ModelLayout.COHERENCE_MATRIX, model.layout());
        assertEquals(Optional.of(new MatrixGrid(64, 6)), model.matrix());
        assertEquals(List.of("coherence", "validity"), model.input().bands());
        assertEquals(64, model.input().height());
        assertEquals(0, model.input().batch());
        assertEquals(List.of(List.of(), List.of()), model.input().scaling());
        assertEquals(ModelOutput.Activation.SOFTMAX, model.output().activation());
        assertEquals("#D7191C", model.output().classes().get(0).colour());
        assertEquals("water", model.output().classes().get(1).title());
        assertEquals(10, model.domain().minResolution());
        assertEquals(Double.POSITIVE_INFINITY, model.domain().maxResolution());
        assertEquals(24, model.domain().maxInterval());
        assertEquals(1e-3, metadata.check().tolerance());
        assertEquals("check/input.npy", metadata.check().input());
        assertEquals("1.0.0", metadata.version().toString());
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        String json = PIXEL.replaceAll("\"deforma:\\w+\": (\"\\w+\"|\\{[^}]*})(, *)?", "")
                .replace("\"B2182B\"}]}],\n                   }", "\"B2182B\"}]}]}")
                .replaceAll("]}],\\s*},", "]}]},");
        assertFalse(json.contains("deforma:"), json);
        ModelDescription model = read(json).description();
        assertEquals(ModelLayout.PIXEL, model.layout());
        assertEquals(new ModelTiling(256, 0, 32), model.tiling());
        assertEquals(ModelOutput.Activation.NONE, model.output().activation());
        assertEquals(1, model.output().stride());
        assertEquals(0.0, model.input().minValid());
    }

    @Test
    void scalingIsThatOfTheExtension() {
        assertScaling("min-max\", \"minimum\": 100, \"maximum\": 300", 150, 0.25);
        assertScaling("z-score\", \"mean\": 100, \"stddev\": 20", 150, 2.5);
        assertScaling("clip\", \"minimum\": 100, \"maximum\": 120", 150, 120);
        assertScaling("clip-min\", \"minimum\": 200", 150, 200);
        assertScaling("clip-max\", \"maximum\": 100", 150, 100);
        assertScaling("offset\", \"value\": 100", 150, 50);
        assertScaling("scale\", \"value\": 100", 150, 1.5);
    }

    private static void assertScaling(String object, float from, double to) {
        String json = PIXEL.replace("min-max\", \"minimum\": 0, \"maximum\": 1000", object);
        assertEquals(
                to, read(json).description().input().scaling().get(0).get(0).apply(from), 1e-6, object);
    }

    @Test
    void regressionsNameTheirBands() {
        String json = PIXEL.replaceAll("(?s)\"classification:classes\": \\[.*?]}]", "\"description\": \"\"}]")
                .replace(
                        "\"softmax\"",
                        "\"none\", \"deforma:bands\": [{\"name\": \"height\", \"unit\": \"m\"}, {\"name\": \"sigma\"}]")
                .replace("semantic-segmentation", "regression");
        assertEquals(
                List.of(new Band("height", "m"), new Band("sigma", "")),
                read(json).description().output().bands());
    }

    @Test
    void whatItWritesItReads() {
        for (String json : List.of(PIXEL, MATRIX)) {
            ModelMetadata metadata = read(json);
            assertEquals(metadata, read(MlmWriter.text(MlmWriter.write(metadata, 12))));
        }
    }

    /** What to replace, by what, and the sentence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        "mlm:name": "threshold" | "mlm:nam": "x"              | model.json: properties.mlm:name is missing
        "mlm:name": "threshold" | "mlm:name": 7               | model.json: properties.mlm:name must be a text, was 7
        "mlm:name": "threshold" | "mlm:name": "a b"           | model.json: a model's name must be 1..64 letters, digits
        "version": "1.2.0"      | "version": "one"            | model.json: properties.version must be a version such as 1.2.0, was "one"
        "deforma:tiling"        | "deforma:tilling"           | model.json: properties.deforma:tilling is not known; known are deforma:activation
        "size": 32              | "size": 32.5                | model.json: properties.deforma:tiling.size must be a whole number, was 32.5
        "size": 32              | "size": "32"                | model.json: properties.deforma:tiling.size must be a number, was "32"
        "size": 32              | "size": 4                   | model.json: margin and overlap must leave something of a tile of 4 px
        [-1, 1, -1, -1]         | [-1, 1, -1]                 | model.json: properties.mlm:input[0].input.dim_order must be a name of its own for each of the 3 axes
        [-1, 1, -1, -1]         | [-1, 1, 0, -1]              | model.json: properties.mlm:input[0].input.shape[2] must be -1 (any) or 1..65536, was 0
        [-1, 1, -1, -1]         | [-1, -1, -1, -1]            | must be a shape with a fixed number of channels
        [-1, 1, -1, -1]         | [-1, 3, -1, -1]             | properties.mlm:input[0].bands must name each of the 3 channels, names 1
        [-1, 1, -1, -1]         | "any"                       | properties.mlm:input[0].input.shape must be a list, was "any"
        [-1, 2, -1, -1]         | [-1, 3, -1, -1]             | properties.mlm:output[0].result.shape has 3 channels, but there are 2 classes
        "data_type": "float32"  | "data_type": "uint8"        | properties.mlm:input[0].input.data_type must be float32, was "uint8"
        ["grey"]                | [{"name": "g", "expression": "a+b"}] | must be a band without expression
        "type": "min-max"       | "type": "processing"        | value_scaling[0].type must be min-max, z-score
        "maximum": 1000         | "maximum": 0                | value_scaling[0]: value scaling must subtract and divide by finite numbers
        "maximum": 1000         | "max": 0                    | value_scaling[0].maximum is missing
        "mlm:tasks": ["semantic-segmentation"] | "mlm:tasks": ["object-detection"] | ok
        "tasks": ["semantic-segmentation"] | "tasks": ["object-detection"] | properties.mlm:output[0].tasks[0] must be semantic-segmentation
        "pixel"                 | "voxel"                     | properties.deforma:layout must be pixel, patch, coherence-matrix or displacement, was "voxel"
        "softmax"               | "relu"                      | properties.deforma:activation must be none, softmax or sigmoid, was "relu"
        "value": 2              | "value": 1                  | must be a class with a name and a value of its own
        "name": "high"          | "name": "confidence"        | classes[1].name must be another name: the result has bands class, confidence and entropy
        "title": "High & low"   | "title": "\\u001b[31mHigh"   | properties.title must be a text without control characters, was "\\u001b[31mHigh"
        "title": "High & low"   | "title": "High\\nlow"        | properties.title must be a text of one line, was "High\\nlow"
        "B2182B"                | "red"                       | color_hint must be six hexadecimal digits such as 1A9641, was "red"
        "values": [0, 1000]     | "values": [5, 1]            | model.json: a model's domain must go from a lower to a higher value
        "values": [0, 1000]     | "values": 5                 | properties.deforma:domain.values must be a list, was 5
        "title": "High & low"   | "deforma:check": {"input": "../x.npy"} | check tensors must be named check/NAME.npy, was '../x.npy'
        "title": "High & low"   | "deforma:check": {"tolerance": 5}      | the tolerance of a check must be more than 0 and at most 0.1
        "links": []             | "links": [                  | model.json is not JSON
        """)
    void namesPlaceValueAndExpectation(String what, String by, String sentence) {
        String json = PIXEL.replace(what, by);
        assertFalse(json.equals(PIXEL), "the test must change something: " + what);
        if (sentence.equals("ok")) {
            read(json);
            return;
        }
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> read(json));
        assertTrue(refusal.getMessage().startsWith("model.json"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> read("{\"a\":" + "[".repeat(100_000)));
    }
}
