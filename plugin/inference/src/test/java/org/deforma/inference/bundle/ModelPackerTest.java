package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.Tensor;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackerTest {
    @TempDir
    Path folder;

    @Test
    void packsWhatItCanReadAgain() throws Exception {
        Path jar = TestModels.pack(folder, folder.resolve("a.jar"), "threshold", "1.2.0", 0.25f);
        try (ModelJar open = ModelJar.open("a.jar", jar)) {
            assertEquals("org.deforma.models.threshold", open.manifest().symbolicName());
            assertEquals("1.2.0", open.manifest().version().toString());
            ModelContent content = ModelContent.read("a", open, folder.resolve("copy.onnx"));
            assertEquals("Apache-2.0", content.metadata().licence());
            assertEquals(
                    MlmReader.read("x", TestModels.json("threshold", "1.2.0")).description(),
                    content.metadata().description());
            assertArrayEquals(new int[] {1, 1, 32, 32}, content.checkInput().shape());
            assertArrayEquals(new int[] {1, 2, 32, 32}, content.checkOutput().shape());
            // softmax of (0.25 - x, x - 0.25), with x scaled to 0..1
            double x = content.checkInput().values()[7];
            assertTrue(x > 0 && x < 1, "noise of the domain, scaled: " + x);
            assertEquals(
                    1 / (1 + Math.exp(2 * (0.25 - x))), content.checkOutput().values()[1024 + 7], 1e-6);
        }
        Map<String, byte[]> entries = TestModels.entries(jar);
        assertEquals(
                Set.of(
                        "META-INF/MANIFEST.MF",
                        "model.onnx",
                        "model.json",
                        "style.sld",
                        "card.md",
                        "LICENSE",
                        "check/input.npy",
                        "check/output.npy"),
                entries.keySet());
        JsonObject item = JsonParser.parseString(text(entries, "model.json")).getAsJsonObject();
        assertEquals(
                "model.onnx",
                item.getAsJsonObject("assets")
                        .getAsJsonObject("model")
                        .get("href")
                        .getAsString());
        String style = text(entries, "style.sld");
        assertTrue(style.contains("<ColorMap type=\"values\">"), style);
        assertTrue(style.contains("color=\"#B2182B\" quantity=\"2\" label=\"&lt;High&gt;\""), style);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(style.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sameInputsGiveTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(TestModels.pack(folder, folder.resolve("a.jar"), "m", "1.0.0", 1));
        byte[] second = Files.readAllBytes(TestModels.pack(folder, folder.resolve("b.jar"), "m", "1.0.0", 1));
        assertArrayEquals(first, second);
    }

    @Test
    void takesWhatLiesBeside() throws Exception {
        Path onnx = folder.resolve("m.onnx");
        TestModels.threshold(0.5f).write(onnx);
        Path json = Files.writeString(folder.resolve("m.json"), TestModels.json("m", "1.0.0"));
        Files.writeString(folder.resolve("LICENSE"), "do what you like");
        String mine = ModelStyleTest.sld("<ColorMap><ColorMapEntry color=\"#000000\" quantity=\"1\"/></ColorMap>");
        Files.writeString(folder.resolve("style.sld"), mine);
        Files.writeString(folder.resolve("card.md"), "# Card\n![how](plot.png) ![not](../secret.png)");
        Files.write(folder.resolve("plot.png"), new byte[] {1, 2});
        Files.createDirectory(folder.resolve("check"));
        Tensor shown = new Tensor(new float[] {0, 1}, 1, 1, 1, 2);
        Files.write(folder.resolve("check/input.npy"), Npy.write(shown));
        JsonObject summary = JsonParser.parseString(ModelPacker.pack(onnx, Optional.of(json), folder.resolve("m.jar")))
                .getAsJsonObject();
        assertEquals("[]", summary.get("generated").toString());
        assertEquals("[]", summary.get("missing").toString());
        Map<String, byte[]> entries = TestModels.entries(folder.resolve("m.jar"));
        assertEquals(mine, text(entries, "style.sld"));
        assertEquals("do what you like", text(entries, "LICENSE"));
        assertArrayEquals(new byte[] {1, 2}, entries.get("plot.png"));
        assertTrue(entries.keySet().stream().noneMatch(name -> name.contains("secret")));
        assertArrayEquals(Npy.write(shown), entries.get("check/input.npy"));
    }

    @Test
    void aStyleThatNobodyWouldUseIsNotPacked() throws Exception {
        Path onnx = folder.resolve("m.onnx");
        TestModels.threshold(0.5f).write(onnx);
        Path json = Files.writeString(folder.resolve("m.json"), TestModels.json("m", "1.0.0"));
        Files.writeString(folder.resolve("style.sld"), ModelStyleTest.sld("<ShadedRelief/>"));
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> ModelPacker.pack(onnx, Optional.of(json), folder.resolve("m.jar")));
        assertEquals("style.sld has an element that does not colour a raster, ShadedRelief", refusal.getMessage());
        assertTrue(Files.notExists(folder.resolve("m.jar")));
    }

    @Test
    void wrongCheckTensorsAreFound() throws Exception {
        Path onnx = folder.resolve("m.onnx");
        TestModels.threshold(0.5f).write(onnx);
        Path json = Files.writeString(folder.resolve("m.json"), TestModels.json("m", "1.0.0"));
        Files.createDirectory(folder.resolve("check"));
        Files.write(folder.resolve("check/input.npy"), Npy.write(new Tensor(new float[] {0.5f}, 1, 1, 1, 1)));
        Files.write(folder.resolve("check/output.npy"), Npy.write(new Tensor(new float[] {0.4f, 0.6f}, 1, 2, 1, 1)));
        assertRefused(onnx, json, "does not give what its check tensor says: 0.500000 instead of 0.400000");
    }

    @Test
    void whatDoesNotFitIsRefusedAndAnOldBundleStays() throws Exception {
        Path onnx = folder.resolve("m.onnx");
        Path json = Files.writeString(folder.resolve("m.json"), TestModels.json("m", "1.0.0"));
        TestModels.threshold(0.5f).write(onnx);

        Files.writeString(json, TestModels.json("m", "1.0.0").replace("\"softmax\"", "\"none\""));
        assertRefused(onnx, json, "where probabilities of 0..1 are expected");
        Files.writeString(json, TestModels.json("m", "1.0.0").replace("\"name\": \"image\"", "\"name\": \"picture\""));
        assertRefused(onnx, json, "takes 'image', but model.json describes the input 'picture'");
        Files.writeString(json, TestModels.json("m", "1.0.0").replace("\"name\": \"scores\"", "\"name\": \"result\""));
        assertRefused(onnx, json, "gives [scores], but model.json describes the output 'result'");
        Files.writeString(json, TestModels.json("m", "1.0.0").replace("[-1, 1, -1, -1]", "[-1, 1, 64, 64]"));
        assertRefused(onnx, json, "takes tiles of 64 x 64 px, but model.json says 32 x 32");
        Files.writeString(
                json,
                TestModels.json("m", "1.0.0")
                        .replace("[\"grey\"]", "[\"a\", \"b\"]")
                        .replace("[-1, 1, -1, -1]", "[-1, 2, -1, -1]"));
        assertRefused(onnx, json, "takes 1 channels, but model.json says 2");
        Files.writeString(json, TestModels.json("m", "1.0.0"));
        Files.writeString(onnx, "this is no network");
        assertRefused(onnx, json, onnx + " is not an ONNX file");
    }

    private void assertRefused(Path onnx, Path json, String reason) throws Exception {
        Path jar = Files.writeString(folder.resolve("old.jar"), "the old one");
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ModelPacker.pack(onnx, Optional.of(json), jar));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertEquals("the old one", Files.readString(jar));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    /** Deepness divides by 255, then standardises; a single channel is the probability of the second class. */
    @Test
    void packsAModelOfDeepness() throws Exception {
        Path onnx = folder.resolve("field model.onnx");
        new OnnxWriter("net", 13)
                .input("x", "n", 3, 64, 64)
                .constant("w", new float[] {1, 1, 1}, 1, 3, 1, 1)
                .node("Conv", List.of("x", "w"), "c", OnnxAttribute.ints("kernel_shape", 1, 1))
                .node("Sigmoid", List.of("c"), "y")
                .output("y", "n", 1, 64, 64)
                .metadata("model_type", "\"Segmentor\"")
                .metadata("class_names", "{0: 'Corn Field'}")
                .metadata("resolution", "50")
                .metadata("tiles_overlap", "25")
                .metadata("standardization_mean", "[0.4, 0.5, 0.6]")
                .metadata("standardization_std", "[0.1, 0.2, 0.5]")
                .metadata("seg_thresh", "0.7")
                .write(onnx);
        Path jar = folder.resolve("field.jar");
        JsonObject summary = JsonParser.parseString(ModelPacker.pack(onnx, Optional.empty(), jar))
                .getAsJsonObject();
        assertEquals("field-model", summary.get("model").getAsString());
        assertTrue(summary.get("missing").toString().contains("licence: none is stated"), summary.toString());
        try (ModelJar open = ModelJar.open("field.jar", jar)) {
            ModelContent content = ModelContent.read("field", open, folder.resolve("copy.onnx"));
            var model = content.metadata().description();
            assertEquals(List.of("red", "green", "blue"), model.input().bands());
            assertEquals(
                    (200 / 255.0 - 0.5) / 0.2,
                    model.input().scaling().get(1).get(0).apply(200),
                    1e-6);
            assertEquals(0.4, model.domain().minResolution(), 1e-9);
            assertEquals(64, model.tiling().size());
            assertEquals(16, model.tiling().overlap());
            assertEquals(ModelOutput.Activation.NONE, model.output().activation());
            assertEquals("corn_field", model.output().classes().get(1).name());
            assertTrue(model.description().contains("seg_thresh 0.7"), model.description());
            assertArrayEquals(new int[] {1, 2, 64, 64}, content.checkOutput().shape());
        }
    }

    @Test
    void otherModelsOfDeepnessAreRefused() throws Exception {
        Path onnx = folder.resolve("d.onnx");
        for (String type : List.of("\"Detector\"", "Superresolution", "\"Recognition\"")) {
            TestModels.threshold(1).metadata("model_type", type).write(onnx);
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> ModelPacker.pack(onnx, Optional.empty(), folder.resolve("d.jar")));
            assertTrue(refusal.getMessage().contains("only Segmentor and Regressor can be run"), refusal.getMessage());
        }
        TestModels.threshold(1).write(onnx);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> ModelPacker.pack(onnx, Optional.empty(), folder.resolve("d.jar")));
        assertTrue(refusal.getMessage().contains("without model.json"), refusal.getMessage());
    }

    @Test
    void aRegressorOfDeepnessHasARamp() throws Exception {
        Path onnx = folder.resolve("r.onnx");
        new OnnxWriter("net", 13)
                .input("x", 1, 1, 32, 32)
                .node("Relu", List.of("x"), "y")
                .output("y", 1, 1, 32, 32)
                .metadata("model_type", "\"Regressor\"")
                .write(onnx);
        Path jar = folder.resolve("r.jar");
        ModelPacker.pack(onnx, Optional.empty(), jar);
        assertTrue(text(TestModels.entries(jar), "style.sld").contains("<ColorMap type=\"ramp\">"));
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }
}
