package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deforma.standalone.files.RasterMap;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain with the bundles as they are shipped: files in, measured, file out. */
class RealToolTest {
    @TempDir
    Path folder;

    @Test
    void measuresAShiftFromFileToFile() throws Exception {
        Path before = Images.shiftedNoise(folder.resolve("before.tif"), 256, 1, 0, 0);
        Path after = Images.shiftedNoise(folder.resolve("after.tif"), 256, 1, 5, 3);
        Path map = folder.resolve("map.tif");
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
        Cli.Outcome run =
                cli.run("run", "Displacement", "--before=" + before, "--after=" + after, "--output=" + map, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(run.lastLine().contains("\"total\":1024"), run.lastLine());

        RasterMap measured = RasterMap.read(map);
        assertEquals(32, measured.columns());
        assertEquals(32, measured.rows());
        assertEquals(80, measured.cellSize(), 1e-9, "a cell is a step of 8 px of 10 m");
        assertEquals(4, measured.bands().size());
        // White noise is the roughest texture there is; a tenth of a pixel shows that signs, units and places are
        // right.
        int middle = 16 * 32 + 16;
        assertEquals(50, measured.bands().get(0)[middle], 1, "east [m]");
        assertEquals(-30, measured.bands().get(1)[middle], 1, "north [m]");
        assertEquals(1, measured.bands().get(2)[middle], 0.01, "correlation");
        assertEquals(List.of(), cli.leftovers(), "the scratch file is gone");
    }

    @Test
    void imagesWithoutTextureEndWellWithTheReasonCounted() throws Exception {
        var extent = new ReferencedEnvelope(4e5, 4e5 + 640, 4e6, 4e6 + 640, Images.crs(32611));
        float[] flat = new float[64 * 64];
        Arrays.fill(flat, 7);
        Path image = Images.write(folder.resolve("flat.tif"), flat, extent, 64);
        Path map = folder.resolve("map.tif");
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
        Cli.Outcome run =
                cli.run("run", "Displacement", "--before=" + image, "--after=" + image, "--output=" + map, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(run.lastLine().contains("\"measured\":0,"), run.lastLine());
        assertTrue(run.lastLine().matches(".*\"lowTexture\":[1-9].*"), run.lastLine());
        for (float[] band : RasterMap.read(map).bands()) {
            for (float value : band) {
                assertTrue(Float.isNaN(value));
            }
        }
    }

    @Test
    void theDemoAgreesWithItsTruth() throws Exception {
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
        Cli.Outcome demo = cli.run("demo", "--output", "demo");
        assertEquals("", demo.err());
        assertEquals(0, demo.code(), demo.out());
        assertEquals(
                2,
                demo.out()
                        .lines()
                        .filter(line -> line.startsWith("Agrees with the truth"))
                        .count(),
                demo.out());
        for (String file : List.of(
                "before.tif",
                "after.tif",
                "displacement.tif",
                "east.png",
                "north.png",
                "sigma.png",
                "ground_cover.tif",
                "ground_cover.png",
                "confidence.png")) {
            assertTrue(Files.size(folder.resolve("demo").resolve(file)) > 2000, file);
        }
        assertEquals(List.of(), cli.leftovers());
    }
}
