package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;
import org.deforma.onnx.OnnxReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader lets through is what the runtime that is packed knows: the two must change together. */
class RuntimeLimitsTest {
    @TempDir
    Path folder;

    @Test
    void theNewestVersionsThatAreAcceptedRun() throws Exception {
        Path onnx = write(10, 22);
        assertEquals(22L, OnnxReader.read(onnx).opsets().get(""));
        load(onnx);
    }

    @ParameterizedTest
    @CsvSource({"11, 22", "10, 23"})
    void newerVersionsRunInNeither(int irVersion, int opset) throws Exception {
        Path onnx = write(irVersion, opset);
        assertThrows(IllegalArgumentException.class, () -> OnnxReader.read(onnx));
        assertThrows(DeformaException.class, () -> load(onnx));
    }

    private static void load(Path onnx) {
        ModelDescription model =
                MlmReader.read("model.json", TestModels.json("m", "1.0.0")).description();
        Network.load(onnx, model, Devices.choose("cpu")).close();
    }

    /** The versions are single bytes of the file: field 1 of the model, and field 2 of its field 8. */
    private Path write(int irVersion, int opset) throws Exception {
        String model = new String(TestModels.threshold(0.5f).toBytes(), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\b\b", "\b" + (char) irVersion)
                .replace("B\u0004\n\u0000\u0010\r", "B\u0004\n\u0000\u0010" + (char) opset);
        return Files.write(folder.resolve("m.onnx"), model.getBytes(StandardCharsets.ISO_8859_1));
    }
}
