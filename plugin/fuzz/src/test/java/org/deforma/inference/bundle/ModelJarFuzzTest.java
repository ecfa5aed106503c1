package org.deforma.inference.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import org.deforma.fuzz.Refusal;
import org.deforma.fuzz.Scratch;

/** A jar that somebody drops into the folder for models. */
class ModelJarFuzzTest {
    @FuzzTest
    void open(byte[] content) throws Exception {
        Path jar = Scratch.file("model.jar", content);
        Refusal.takes("model.jar", () -> ModelJar.hasModel(jar));
        // What is wrong with an entry begins with the name of the entry.
        Refusal.takes("", () -> {
            try (ModelJar opened = ModelJar.open("model.jar", jar)) {
                ModelContent.read("name", opened, Scratch.file("model.onnx"));
            }
        });
        Scratch.checkHandles();
    }
}
