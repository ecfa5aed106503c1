package org.deforma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import org.deforma.onnx.OnnxReader;

/** A network in ONNX's format, which nobody has looked at. */
class OnnxFuzzTest {
    @FuzzTest
    void read(byte[] content) throws Exception {
        Refusal.takes("model.onnx", () -> OnnxReader.read("model.onnx", new ByteArrayInputStream(content)));
    }
}
