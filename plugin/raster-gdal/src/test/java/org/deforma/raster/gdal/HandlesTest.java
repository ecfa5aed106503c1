package org.deforma.raster.gdal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gdal.gdalconst.gdalconstConstants;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one file, and nothing that stays open. */
class HandlesTest {
    @TempDir
    private Path temp;

    @BeforeAll
    static void needsGdal() {
        Fixtures.assumeGdal();
    }

    @Test
    void eightThreadsReadTheSameAsOne() throws Exception {
        Path tiff = Fixtures.tiff(temp.resolve("a.tif"), gdalconstConstants.GDT_UInt16, 700, 600, 2);
        for (String[] other : List.of(
                new String[] {"a.jp2", "-of", "JP2OpenJPEG", "-co", "REVERSIBLE=YES", "-co", "QUALITY=100"},
                new String[] {"a.nc", "-of", "netCDF", "-b", "1"},
                new String[] {"lerc.tif", "-co", "COMPRESS=LERC", "-co", "TILED=YES"})) {
            Path file = Fixtures.translate(
                    tiff, temp.resolve(other[0]), java.util.Arrays.copyOfRange(other, 1, other.length));
            GridCoverage2D coverage = Fixtures.open(file);
            RenderedImage image = coverage.getRenderedImage();
            double[] whole = image.getData().getSamples(0, 0, 700, 600, 0, (double[]) null);
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Future<?>> runs = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    Random random = new Random(thread);
                    runs.add(pool.submit(() -> {
                        for (int i = 0; i < 20; i++) {
                            assertPart(image, whole, random);
                        }
                    }));
                }
                for (Future<?> run : runs) {
                    run.get();
                }
            } finally {
                pool.shutdownNow();
                coverage.dispose(true);
            }
        }
    }

    private static void assertPart(RenderedImage image, double[] whole, Random random) {
        Rectangle area = new Rectangle(random.nextInt(600), random.nextInt(500), 90, 80);
        double[] found = image.getData(area).getSamples(area.x, area.y, area.width, area.height, 0, (double[]) null);
        double[] expected = new double[found.length];
        for (int y = 0; y < area.height; y++) {
            System.arraycopy(whole, (area.y + y) * 700 + area.x, expected, y * area.width, area.width);
        }
        assertArrayEquals(expected, found);
    }

    @Test
    void filesAreGivenBack() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "the system does not say which files are open");
        Path file = Fixtures.tiff(temp.resolve("a.tif"), gdalconstConstants.GDT_Float32, 300, 300, 1);
        Path broken = Files.write(temp.resolve("b.tif"), java.util.Arrays.copyOf(Files.readAllBytes(file), 5000));
        Fixtures.open(file).dispose(true);
        assertEquals(0, open(descriptors, temp));
        for (int i = 0; i < 50; i++) {
            GridCoverage2D coverage = Fixtures.open(file);
            coverage.getRenderedImage().getTile(0, 0);
            coverage.dispose(true);
            assertThrows(
                    IllegalStateException.class,
                    () -> coverage.getRenderedImage().getTile(0, 0).getNumBands());
            try {
                GridCoverage2D half = Fixtures.open(broken);
                assertThrows(
                        RuntimeException.class, () -> half.getRenderedImage().getData());
                half.dispose(true);
            } catch (IllegalArgumentException e) {
                // Refused at once: as well.
            }
        }
        assertEquals(0, open(descriptors, temp));
    }

    private static long open(Path descriptors, Path below) throws IOException {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).startsWith(below);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .count();
        }
    }
}
