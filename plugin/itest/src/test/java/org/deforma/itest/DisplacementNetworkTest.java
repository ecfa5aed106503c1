package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deforma.host.files.RasterInput;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.ProcessCatalog;
import org.deforma.standalone.files.RasterMap;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Method CNN with the bundles as they are shipped and a network of one line. */
class DisplacementNetworkTest {
    @TempDir
    Path folder;

    @Test
    void aNetworkRefinesFromFileToFile() throws Exception {
        Path before = Images.shiftedNoise(folder.resolve("before.tif"), 256, 1, 0, 0);
        Path after = Images.shiftedNoise(folder.resolve("after.tif"), 256, 1, 5, 3);
        Path map = folder.resolve("map.tif");
        Path jar = Files.createDirectories(folder.resolve("models")).resolve("stretch.jar");
        TestModel.writeDisplacement(folder, "stretch", 0.1f, 0.2f);
        Cli cli = new Cli(Distribution.bundleFolder(), folder, folder);
        Cli.Outcome pack = cli.run("pack", "stretch.onnx", "stretch.json", "--output", jar.toString());
        assertEquals("", pack.err());
        Cli.Outcome run = cli.run(
                "run",
                "Displacement",
                "--before=" + before,
                "--after=" + after,
                "--method=cnn",
                "--model=stretch",
                "--minCorrelation=0",
                "--output=" + map,
                "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());

        RasterMap measured = RasterMap.read(map);
        int middle = 16 * 32 + 16;
        assertEquals(50 * 1.1 * 1.1, measured.bands().get(0)[middle], 1, "dx a tenth more, twice [m]");
        assertEquals(-30 * 1.2 * 1.2, measured.bands().get(1)[middle], 1, "dy a fifth more, twice [m]");
        assertEquals(1, measured.bands().get(3)[middle], 1e-3, "sigma [m]");
        JsonObject report =
                JsonParser.parseString(run.lastLine()).getAsJsonObject().getAsJsonObject("report");
        assertEquals("2.0.0", report.getAsJsonObject("model").get("version").getAsString());
        assertEquals(
                64, report.getAsJsonObject("model").get("sha256").getAsString().length());
        assertEquals("cpu", report.getAsJsonObject("device").get("name").getAsString());
        assertTrue(report.get("notes").toString().contains("model stretch has seen 20 to 30 m"), run.lastLine());
        String file = Files.readString(map, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(file.contains("DEFORMA_MODEL") && file.contains("DEFORMA_DEVICE"), "the file says it too");

        Cli.Outcome gpu = cli.run(
                "run",
                "Displacement",
                "--before=" + before,
                "--after=" + after,
                "--method=CNN",
                "--model=stretch",
                "--device=gpu:7",
                "--output=" + map);
        assertMistake(gpu, "gpu:7");
        Cli.Outcome none = cli.run(
                "run",
                "Displacement",
                "--before=" + before,
                "--after=" + after,
                "--method=CNN",
                "--model=none",
                "--output=" + map);
        assertMistake(none, "there is no model 'none'");
        Cli.Outcome other = cli.run(
                "run",
                "Displacement",
                "--before=" + before,
                "--after=" + after,
                "--method=CNN",
                "--model=coherence-classes",
                "--output=" + map);
        assertMistake(other, "takes coherence matrices, not displacement fields");
        assertEquals(List.of(), cli.leftovers());
    }

    private static void assertMistake(Cli.Outcome run, String sentence) {
        assertEquals(2, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(sentence), run.err());
    }

    @Test
    void withoutTheInferenceBundleTheCorrelatorWorks() throws Exception {
        Path before = Images.shiftedNoise(folder.resolve("before.tif"), 128, 1, 0, 0);
        Path after = Images.shiftedNoise(folder.resolve("after.tif"), 128, 1, 2, 1);
        try (Host host = Host.start(Distribution.bundleFolder(), folder.resolve("models"))) {
            Bundle inference = Stream.of(host.context().getBundles())
                    .filter(bundle -> "org.deforma.inference".equals(bundle.getSymbolicName()))
                    .findFirst()
                    .orElseThrow();
            inference.stop();
            measure(host, before, after, "ICGN", "");
            ProcessException refused =
                    assertThrows(ProcessException.class, () -> measure(host, before, after, "CNN", ""));
            assertTrue(refused.getMessage().startsWith("method CNN needs a neural network"), refused.getMessage());
            assertTrue(refused.getCause() instanceof IllegalArgumentException);

            inference.start();
            ProcessException missing =
                    assertThrows(ProcessException.class, () -> measure(host, before, after, "CNN", "none"));
            assertTrue(missing.getMessage().startsWith("model: there is no model 'none'"), missing.getMessage());
            assertFalse(missing.getMessage().contains("\n"));
        }
    }

    private static void measure(Host host, Path before, Path after, String method, String model) throws Exception {
        try (RasterInput first = RasterInput.open("before", before);
                RasterInput second = RasterInput.open("after", after)) {
            Map<String, Object> arguments = new HashMap<>(
                    Map.of("before", first.coverage(), "after", second.coverage(), "method", method, "model", model));
            Map<String, Object> results = new ProcessCatalog(host.factories())
                    .find("Displacement")
                    .orElseThrow()
                    .create()
                    .execute(arguments, null);
            ((GridCoverage2D) results.get("result")).dispose(true);
        }
    }
}
