package org.deforma.inference.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput.Activation;
import org.deforma.api.model.Tensor;
import org.deforma.inference.engine.TestModels.Sketch;
import org.deforma.onnx.OnnxWriter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
    @TempDir
    Path folder;

    @Test
    void runsWithItsActivation() {
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SOFTMAX;
        try (Network network =
                        TestModels.load(folder, TestModels.linear(new float[][] {{1}, {-1}}, 0, 0.5f), sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            Tensor y = predictor.predict(new float[] {0, 1, 2, Float.NaN}, 1, 1, 2, 2);
            assertArrayEquals(new int[] {1, 2, 2, 2}, y.shape());
            assertEquals(1 / (1 + Math.exp(0.5)), y.values()[0], 1e-6);
            assertEquals(1 / (1 + Math.exp(0.5 - 4)), y.values()[2], 1e-6);
            assertTrue(Float.isNaN(y.values()[3]), "NaN is passed on");
            assertEquals("cpu", network.device().name());
        }
    }

    @Test
    void singleSigmoidBecomesTwoClasses() {
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SIGMOID;
        try (Network network = TestModels.load(folder, TestModels.linear(new float[][] {{1}}, 0), sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            Tensor y = predictor.predict(new float[] {2, 0, -2, 5}, 2, 1, 1, 2);
            assertArrayEquals(new int[] {2, 2, 1, 2}, y.shape());
            float p = (float) (1 / (1 + Math.exp(-2)));
            assertArrayEquals(new float[] {1 - p, 0.5f, p, 0.5f, p, 0.00669285f, 1 - p, 0.9933072f}, y.values(), 1e-6f);
        }
    }

    @Test
    void channelsLastComeOutFirst() {
        Sketch sketch = new Sketch();
        sketch.bands = TestModels.bands(2);
        sketch.channelsLast = true;
        OnnxWriter onnx = new OnnxWriter("last", 13)
                .input("x", "n", "h", "w", 2)
                .constant("w", new float[] {1, 10, 100, 1000, 0, 0}, 2, 3)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", "n", "h", "w", 3);
        sketch.classes = 3;
        try (Network network = TestModels.load(folder, onnx, sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            Tensor y = predictor.predict(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
            assertArrayEquals(new int[] {1, 3, 1, 2}, y.shape());
            assertArrayEquals(new float[] {2001, 4003, 10, 30, 100, 300}, y.values());
        }
    }

    @Test
    void patchesGiveVectors() {
        Sketch sketch = new Sketch();
        sketch.layout = ModelLayout.PATCH;
        sketch.bands = TestModels.bands(2);
        try (Network network = TestModels.load(folder, TestModels.means(1, 2), sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            Tensor y = predictor.predict(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 1, 2);
            assertArrayEquals(new int[] {2, 2}, y.shape());
            assertArrayEquals(new float[] {1.5f, 7, 5.5f, 15}, y.values());
        }
    }

    @Test
    void wrongOutputIsRefused() {
        Sketch sketch = new Sketch();
        sketch.classes = 3;
        try (Network network =
                        TestModels.load(folder, TestModels.linear(new float[][] {{1}, {1}}, 0, 0), sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            DeformaException e =
                    assertThrows(DeformaException.class, () -> predictor.predict(new float[4], 1, 1, 2, 2));
            assertEquals("model test must give a tensor of shape [1, 3, 2, 2], gave [1, 2, 2, 2]", e.getMessage());
        }
    }

    @Test
    void namesOfTensorsMustAgree() throws IOException {
        Sketch sketch = new Sketch();
        OnnxWriter input = new OnnxWriter("g", 13)
                .input("other", "n", 1, "h", "w")
                .node("Relu", List.of("other"), "y")
                .output("y", "n", 1, "h", "w");
        DeformaException e = assertThrows(DeformaException.class, () -> TestModels.load(folder, input, sketch.build()));
        assertEquals("model test must take one tensor, 'x', but its network takes [other]", e.getMessage());
        OnnxWriter output = new OnnxWriter("g", 13)
                .input("x", "n", 1, "h", "w")
                .node("Relu", List.of("x"), "z")
                .output("z", "n", 1, "h", "w");
        try (Network network = TestModels.load(folder, output, sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            e = assertThrows(DeformaException.class, () -> predictor.predict(new float[4], 1, 1, 2, 2));
            assertEquals("model test must give the tensor 'y', but its network gives [z]", e.getMessage());
        }
        Files.write(folder.resolve("bad.onnx"), new byte[] {1, 2, 3});
        e = assertThrows(
                DeformaException.class,
                () -> Network.load(folder.resolve("bad.onnx"), sketch.build(), Devices.choose("cpu")));
        assertTrue(e.getMessage().startsWith("model test cannot be loaded: "), e.getMessage());
    }

    @Test
    void failureInsideIsOneFailureOnly() {
        // A patch of another size than the reshape allows.
        OnnxWriter onnx = new OnnxWriter("g", 13)
                .input("x", "n", 1, "h", "w")
                .constant("s", new long[] {-1, 2}, 2)
                .node("Reshape", List.of("x", "s"), "y")
                .output("y", "n", 2);
        Sketch sketch = new Sketch();
        sketch.layout = ModelLayout.PATCH;
        try (Network network = TestModels.load(folder, onnx, sketch.build());
                ModelLease.Predictor predictor = network.predictor()) {
            DeformaException e =
                    assertThrows(DeformaException.class, () -> predictor.predict(new float[3], 1, 1, 1, 3));
            assertTrue(
                    e.getMessage().startsWith("model test failed on an input of shape [1, 1, 1, 3]: "), e.getMessage());
            assertArrayEquals(
                    new float[] {4, 5},
                    predictor.predict(new float[] {4, 5}, 1, 1, 1, 2).values());
        }
    }

    @Test
    void closingWaitsForRunsAndThenRefuses() throws Exception {
        Sketch sketch = new Sketch();
        Network network = TestModels.load(folder, TestModels.convolutions(1, 16, 2, 4, 1), sketch.build());
        CountDownLatch running = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> ends = List.of(
                    pool.submit(() -> runUntilClosed(network, running, runs)),
                    pool.submit(() -> runUntilClosed(network, running, runs)));
            assertTrue(running.await(30, TimeUnit.SECONDS));
            network.close();
            network.close();
            for (Future<String> end : ends) {
                assertEquals("model test has been closed", end.get(30, TimeUnit.SECONDS));
            }
            assertTrue(runs.get() >= 2);
            assertThrows(DeformaException.class, network::predictor);
        } finally {
            pool.shutdownNow();
        }
    }

    private static String runUntilClosed(Network network, CountDownLatch running, AtomicInteger runs) {
        try (ModelLease.Predictor predictor = network.predictor()) {
            while (true) {
                predictor.predict(new float[64 * 64], 1, 1, 64, 64);
                runs.incrementAndGet();
                running.countDown();
            }
        } catch (DeformaException e) {
            return e.getMessage();
        }
    }

    @Test
    void memoryIsSteadyOverTenThousandRuns() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(status), "resident memory is read from /proc");
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SOFTMAX;
        try (Network network = TestModels.load(folder, TestModels.convolutions(1, 2, 2, 2, 1), sketch.build())) {
            float[] input = new float[32 * 32];
            predict(network, input, 10_000);
            long before = resident(status);
            predict(network, input, 10_000);
            long grown = resident(status) - before;
            // A tensor in and out (4 and 8 KB) that stayed would be 120 MB. The heap has grown before.
            assertTrue(grown < 60, "grew by " + grown + " MB");
        }
    }

    private static void predict(Network network, float[] input, int times) {
        try (ModelLease.Predictor predictor = network.predictor()) {
            for (int i = 0; i < times; i++) {
                assertEquals(2048, predictor.predict(input, 1, 1, 32, 32).values().length);
            }
        }
        // Predictors come and go with the runs of a tool.
        for (int i = 0; i < times / 10; i++) {
            network.predictor().close();
        }
    }

    /** Memory of this process, heap included [MB]. */
    private static long resident(Path status) throws IOException {
        System.gc();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    @Test
    void devicesAreSaidWithTheirReason() {
        assertEquals(new Devices.Choice("cpu", "asked for"), Devices.choose("cpu"));
        for (String word : new String[] {"", "CPU", "gpu:", "gpu:-1", "cuda", "gpu:1234"}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Devices.choose(word), word);
            assertEquals(
                    "device must be auto, cpu, gpu or gpu:n with the number of a GPU from 0, was '" + word + "'",
                    e.getMessage());
        }
        assertTrue(Devices.list().stream().anyMatch(device -> device.name().equals("cpu") && device.available()));
        Assumptions.assumeFalse(Devices.list().get(0).name().startsWith("gpu:"), "has a GPU");
        Devices.Choice auto = Devices.choose("auto");
        assertEquals("cpu", auto.name());
        assertEquals("no CUDA in this build of ONNX Runtime 1.21.1", auto.reason());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Devices.choose("gpu:1"));
        assertEquals(
                "device is gpu:1, but no GPU can be used: no CUDA in this build of ONNX Runtime 1.21.1; use auto or"
                        + " cpu",
                e.getMessage());
    }

    @Test
    void startLeavesNothingBehind() throws IOException {
        Devices.choose("auto");
        for (String key : new String[] {"ai.djl.offline", "OPT_OUT_TRACKING", "ai.djl.onnxruntime.num_threads"}) {
            assertNull(System.getProperty(key), key);
        }
        Path maps = Path.of("/proc/self/maps");
        Assumptions.assumeTrue(Files.exists(maps), "what is loaded is read from /proc");
        List<String> natives = Files.readAllLines(maps).stream()
                .filter(line -> line.contains("libonnxruntime"))
                .toList();
        assertFalse(natives.isEmpty());
        natives.forEach(line -> assertTrue(line.endsWith("(deleted)"), line));
    }
}
