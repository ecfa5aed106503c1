package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deforma.host.files.RasterInput;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model bundles as an administrator meets them: dropped into a folder of a running host, replaced, taken away. */
class ModelBundlesTest {
    private static final long LIMIT_MILLIS = 30_000;

    @TempDir
    Path folder;

    @Test
    void aModelComesChangesAndGoesWhileTheHostRuns() throws Exception {
        Path models = folder.resolve("models");
        Path image = Images.noise(folder.resolve("image.tif"), 1);
        try (Host host = Host.start(Distribution.bundles().get(0).getParent(), models)) {
            assertTrue(model(host, "coherence-classes").get().get("usable").getAsBoolean(), "what is shipped works");
            assertEquals(Optional.empty(), model(host, "threshold"));
            IllegalArgumentException none = wrong(host, image, "threshold");
            assertTrue(none.getMessage().contains("'threshold'"), none.getMessage());

            Files.createDirectories(models);
            Files.move(pack(host, "1.0.0", 2500), models.resolve("threshold.jar"));
            await(host, "1.0.0");
            assertEquals(1, classOf(host, image, 2000));
            assertEquals(2, classOf(host, image, 3000));

            Files.move(pack(host, "1.1.0", 1000), models.resolve("threshold.jar"), StandardCopyOption.REPLACE_EXISTING);
            await(host, "1.1.0");
            assertEquals(2, classOf(host, image, 2000));

            Files.delete(models.resolve("threshold.jar"));
            await(host, "");
            wrong(host, image, "threshold");
        }
    }

    @Test
    void aBundleThatIsNotWhatItSaysIsListedAsRefused() throws Exception {
        Path models = Files.createDirectories(folder.resolve("models"));
        try (Host host = Host.start(Distribution.bundles().get(0).getParent(), folder.resolve("none"))) {
            Path good = pack(host, "1.0.0", 2500);
            rewrite(good, models.resolve("code.jar"), "Evil.class", new byte[] {1, 2, 3});
            Path other = folder.resolve("other");
            Files.createDirectories(other);
            byte[] lies = Files.readAllBytes(TestModel.write(other, "threshold", "1.0.0", 1));
            rewrite(good, models.resolve("lies.jar"), "model.onnx", lies);
        }
        try (Host host = Host.start(Distribution.bundles().get(0).getParent(), models)) {
            int refused = 0;
            for (JsonElement element : models(host)) {
                JsonObject model = element.getAsJsonObject();
                if (!model.get("usable").getAsBoolean()) {
                    refused++;
                    assertTrue(model.get("refusal").getAsString().length() > 20, model.toString());
                }
            }
            assertEquals(2, refused, models(host).toString());
            assertTrue(
                    java.util.Arrays.stream(host.context().getBundles())
                            .noneMatch(bundle -> bundle.getEntry("Evil.class") != null),
                    "a jar with code is not even installed");
            assertTrue(model(host, "coherence-classes").get().get("usable").getAsBoolean(), "the others go on");
        }
    }

    @Test
    void theCommandLinePacksListsAndRuns() throws Exception {
        Path onnx = TestModel.write(folder, "threshold", "1.0.0", 2500);
        Path image = Images.noise(folder.resolve("image.tif"), 1);
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
        Path jar = Files.createDirectories(folder.resolve("models")).resolve("threshold.jar");
        Cli.Outcome pack = cli.run("pack", onnx.toString(), "threshold.json", "--output", jar.toString());
        assertEquals("", pack.err());
        assertEquals(0, pack.code());

        Cli.Outcome list = cli.run("models");
        assertEquals("", list.err());
        assertTrue(list.out().contains("threshold") && list.out().contains("coherence-classes"), list.out());

        Cli.Outcome devices = cli.run("devices");
        assertEquals(0, devices.code(), devices.err());
        assertTrue(devices.out().contains("cpu      available"), devices.out());

        Path map = folder.resolve("map.tif");
        Cli.Outcome run = cli.run(
                "run", "Classify", "--raster", image.toString(), "--model", "threshold", "--output=" + map, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        JsonObject report =
                JsonParser.parseString(run.lastLine()).getAsJsonObject().getAsJsonObject("report");
        assertEquals("cpu", report.getAsJsonObject("device").get("name").getAsString());

        Cli.Outcome gpu = cli.run("run", "Classify", "--raster=" + image, "--device=gpu:7", "--output=" + map);
        assertEquals(2, gpu.code());
        assertEquals(1, gpu.err().lines().count(), gpu.err());
        assertTrue(gpu.err().contains("gpu:7"), gpu.err());

        Files.writeString(folder.resolve("text.onnx"), "this is no network");
        Cli.Outcome bad = cli.run("pack", "text.onnx", "threshold.json", "--output", jar.toString());
        assertEquals(2, bad.code());
        assertEquals(1, bad.err().lines().count(), bad.err());
        assertTrue(cli.run("models").out().contains("threshold"), "a bundle that is there survives");
        assertEquals(java.util.List.of(), cli.leftovers());
    }

    private Path pack(Host host, String version, float threshold) throws Exception {
        Path onnx = TestModel.write(folder, "threshold", version, threshold);
        Path jar = folder.resolve("packed.jar");
        host.command("pack", onnx.toString(), folder.resolve("threshold.json").toString(), jar.toString());
        return jar;
    }

    /** Copies a jar with one more, or another, entry. */
    private static void rewrite(Path from, Path to, String name, byte[] content) throws Exception {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals(name) ? content : in.readAllBytes());
            }
            if (name.endsWith(".class")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
            }
        }
    }

    /** The class of a pixel near a value, by the model that is there now. */
    private static int classOf(Host host, Path image, int value) throws Exception {
        Map<String, Object> results = new HashMap<>();
        try (RasterInput input = RasterInput.open("raster", image)) {
            results.putAll(classify(host, input.coverage(), "threshold"));
            GridCoverage2D map = (GridCoverage2D) results.get("result");
            Raster values = input.coverage().getRenderedImage().getData();
            Raster classes = map.getRenderedImage().getData();
            try {
                int nearest = 0;
                for (int i = 0; i < 64 * 64; i++) {
                    if (Math.abs(values.getSample(i % 64, i / 64, 0) - value)
                            < Math.abs(values.getSample(nearest % 64, nearest / 64, 0) - value)) {
                        nearest = i;
                    }
                }
                return classes.getSample(nearest % 64, nearest / 64, 0);
            } finally {
                map.dispose(true);
            }
        }
    }

    private static IllegalArgumentException wrong(Host host, Path image, String model) {
        try (RasterInput input = RasterInput.open("raster", image)) {
            ProcessException failure =
                    assertThrows(ProcessException.class, () -> classify(host, input.coverage(), model));
            return (IllegalArgumentException) failure.getCause();
        }
    }

    private static Map<String, Object> classify(Host host, GridCoverage2D raster, String model) throws Exception {
        return process(host, "Classify").create().execute(Map.of("raster", raster, "model", model), null);
    }

    private static ProcessCatalog.Entry process(Host host, String name) {
        return new ProcessCatalog(host.factories()).find(name).orElseThrow();
    }

    private static JsonArray models(Host host) throws Exception {
        Map<String, Object> results = process(host, "Models").create().execute(Map.of(), null);
        return JsonParser.parseString((String) results.values().iterator().next())
                .getAsJsonArray();
    }

    private static Optional<JsonObject> model(Host host, String name) throws Exception {
        for (JsonElement element : models(host)) {
            if (element.getAsJsonObject().get("name").getAsString().equals(name)) {
                return Optional.of(element.getAsJsonObject());
            }
        }
        return Optional.empty();
    }

    /** Waits until the model is there in a version, or, for an empty one, until it is gone. */
    private static void await(Host host, String version) throws Exception {
        long end = System.currentTimeMillis() + LIMIT_MILLIS;
        String there;
        do {
            Thread.sleep(200);
            there = model(host, "threshold")
                    .map(model -> model.get("version").getAsString())
                    .orElse("");
        } while (!there.equals(version) && System.currentTimeMillis() < end);
        assertEquals(version, there);
        assertFalse(there.isEmpty() && model(host, "threshold").isPresent());
    }
}
