package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deforma.standalone.files.RasterMap;
import org.deforma.synthetic.Dislocation;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Earthquake;
import org.deforma.synthetic.ImagePair;
import org.deforma.synthetic.Scene;
import org.deforma.synthetic.SplineScene;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A surface rupture on textures of real sensors that no network of ours has seen: two scenes of Landsat 7, warped by an
 * earthquake (Okada 1985), with noise. The method CNN is compared with the correlator and the window that suits it best.
 */
class RuptureTest {
    private static final double METRES = 30;
    private static final double SNR = 25;
    private static final int STEP = 4;
    private static final List<Integer> WINDOWS = List.of(16, 24, 32, 64);
    /** Distance of the rupture within which errors are near it [px]. */
    private static final int NEAR = 16;
    /** Beyond this they are far from it [px]. */
    private static final int FAR = 48;

    private static final int EDGE = 40;
    /** From one pixel to the next at which the truth is broken [px]. */
    private static final double JUMP = 0.1;

    @TempDir
    Path folder;

    /** Errors of a map [px]. */
    private record Errors(double near, double far) {}

    @Test
    void theNetworkLowersTheErrorsAtARuptureOnRealTextures() throws Exception {
        Path landsat = RealDataTest.data("optical-landsat");
        for (String name : List.of("LE71400412000304SGS00_B4.tif", "L7_ETMs.tif")) {
            ImagePair pair = pair(RasterMap.read(landsat.resolve(name)));
            write(pair.before(), pair.width(), "before.tif");
            write(pair.after(), pair.width(), "after.tif");
            double near = Double.POSITIVE_INFINITY;
            double far = Double.POSITIVE_INFINITY;
            for (int window : WINDOWS) {
                Errors correlator = measure(pair, "ICGN", window);
                near = Math.min(near, correlator.near);
                far = window == 32 ? correlator.far : far;
            }
            Errors network = measure(pair, "CNN", 32);
            assertTrue(
                    network.near < 0.68 * near, name + ": near the rupture " + network.near + " px instead of " + near);
            assertTrue(network.far < far, name + ": far from it " + network.far + " px instead of " + far);
        }
    }

    /** A rupture with up to some 1.5 px of slip that comes in from the left and ends in the image. */
    private static ImagePair pair(RasterMap landsat) {
        int size = Math.min(512, Integer.highestOneBit(Math.min(landsat.columns(), landsat.rows())));
        double length = size * METRES * 0.7;
        Dislocation fault =
                new Dislocation(-0.42 * size * METRES, -0.3 * size * METRES, 0, 55, 90, length, 12e3, -45, 0, 0);
        DisplacementField field = Earthquake.tapered(fault, 6).seenFromAbove(size, size, METRES);
        return ImagePair.of(scene(landsat, size), field, SNR, 1).quantised(8000, 1200);
    }

    /** An image between its pixels, by cubic interpolation (Catmull-Rom); at its edges it goes on at the other side. */
    private static Scene scene(RasterMap image, int size) {
        float[] pixels = new float[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.bands().get(0)[i / size * image.columns() + i % size];
        }
        float[] wide = new float[2 * size * size];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / size * size;
            int x = i % size;
            wide[2 * i] = pixels[i];
            wide[2 * i + 1] = between(
                    pixels[row + (x + size - 1) % size],
                    pixels[i],
                    pixels[row + (x + 1) % size],
                    pixels[row + (x + 2) % size]);
        }
        float[] nodes = new float[4 * size * size];
        int w = 2 * size;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < w; x++) {
                nodes[2 * y * w + x] = wide[y * w + x];
                nodes[(2 * y + 1) * w + x] = between(
                        wide[(y + size - 1) % size * w + x],
                        wide[y * w + x],
                        wide[(y + 1) % size * w + x],
                        wide[(y + 2) % size * w + x]);
            }
        }
        return SplineScene.drawn(nodes, w, w, size, size, 1, 1);
    }

    private static float between(float a, float b, float c, float d) {
        return (9 * (b + c) - (a + d)) / 16;
    }

    private void write(float[] pixels, int size, String name) throws Exception {
        double side = size * METRES;
        Images.write(
                folder.resolve(name),
                pixels,
                new ReferencedEnvelope(4e5, 4e5 + side, 4e6, 4e6 + side, Images.crs(32611)),
                size);
    }

    private Errors measure(ImagePair pair, String method, int window) throws Exception {
        Path file = folder.resolve("map.tif");
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), folder, folder);
        Cli.Outcome run = cli.run(
                "run",
                "Displacement",
                "--before=before.tif",
                "--after=after.tif",
                "--method=" + method,
                "--window=" + window,
                "--step=" + STEP,
                "--output=" + file);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        RasterMap map = RasterMap.read(file);
        Files.delete(file);
        return errors(pair, map, window);
    }

    private static Errors errors(ImagePair pair, RasterMap map, int window) {
        double[] squares = new double[2];
        int[] counts = new int[2];
        float[] distance = distances(pair);
        // Cells begin where half a window and a step leave them, and are centred on their windows.
        double first = -Math.floorDiv(window - STEP, 2) + window / 2.0;
        for (int i = 0; i < map.columns() * map.rows(); i++) {
            int column = i % map.columns();
            double x = first + column * STEP;
            int row = i / map.columns();
            double y = first + row * STEP;
            float east = map.bands().get(0)[i];
            if (Math.min(x, y) < EDGE || Math.max(x, y) > pair.width() - EDGE || Float.isNaN(east)) {
                continue;
            }
            float d = distance[(int) y * pair.width() + (int) x];
            int which = d <= NEAR ? 0 : d > FAR ? 1 : -1;
            if (which < 0) {
                continue;
            }
            DisplacementField.Vector truth = pair.field().at(x, y);
            double ex = east / METRES - truth.dx();
            double ey = -map.bands().get(1)[i] / METRES - truth.dy();
            squares[which] += ex * ex + ey * ey;
            counts[which] += 2;
        }
        return new Errors(Math.sqrt(squares[0] / counts[0]), Math.sqrt(squares[1] / counts[1]));
    }

    /** Distance of each pixel from the nearest break of the truth, up to {@value #FAR} and one more [px]. */
    private static float[] distances(ImagePair pair) {
        int size = pair.width();
        float[] distances = new float[size * size];
        java.util.Arrays.fill(distances, FAR + 1);
        for (int y = 0; y + 1 < size; y++) {
            for (int x = 0; x + 1 < size; x++) {
                if (jump(pair, x, y, 1, 0) > JUMP || jump(pair, x, y, 0, 1) > JUMP) {
                    for (int v = Math.max(0, y - FAR); v <= Math.min(size - 1, y + FAR); v++) {
                        for (int u = Math.max(0, x - FAR); u <= Math.min(size - 1, x + FAR); u++) {
                            float d = (float) Math.hypot(u - x, v - y);
                            distances[v * size + u] = Math.min(distances[v * size + u], d);
                        }
                    }
                }
            }
        }
        return distances;
    }

    private static double jump(ImagePair pair, int x, int y, int right, int down) {
        DisplacementField.Vector a = pair.field().at(x + 0.5, y + 0.5);
        DisplacementField.Vector b = pair.field().at(x + 0.5 + right, y + 0.5 + down);
        return Math.hypot(a.dx() - b.dx(), a.dy() - b.dy());
    }
}
