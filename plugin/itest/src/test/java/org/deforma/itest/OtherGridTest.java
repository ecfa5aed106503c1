package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deforma.standalone.files.RasterMap;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images of a pair on grids that do not match, from file to file: the ground is known between its pixels, so {@code
 * after} is sampled from it directly on whatever grid, and what is measured must still be the truth.
 */
class OtherGridTest {
    private static final int SIZE = 256;
    private static final double PIXEL = 10;
    private static final double WEST = 4e5;
    private static final double NORTH = 4e6;
    private static final double DX = 1.37;
    private static final double DY = -0.62;

    @TempDir
    static Path folder;

    private static FractalScene scene;

    @BeforeAll
    static void before() throws Exception {
        scene = new FractalScene(SIZE, SIZE, 7);
        float[] pixels = scene.warped(DisplacementField.shift(DX, DY));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey(pixels[i]);
        }
        var extent = new ReferencedEnvelope(WEST, WEST + SIZE * PIXEL, NORTH - SIZE * PIXEL, NORTH, Images.crs(32611));
        Images.write(folder.resolve("before.tif"), pixels, extent, SIZE);
    }

    private static float grey(double value) {
        return (float) Math.rint(10_000 + 1500 * value);
    }

    /** Writes the scene on a grid that covers it, with some margin or without, and pixels of the given size. */
    private static void after(int epsg, double pixel, double margin) throws Exception {
        CoordinateReferenceSystem crs = Images.crs(epsg);
        MathTransform toScene = CRS.findMathTransform(crs, Images.crs(32611), true);
        ReferencedEnvelope extent = new ReferencedEnvelope(
                        WEST - margin,
                        WEST + SIZE * PIXEL + margin,
                        NORTH - SIZE * PIXEL - margin,
                        NORTH + margin,
                        Images.crs(32611))
                .transform(crs, true);
        int width = (int) (extent.getWidth() / pixel);
        int height = (int) (extent.getHeight() / pixel);
        float[] pixels = new float[width * height];
        double[] point = new double[2];
        for (int i = 0; i < pixels.length; i++) {
            point[0] = extent.getMinX() + (i % width + 0.5) * pixel;
            point[1] = extent.getMaxY() - (i / width + 0.5) * pixel;
            toScene.transform(point, 0, point, 0, 1);
            pixels[i] = grey(scene.value((point[0] - WEST) / PIXEL, (NORTH - point[1]) / PIXEL));
        }
        var exact = new ReferencedEnvelope(
                extent.getMinX(),
                extent.getMinX() + width * pixel,
                extent.getMaxY() - height * pixel,
                extent.getMaxY(),
                crs);
        Images.write(folder.resolve("after.tif"), pixels, exact, width);
    }

    @ParameterizedTest
    @CsvSource({
        "32611, 10, 203.7, pixels of 10 x 10 in EPSG:32611 were resampled",
        "32611, 5, -300, pixels of 5 x 5 in EPSG:32611 were resampled",
        "32610, 8, 100, pixels of 8 x 8 in EPSG:32610 were resampled",
        "4326, 0.00008, 100, pixels of 0.00008 x 0.00008 in EPSG:4326 were resampled"
    })
    void measuresTheTruthOnAnyGrid(int epsg, double pixel, double margin, String note) throws Exception {
        after(epsg, pixel, margin);
        Path map = folder.resolve("map.tif");
        Cli.Outcome run = new Cli(Distribution.bundles().get(0).getParent(), folder, folder)
                .run("run", "Displacement", "--before=before.tif", "--after=after.tif", "--output=" + map, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(run.lastLine().contains(note), run.lastLine());
        RasterMap measured = RasterMap.read(map);
        assertEquals(DX, median(measured.bands().get(0), measured.columns()) / PIXEL, 0.01, "to the east [px]");
        assertEquals(DY, -median(measured.bands().get(1), measured.columns()) / PIXEL, 0.01, "to the south [px]");
        Files.delete(map);
    }

    /** Median of the inner half, in both directions, of a square map. */
    private static double median(float[] band, int side) {
        float[] inner = new float[side / 2 * (side / 2)];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = band[(side / 4 + i / (side / 2)) * side + side / 4 + i % (side / 2)];
        }
        Arrays.sort(inner);
        assertTrue(!Float.isNaN(inner[inner.length - 1]), "all of the inner half is measured");
        return inner[inner.length / 2];
    }
}
