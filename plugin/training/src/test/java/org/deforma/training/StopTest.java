package org.deforma.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command is told to end while PyTorch computes. */
class StopTest {
    private static final int TERMINATED = 143;
    /** After this it computes; were it not so far, the outcome would be the same. */
    private static final long COMPUTING_SECONDS = 10;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpackPyTorch() {
        PyTorch.prepare(1);
        Engine.getEngine(PyTorch.NAME);
    }

    @Test
    void aTrainingEndsInOrderWhenItIsTold() throws Exception {
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "optical-displacement",
                        "--state",
                        folder.resolve("state").toString(),
                        "--output",
                        folder.resolve("bundle").toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertTrue(!training.waitFor(COMPUTING_SECONDS, TimeUnit.SECONDS), "it ended by itself");
            // Of the process itself it would close the output too.
            training.toHandle().destroy();
            assertTrue(training.waitFor(1, TimeUnit.MINUTES), "it goes on");
            assertEquals(TERMINATED, training.exitValue());
            assertEquals(
                    "stopped", new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } finally {
            training.destroyForcibly();
        }
    }
}
