package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deforma.standalone.files.RasterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real images, which are not part of the project: they are looked for in the folder that the environment variable
 * DEFORMA_DATA names, else in {@code ../shared/data} beside the checkout; without them these tests are skipped.
 */
class RealDataTest {
    /** Pixel of the Perito Moreno images, whose georeference is nominal [m]. */
    private static final double PIXEL = 6.1;

    @TempDir
    Path folder;

    static Path data(String name) {
        String named = System.getenv("DEFORMA_DATA");
        Path data = named == null ? Path.of("../../../shared/data") : Path.of(named);
        Path found = data.resolve(name).toAbsolutePath().normalize();
        assumeTrue(Files.isDirectory(found), "there is no " + found + "; set DEFORMA_DATA to the folder of real data");
        return found;
    }

    /** Sentinel-2 images of 2020-01-31, 02-10 and 02-20 from the same orbit. */
    @ParameterizedTest
    @ValueSource(strings = {"ICGN", "CNN"})
    void theGlacierMovesItsMarginsDoNotAndTheSumCloses(String method) throws Exception {
        Path images = data("optical-perito-moreno");
        RasterMap twenty = measure(images, method, "0131", "0220");
        double[] speed = IntStream.range(0, twenty.columns() * twenty.rows())
                .mapToDouble(
                        i -> Math.hypot(twenty.bands().get(0)[i], twenty.bands().get(1)[i]) / PIXEL)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        assertTrue(speed.length > 3500, "measured cells: " + speed.length);
        assertEquals(3.8, quantile(speed, 0.5), 0.3, "the ice in 20 days, median [px]");
        assertEquals(7.3, quantile(speed, 0.99), 0.5, "its fastest part [px]");
        assertTrue(quantile(speed, 0.05) < 0.7, "the margins [px]: " + quantile(speed, 0.05));

        RasterMap first = measure(images, method, "0131", "0210");
        RasterMap second = measure(images, method, "0210", "0220");
        for (int band = 0; band < 2; band++) {
            float[] a = first.bands().get(band);
            float[] b = second.bands().get(band);
            float[] both = twenty.bands().get(band);
            double[] gap = IntStream.range(0, both.length)
                    .mapToDouble(i -> ((double) a[i] + b[i] - both[i]) / PIXEL)
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            double median = quantile(gap, 0.5);
            double[] deviations =
                    Arrays.stream(gap).map(g -> Math.abs(g - median)).sorted().toArray();
            assertEquals(0, median, 0.03, "10 days and 10 days less 20 days, median [px], band " + band);
            double nmad = 1.4826 * quantile(deviations, 0.5);
            assertTrue(
                    nmad < (method.equals("CNN") ? 0.043 : 0.048), "NMAD of the same [px], band " + band + ": " + nmad);
        }
    }

    /** Sentinel-1 over Mexico City in 2018; the places are known, a reference map there is none. */
    @Test
    void theCityIsOneClassAndTheParkIsNot() throws Exception {
        Path stack = data("insar-mexico-coherence").resolve("coherence");
        Path map = folder.resolve("cover.tif");
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), stack, folder);
        Cli.Outcome run = cli.run("run", "ClassifyCoherence", "--coherence=*.tif", "--output=" + map, "--json");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(run.lastLine().contains("\"pairs\":30,\"possiblePairs\":78"), run.lastLine());
        RasterMap cover = RasterMap.read(map);
        assertEquals(10, cover.bands().size(), "class, confidence, eight probabilities");
        assertTrue(stable(cover, 41, 13) > 0.9, "the historic centre is built-up or, hard to tell from it, bare");
        assertTrue(stable(cover, 2, 20) < 0.4, "the park of Chapultepec is neither");
    }

    /** Mean probability of built-up and bare ground, 5 x 5 px around a place. */
    private static double stable(RasterMap cover, int column, int row) {
        double sum = 0;
        for (int y = row - 2; y <= row + 2; y++) {
            for (int x = column - 2; x <= column + 2; x++) {
                int i = y * cover.columns() + x;
                sum += cover.bands().get(2)[i] + cover.bands().get(3)[i];
            }
        }
        return sum / 25;
    }

    private RasterMap measure(Path images, String method, String before, String after) throws Exception {
        Path map = folder.resolve(before + "-" + after + ".tif");
        Cli cli = new Cli(Distribution.bundles().get(0).getParent(), images, folder);
        String name = "perito_moreno_2020%s.tif";
        Cli.Outcome run = cli.run(
                "run",
                "Displacement",
                "--before=" + name.formatted(before),
                "--after=" + name.formatted(after),
                "--method=" + method,
                "--searchRange=12",
                "--step=16",
                "--output=" + map);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        return RasterMap.read(map);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
