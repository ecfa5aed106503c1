package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for layers with the bundles as they are shipped, from file to answer. */
class LayerToolsTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    private Path plane;

    /** A plane that grows by 1 a column, from 1: 10 m pixels from (400000, 4000640). */
    @BeforeEach
    void write() throws Exception {
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 1 + i % SIDE;
        }
        var extent = new ReferencedEnvelope(4e5, 4e5 + 10 * SIDE, 4e6, 4e6 + 10 * SIDE, Images.crs(32611));
        plane = Images.write(folder.resolve("plane.tif"), pixels, extent, SIDE);
    }

    private Cli cli() throws Exception {
        return new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
    }

    private Cli.Outcome sample(String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("run", "Sample", "--data=" + plane, "--points", "LINESTRING(400005 4000005, 400305 4000005)"));
        words.addAll(List.of(more));
        return cli().run(words.toArray(String[]::new));
    }

    @Test
    void aProfileIsPrintedAsATable() throws Exception {
        Cli.Outcome run = sample("--count", "4");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        List<String> lines = run.out().lines().toList();
        assertEquals(5, lines.size(), run.out());
        assertTrue(lines.get(0).startsWith("distance [m]\tx\ty\t"), lines.get(0));
        assertEquals("0.0\t400005.0\t4000005.0\t1.0", lines.get(1));
        assertEquals("100.0\t400105.0\t4000005.0\t11.0", lines.get(2));
        assertEquals("300.0\t400305.0\t4000005.0\t31.0", lines.get(4));
    }

    @Test
    void aProfileAsJson() throws Exception {
        Cli.Outcome run = sample("--count", "2", "--json");
        assertEquals("", run.err());
        assertTrue(
                run.lastLine()
                        .matches(
                                "\\{\"process\":\"deforma:Sample\",\"seconds\":[0-9.]+,\"report\":\\{\"crs\":\"EPSG:32611\","
                                        + "\"length\":300.0,\"unit\":\"m\",.*\"values\":\\[\\[1.0],\\[31.0]]}}"),
                run.lastLine());
    }

    @Test
    void sampleDescribesItself() throws Exception {
        String text = cli().run("describe", "Sample").out();
        assertTrue(text.contains("--points WKT  (required)"), text);
        assertTrue(text.contains("--count WHOLE-NUMBER  (default 200, 2 to 10000)"), text);
    }

    @Test
    void mistakesOfASampleEndWithExitCodeTwo() throws Exception {
        Cli.Outcome run = sample("--crs", "EPSG:4326");
        assertEquals(2, run.code());
        assertEquals(
                "deforma: points has the place 400005.0, 4000005.0, which is nowhere in WGS 84; x is east or longitude, and"
                        + " crs tells the system\n",
                run.err());
    }

    @Test
    void anImportedFileKeepsEveryByteAndSaysWhatItIs() throws Exception {
        Path copy = folder.resolve("copy.tif");
        Cli.Outcome run = cli().run("run", "Import", "--raster=" + plane, "--output=" + copy, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertArrayEquals(Files.readAllBytes(plane), Files.readAllBytes(copy));
        assertTrue(
                run.lastLine()
                        .contains("\"report\":{\"kind\":\"image\",\"columns\":64,\"rows\":64,\"crs\":\"EPSG:32611\","
                                + "\"pixelWidth\":10.0,\"pixelHeight\":10.0,\"unit\":\"m\",\"bands\":[{"),
                run.lastLine());
        assertTrue(run.lastLine().contains("\"minimum\":1.0,\"percentile2\":2.0,"), run.lastLine());
        assertTrue(run.lastLine().contains("\"styles\":[\"image\"]"), run.lastLine());
    }

    @Test
    void aDisplacementIsKnownAgain() throws Exception {
        Path before = Images.shiftedNoise(folder.resolve("before.tif"), 128, 1, 0, 0);
        Path after = Images.shiftedNoise(folder.resolve("after.tif"), 128, 1, 2, 1);
        Path map = folder.resolve("map.tif");
        assertEquals(
                0,
                cli().run("run", "Displacement", "--before=" + before, "--after=" + after, "--output=" + map)
                        .code());
        Cli.Outcome run =
                cli().run("run", "Import", "--raster=" + map, "--output=" + folder.resolve("copy.tif"), "--json");
        assertEquals("", run.err());
        assertTrue(run.lastLine().contains("\"kind\":\"displacement\""), run.lastLine());
        assertTrue(
                run.lastLine().contains("\"styles\":[\"east\",\"north\",\"magnitude\",\"correlation\",\"sigma\"]"),
                run.lastLine());
        Cli.Outcome values = cli().run("run", "Sample", "--data=" + map, "--points", "POINT(0 0)");
        assertEquals("x\ty\teast [m]\tnorth [m]\tcorrelation\tsigma [m]\n0.0\t0.0\t\t\t\t\n", values.out());
        assertEquals(List.of(), cli().leftovers());
    }
}
