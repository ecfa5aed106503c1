package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deforma.host.files.RasterInput;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

/**
 * Bundles that change or go under a run in the framework of the command line, where nobody waits for runs: the run ends, with its
 * result or with one sentence, and the host goes on.
 */
@Timeout(120)
class BundlesUnderRunsTest {
    private static final int SIDE = 256;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endAll() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS), "no run goes on for ever");
    }

    /** Stops at the first tile that is reported, until somebody lets it go on. */
    private static final class Pause extends NullProgressListener {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void progress(float percent) {
            if (percent > 0) {
                reached.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** All bands of a result, row by row. */
    private static float[] run(
            Host host, String name, Map<String, Path> rasters, Map<String, Object> more, Pause pause) {
        Map<String, Object> arguments = new HashMap<>(more);
        Map<String, RasterInput> open = new HashMap<>();
        try {
            rasters.forEach((input, file) -> open.put(input, RasterInput.open(input, file)));
            open.forEach((input, raster) -> arguments.put(input, raster.coverage()));
            Map<String, Object> results = new ProcessCatalog(host.factories())
                    .find(name)
                    .orElseThrow()
                    .create()
                    .execute(arguments, pause);
            GridCoverage2D map = (GridCoverage2D) results.get("result");
            try {
                Raster pixels = map.getRenderedImage().getData();
                return pixels.getPixels(0, 0, pixels.getWidth(), pixels.getHeight(), (float[]) null);
            } finally {
                map.dispose(true);
            }
        } finally {
            open.values().forEach(RasterInput::close);
        }
    }

    private float[] displacement(Host host, Pause pause) {
        return run(
                host,
                "Displacement",
                Map.of("before", folder.resolve("before.tif"), "after", folder.resolve("after.tif")),
                Map.of("step", 4, "searchRange", 4),
                pause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.deforma.displacement", "org.deforma.raster", "org.deforma.processes", "org.deforma.styles"})
    void aBundleIsReplacedOrStoppedUnderADisplacement(String name) throws Exception {
        Images.shiftedNoise(folder.resolve("before.tif"), SIDE, 1, 0, 0);
        Images.shiftedNoise(folder.resolve("after.tif"), SIDE, 1, 2, 1);
        try (Host host = Host.start(Distribution.bundleFolder())) {
            Bundle bundle = Stream.of(host.context().getBundles())
                    .filter(each -> name.equals(each.getSymbolicName()))
                    .findFirst()
                    .orElseThrow();
            Path jar = Distribution.ownBundles().stream()
                    .filter(file ->
                            file.getFileName().toString().matches(name.replace("org.deforma.", "deforma-") + "-\\d.*"))
                    .findFirst()
                    .orElseThrow();
            float[] expected = displacement(host, null);
            assertFalse(Float.isNaN(expected[expected.length / 2]));
            under(host, expected, () -> {
                try (InputStream in = Files.newInputStream(jar)) {
                    bundle.update(in);
                }
            });
            assertArrayEquals(expected, displacement(host, null), "after the update");
            under(host, expected, bundle::stop);
            bundle.start();
            assertArrayEquals(expected, displacement(host, null), "after it is back");
        }
    }

    private interface Change {
        void make() throws Exception;
    }

    private void under(Host host, float[] expected, Change change) throws Exception {
        Pause pause = new Pause();
        Future<float[]> job = threads.submit(() -> displacement(host, pause));
        pause.reached.await();
        Future<?> changed = threads.submit(() -> {
            change.make();
            return null;
        });
        // Bundles that wait for the run must see it go on.
        Thread.sleep(300);
        pause.over.countDown();
        try {
            assertArrayEquals(expected, job.get(), "a run that ends well is as any other");
        } catch (ExecutionException e) {
            assertTrue(e.getCause() instanceof ProcessException, String.valueOf(e.getCause()));
            String sentence = e.getCause().getMessage();
            assertTrue(
                    sentence != null && sentence.matches("the (raster service|bundle of the styles) was .*"), sentence);
        }
        changed.get();
    }

    @Test
    void aModelIsReplacedAndTakenAwayUnderAClassification() throws Exception {
        Path image = Images.shiftedNoise(folder.resolve("image.tif"), SIDE, 1, 0, 0);
        Path models = Files.createDirectories(folder.resolve("models"));
        Path jar = models.resolve("threshold.jar");
        try (Host host = Host.start(Distribution.bundleFolder(), models)) {
            install(host, jar, "1.0.0", 2500);
            float[] low = classify(host, image, null);
            Pause pause = new Pause();
            Future<float[]> job = threads.submit(() -> classify(host, image, pause));
            pause.reached.await();
            install(host, jar, "1.1.0", 1000);
            pause.over.countDown();
            assertArrayEquals(low, job.get(), "a run ends with the network that it began with");
            float[] high = classify(host, image, null);
            assertFalse(Arrays.equals(low, high));

            Pause second = new Pause();
            Future<float[]> last = threads.submit(() -> classify(host, image, second));
            second.reached.await();
            Files.delete(jar);
            await(host, "");
            second.over.countDown();
            assertArrayEquals(high, last.get());
        }
    }

    private float[] classify(Host host, Path image, Pause pause) {
        return run(host, "Classify", Map.of("raster", image), Map.of("model", "threshold"), pause);
    }

    private void install(Host host, Path jar, String version, float threshold) throws Exception {
        Path onnx = TestModel.write(folder, "threshold", version, threshold);
        host.command("pack", onnx.toString(), folder.resolve("threshold.json").toString(), jar.toString());
        await(host, version);
    }

    /** Waits until the model is there in a version, or, for an empty one, until it is gone. */
    private static void await(Host host, String version) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String there;
        do {
            Thread.sleep(100);
            String models = (String) new ProcessCatalog(host.factories())
                    .find("Models")
                    .orElseThrow()
                    .create()
                    .execute(Map.of(), null)
                    .values()
                    .iterator()
                    .next();
            there = models.replaceAll("(?s).*\"name\":\"threshold\",\"version\":\"([^\"]*)\".*", "$1");
            there = there.equals(models) ? "" : there;
        } while (!there.equals(version) && System.nanoTime() < end);
        assertEquals(version, there);
    }
}
