package org.deforma.inference.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.deforma.api.DeformaException;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.inference.bundle.TestModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The registry and the folders in a framework, with networks that run. */
class ModelRegistryTest {
    private static final long LIMIT_MILLIS = 20_000;

    @TempDir
    Path folder;

    private Path models;
    private Framework framework;
    private BundleContext context;
    private BundleModelRegistry registry;

    @BeforeEach
    void start() throws Exception {
        models = folder.resolve("models");
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("felix").toString(),
                        "felix.service.urlhandlers",
                        "false",
                        ModelFolders.FOLDERS,
                        models.toString()));
        framework.start();
        context = framework.getBundleContext();
        registry = new BundleModelRegistry(context);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
        framework.stop();
        framework.waitForStop(5_000);
    }

    private Bundle install(String location, String name, String version, float threshold) throws Exception {
        Path jar = TestModels.pack(folder, folder.resolve("p.jar"), name, version, threshold);
        try (InputStream in = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(location, in);
            bundle.start();
            return bundle;
        }
    }

    private void update(Bundle bundle, String version, float threshold) throws Exception {
        Path jar = TestModels.pack(folder, folder.resolve("p.jar"), "threshold", version, threshold);
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }

    private ModelLease lease(String name) {
        return registry.lease(name, ModelLayout.PIXEL, "cpu");
    }

    /** Probability of the second class of one pixel. */
    private static float high(ModelLease lease, float x) {
        try (ModelLease.Predictor predictor = lease.predictor()) {
            return predictor.predict(new float[] {x}, 1, 1, 1, 1).values()[1];
        }
    }

    private List<String> copies() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("felix"))) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .map(Path::toString)
                    .toList();
        }
    }

    @Test
    void aModelIsListedLentAndRun() throws Exception {
        install("a", "threshold", "1.0.0", 0.5f);
        InstalledModel model = registry.models().get(0);
        assertTrue(model.usable(), model.toString());
        assertEquals("threshold", model.name());
        assertEquals("1.0.0", model.version());
        assertEquals("Apache-2.0", model.licence());
        assertEquals(64, model.sha256().length());
        try (ModelLease lease = registry.lease("", ModelLayout.PIXEL, "auto")) {
            assertEquals("cpu", lease.device());
            assertFalse(lease.deviceReason().isBlank());
            assertEquals(model.sha256(), lease.sha256());
            assertEquals(1 / (1 + Math.exp(-2 * 0.2)), high(lease, 0.7f), 1e-6);
        }
    }

    @Test
    void leasesKeepTheirNetworkWhenTheBundleChangesAndGoes() throws Exception {
        Bundle bundle = install("a", "threshold", "1.0.0", 0.5f);
        ModelLease first = lease("threshold");
        update(bundle, "1.1.0", 0.9f);
        ModelLease second = lease("threshold");
        assertTrue(high(first, 0.7f) > 0.5 && high(second, 0.7f) < 0.5, "each its own version");
        assertEquals("1.0.0", first.version());
        assertEquals("1.1.0", second.version());
        assertEquals(2, copies().size());

        bundle.uninstall();
        assertEquals(List.of(), registry.models());
        IllegalArgumentException gone = assertThrows(IllegalArgumentException.class, () -> lease("threshold"));
        assertTrue(gone.getMessage().contains("there is no model 'threshold'"), gone.getMessage());
        assertTrue(high(second, 1.2f) > 0.5, "goes on");

        ModelLease.Predictor kept = second.predictor();
        first.close();
        first.close();
        second.close();
        assertEquals(1, copies().size(), "the first version has left");
        assertThrows(DeformaException.class, second::predictor);
        assertTrue(kept.predict(new float[] {1.2f}, 1, 1, 1, 1).values()[1] > 0.5, "predictors keep the network too");
        kept.close();
        assertEquals(List.of(), copies());
        assertThrows(DeformaException.class, () -> kept.predict(new float[] {1}, 1, 1, 1, 1));
    }

    @Test
    void aModelThatDoesNotProveItselfIsListedAndNotLent() throws Exception {
        Path good = TestModels.pack(folder, folder.resolve("g.jar"), "liar", "1.0.0", 0.5f);
        Map<String, byte[]> entries = new LinkedHashMap<>(TestModels.entries(good));
        entries.put("model.onnx", TestModels.threshold(0.9f).toBytes());
        Path jar = TestModels.jar(folder.resolve("liar.jar"), entries);
        context.installBundle("liar", Files.newInputStream(jar)).start();
        InstalledModel model = registry.models().get(0);
        assertTrue(
                model.refusal().orElseThrow().contains("does not give what its check tensor says"), model.toString());
        assertTrue(model.description().isPresent());
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> lease("liar"));
        assertTrue(refusal.getMessage().contains("'liar' cannot be used"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> lease(""));
    }

    @Test
    void aBundleThatCannotBeReadIsListed() throws Exception {
        Path good = TestModels.pack(folder, folder.resolve("g.jar"), "m", "1.0.0", 0.5f);
        Map<String, byte[]> entries = new LinkedHashMap<>(TestModels.entries(good));
        entries.remove("check/output.npy");
        context.installBundle("m", Files.newInputStream(TestModels.jar(folder.resolve("m.jar"), entries)))
                .start();
        InstalledModel model = registry.models().get(0);
        assertEquals("org.deforma.models.m", model.name());
        assertTrue(model.refusal().orElseThrow().contains("check/output.npy is missing"), model.toString());
        assertEquals(List.of(), copies());
    }

    @Test
    void ofTheSameNameTheNewestIsUsed() throws Exception {
        install("a", "threshold", "1.10.0", 0.5f);
        Path old = TestModels.pack(folder, folder.resolve("o.jar"), "threshold", "1.9.0", 0.9f);
        context.installBundle("b", Files.newInputStream(old)).start();
        List<InstalledModel> listed = registry.models();
        assertEquals(2, listed.size());
        InstalledModel refused =
                listed.stream().filter(model -> !model.usable()).findFirst().orElseThrow();
        assertEquals("1.9.0", refused.version());
        assertTrue(refused.refusal().orElseThrow().contains("version 1.10.0"), refused.toString());
        try (ModelLease lease = lease("threshold")) {
            assertEquals("1.10.0", lease.version());
        }
        context.getBundle("a").uninstall();
        try (ModelLease lease = lease("threshold")) {
            assertEquals("1.9.0", lease.version());
        }
    }

    @Test
    void mistakesAreNamed() throws Exception {
        assertEquals(
                "model: none that takes tiles of a raster is installed; put a model bundle with one into the folder of"
                        + " models",
                assertThrows(IllegalArgumentException.class, () -> lease("")).getMessage());
        install("a", "one", "1.0.0", 0.5f);
        install("b", "two", "1.0.0", 0.5f);
        String several =
                assertThrows(IllegalArgumentException.class, () -> lease("")).getMessage();
        assertTrue(several.contains("name one of one, two"), several);
        String layout = assertThrows(
                        IllegalArgumentException.class,
                        () -> registry.lease("one", ModelLayout.COHERENCE_MATRIX, "cpu"))
                .getMessage();
        assertEquals("model: 'one' takes tiles of a raster, not coherence matrices", layout);
        String none = assertThrows(
                        IllegalArgumentException.class, () -> registry.lease("", ModelLayout.DISPLACEMENT, "cpu"))
                .getMessage();
        assertTrue(none.startsWith("model: none that takes displacement fields is installed"), none);
        String device = assertThrows(
                        IllegalArgumentException.class, () -> registry.lease("one", ModelLayout.PIXEL, "tpu"))
                .getMessage();
        assertTrue(device.contains("'tpu'"), device);
    }

    @Test
    void manyThreadsShareANetworkWhileBundlesComeAndGo() throws Exception {
        Bundle bundle = install("a", "threshold", "1.0.0", 0.5f);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                users.add(() -> {
                    int runs = 0;
                    for (int k = 0; k < 40; k++) {
                        try (ModelLease lease = lease("threshold")) {
                            boolean old = lease.version().equals("1.0.0");
                            assertEquals(old, high(lease, 0.7f) > 0.5, lease.version());
                            runs++;
                        } catch (IllegalArgumentException e) {
                            // Not there while it is exchanged.
                            Thread.sleep(5);
                        }
                    }
                    return runs;
                });
            }
            List<Future<Integer>> results = new ArrayList<>();
            users.forEach(user -> results.add(pool.submit(user)));
            for (int i = 1; i <= 4; i++) {
                update(bundle, "1." + i + ".0", 0.9f);
            }
            int runs = 0;
            for (Future<Integer> result : results) {
                runs += result.get();
            }
            assertTrue(runs > 40, runs + " runs");
        } finally {
            pool.shutdownNow();
        }
        bundle.uninstall();
        assertEquals(List.of(), copies());
    }

    @Test
    void closingWaitsForLeases() throws Exception {
        install("a", "threshold", "1.0.0", 0.5f);
        ModelLease lease = lease("threshold");
        Thread closer = new Thread(registry::close);
        closer.start();
        closer.join(300);
        assertTrue(closer.isAlive(), "waits");
        assertTrue(high(lease, 0.7f) > 0.5, "the run goes on");
        lease.close();
        closer.join(5_000);
        assertFalse(closer.isAlive(), "ends with the last lease");
        assertThrows(DeformaException.class, () -> lease("threshold"));
    }

    @Test
    void foldersAreFollowed() throws Exception {
        Files.createDirectories(models);
        Path jar = TestModels.pack(folder, folder.resolve("p.jar"), "threshold", "1.0.0", 0.5f);
        Files.copy(jar, models.resolve("threshold.jar"));
        TestModels.jar(models.resolve("other.jar"), Map.of("readme.txt", new byte[] {1}));
        Map<String, byte[]> evil = new LinkedHashMap<>(TestModels.entries(jar));
        evil.put("p/Evil.class", new byte[] {1});
        TestModels.jar(models.resolve("evil.jar"), evil);
        ModelFolders folders = new ModelFolders(context, registry);
        try {
            assertEquals(List.of("evil: refused", "threshold: 1.0.0"), listed());
            assertTrue(registry.models().get(0).refusal().orElseThrow().contains("p/Evil.class"));
            assertEquals(2, context.getBundles().length, "framework and threshold");

            Path next = TestModels.pack(folder, folder.resolve("p.jar"), "threshold", "1.1.0", 0.9f);
            Files.move(next, models.resolve("threshold.jar"), StandardCopyOption.REPLACE_EXISTING);
            Files.delete(models.resolve("evil.jar"));
            await(List.of("threshold: 1.1.0"));

            Files.writeString(models.resolve("threshold.jar"), "cut off");
            await(List.of("threshold: refused"));
            Files.delete(models.resolve("threshold.jar"));
            await(List.of());
            assertEquals(1, context.getBundles().length);
        } finally {
            folders.close();
        }
    }

    /** A framework that kept its bundles finds them as the folders are now. */
    @Test
    void whatWasKeptIsComparedWithTheFolders() throws Exception {
        Files.createDirectories(models);
        Path jar = TestModels.pack(folder, folder.resolve("p.jar"), "one", "1.0.0", 0.5f);
        Files.copy(jar, models.resolve("one.jar"));
        Files.copy(TestModels.pack(folder, folder.resolve("q.jar"), "two", "1.0.0", 0.5f), models.resolve("two.jar"));
        new ModelFolders(context, registry).close();
        assertEquals(List.of("one: 1.0.0", "two: 1.0.0"), listed());
        Files.delete(models.resolve("one.jar"));
        new ModelFolders(context, registry).close();
        assertEquals(List.of("two: 1.0.0"), listed());
    }

    private List<String> listed() {
        return registry.models().stream()
                .map(model -> model.name() + ": " + (model.usable() ? model.version() : "refused"))
                .toList();
    }

    private void await(List<String> expected) throws InterruptedException {
        long end = System.currentTimeMillis() + LIMIT_MILLIS;
        while (!listed().equals(expected) && System.currentTimeMillis() < end) {
            Thread.sleep(100);
        }
        assertEquals(expected, listed());
    }
}
