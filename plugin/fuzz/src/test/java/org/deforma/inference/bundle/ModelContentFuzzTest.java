package org.deforma.inference.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.fuzz.PlainXml;
import org.deforma.fuzz.Refusal;
import org.deforma.fuzz.Scratch;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/**
 * The entries of a model bundle, one of them foreign and the others as they should be. The first byte says which:
 * 0 {@code model.json}, 1 an input of a check, 2 the style, 3 the metadata that the plug-in Deepness of QGIS writes.
 */
class ModelContentFuzzTest {
    private static final byte[] JSON = resource("model.json");
    private static final byte[] INPUT = resource("input.npy");
    private static final byte[] OUTPUT = resource("output.npy");

    private static byte[] resource(String name) {
        try (var in = ModelContentFuzzTest.class.getResourceAsStream("good/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @FuzzTest
    void read(byte[] content) throws Exception {
        if (content.length == 0) {
            return;
        }
        byte[] foreign = Arrays.copyOfRange(content, 1, content.length);
        Map<String, byte[]> entries =
                switch (Math.floorMod(content[0], 4)) {
                    case 0 -> entries(foreign, INPUT, null);
                    case 1 -> entries(JSON, foreign, null);
                    case 2 -> entries(JSON, INPUT, foreign);
                    default -> deepness(foreign);
                };
        Refusal.takes("", () -> {
            ModelContent read = ModelContent.read(
                    "name",
                    entry -> Optional.ofNullable(entries.get(entry)).map(ByteArrayInputStream::new),
                    Scratch.file("model.onnx"));
            PlainXml.check(read.style().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Map<String, byte[]> entries(byte[] json, byte[] input, byte[] style) {
        Map<String, byte[]> entries = new HashMap<>(Map.of(
                "model.onnx",
                network().toBytes(),
                "model.json",
                json,
                "check/input.npy",
                input,
                "check/output.npy",
                OUTPUT));
        if (style != null) {
            entries.put("style.sld", style);
        }
        return entries;
    }

    private static OnnxWriter network() {
        return new OnnxWriter("threshold", 13)
                .input("image", "n", 1, "h", "w")
                .constant("weights", new float[] {-1, 1}, 2, 1, 1, 1)
                .node("Conv", List.of("image", "weights"), "scores", OnnxAttribute.ints("kernel_shape", 1, 1))
                .output("scores", "n", 2, "h", "w");
    }

    /** Lines {@code key=value}. */
    private static Map<String, byte[]> deepness(byte[] lines) {
        OnnxWriter network = network();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            network.metadata(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        });
        return Map.of("model.onnx", network.toBytes(), "check/input.npy", INPUT, "check/output.npy", OUTPUT);
    }
}
