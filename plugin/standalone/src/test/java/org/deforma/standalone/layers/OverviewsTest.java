package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smaller copies against what they should be, computed pixel by pixel. */
class OverviewsTest {
    @TempDir
    Path folder;

    private final OpenFiles files = new OpenFiles();

    @AfterEach
    void close() {
        files.close();
    }

    private SourceFile source(Path file) throws IOException {
        return new SourceFile(files.file(file));
    }

    private List<TileSource> levels(SourceFile source, BitSet classes, ProgressListener listener) throws IOException {
        return Overviews.make(
                source,
                files.file(folder.resolve("tiles.tif")),
                files.file(folder.resolve("smaller.tif")),
                classes,
                listener);
    }

    private Pyramid make(SourceFile source) throws IOException {
        return new Pyramid(levels(source, new BitSet(), new DefaultProgressListener()), new TileCache(1 << 20));
    }

    /** Mean of those of four pixels that have data, from the raster itself down to the smallest copy. */
    private static float[] half(float[] values, int width, int height) {
        int columns = (width + 1) / 2;
        float[] half = new float[columns * ((height + 1) / 2)];
        for (int i = 0; i < half.length; i++) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < 4; k++) {
                int x = 2 * (i % columns) + k % 2;
                int y = 2 * (i / columns) + k / 2;
                if (x < width && y < height && !Float.isNaN(values[y * width + x])) {
                    sum += values[y * width + x];
                    count++;
                }
            }
            half[i] = count == 0 ? Float.NaN : (float) (sum / count);
        }
        return half;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "513, 1", "1, 2100", "513, 513", "1023, 700", "1500, 1030"})
    void levelsAreMeansOfThePixelsThatHaveData(int width, int height) throws IOException {
        float[] noise = new float[7919];
        Random random = new Random(20261123);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = i % 5 == 0 ? Float.NaN : random.nextFloat();
        }
        Rasters.Values values = (band, x, y) -> noise[(31 * y + x) % noise.length];
        Path file = Rasters.write(folder.resolve("a.tif"), width, height, 1, values);
        float[] expected = new float[width * height];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = values.at(0, i % width, i / width);
        }
        Pyramid pixels = make(source(file));
        int level = 0;
        Dimension size = pixels.size(0);
        assertEquals(new Dimension(width, height), size);
        for (; level < pixels.levels(); level++) {
            assertEquals(size, pixels.size(level));
            float[] read = pixels.read(level, new Rectangle(-1, -1, size.width + 2, size.height + 2), 0);
            for (int i = 0; i < read.length; i++) {
                int x = i % (size.width + 2) - 1;
                int y = i / (size.width + 2) - 1;
                boolean inside = x >= 0 && y >= 0 && x < size.width && y < size.height;
                assertEquals(inside ? expected[y * size.width + x] : Float.NaN, read[i]);
            }
            expected = half(expected, size.width, size.height);
            size = new Dimension((size.width + 1) / 2, (size.height + 1) / 2);
        }
        Dimension last = pixels.size(level - 1);
        assertTrue(last.width <= 512 && last.height <= 512, last.toString());
    }

    @Test
    void aRasterInStripsIsCopiedIntoTiles() throws IOException {
        // What the JDK writes without being asked for tiles: strips over the whole width.
        Path file = folder.resolve("strips.tif");
        var image = new java.awt.image.BufferedImage(3000, 600, java.awt.image.BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 3000; x++) {
                image.getRaster().setSample(x, y, 0, (x * 37 + y * 101) % 60_000);
            }
        }
        assertTrue(javax.imageio.ImageIO.write(image, "tiff", file.toFile()));
        SourceFile source = source(file);
        Pyramid pixels = make(source);
        assertEquals(false, source.isFitForWindows());
        assertTrue(Files.exists(folder.resolve("tiles.tif")));
        float[] read = pixels.read(0, new Rectangle(250, 250, 20, 10), 0);
        for (int i = 0; i < read.length; i++) {
            assertEquals(((250 + i % 20) * 37 + (250 + i / 20) * 101) % 60_000, read[i]);
        }
    }

    @Test
    void classesKeepTheMostFrequent() {
        float[] values = new float[512 * 512];
        java.util.Arrays.fill(values, Float.NaN);
        values[0] = 3;
        values[1] = 7;
        values[512] = 7;
        values[2] = 5;
        values[4] = 8;
        values[5] = 6;
        float[] half = Overviews.half(values, true);
        assertEquals(7, half[0]);
        assertEquals(5, half[1]);
        assertEquals(6, half[2], "the smaller of two");
        assertEquals(Float.NaN, half[3]);
        assertEquals(17f / 3, Overviews.half(values, false)[0]);
    }

    /** {@code result.tif}, 601 x 530 px, as the tools write it: height, x / 41 but for a hole, and a class, y / 45 % 3 + 1. */
    private Path result() throws IOException {
        Path file = folder.resolve("result.tif");
        try (InputStream in = OverviewsTest.class.getResourceAsStream("result.tif")) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void copiesInAToolsResultAreUsedWhereTheyAre() throws IOException {
        BitSet classes = BitSet.valueOf(new long[] {0b10});
        SourceFile source = source(result());
        List<TileSource> made = levels(source, classes, new DefaultProgressListener());
        assertFalse(Files.exists(folder.resolve("smaller.tif")));
        List<TileSource> found =
                Overviews.open(source, files.file(folder.resolve("none")), files.file(folder.resolve("smaller.tif")));
        for (List<TileSource> levels : List.of(made, found)) {
            Pyramid pixels = new Pyramid(levels, new TileCache(1 << 20));
            assertEquals(2, pixels.levels());
            assertEquals(new Dimension(301, 265), pixels.size(1));
            assertArrayEquals(new float[] {0, 0.5f, 1}, pixels.read(1, new Rectangle(19, 200, 3, 1), 0));
            float[] whole = pixels.read(0, new Rectangle(601, 530), 0);
            assertArrayEquals(half(whole, 601, 530), pixels.read(1, new Rectangle(301, 265), 0));
            assertArrayEquals(new float[] {1, 1, 2}, pixels.read(1, new Rectangle(9, 21, 1, 3), 1));
        }
    }

    @Test
    void copiesThatAverageClassesAreNot() throws IOException {
        SourceFile source = source(result());
        BitSet both = BitSet.valueOf(new long[] {0b11});
        Pyramid pixels = new Pyramid(levels(source, both, new DefaultProgressListener()), new TileCache(1 << 20));
        assertTrue(Files.exists(folder.resolve("smaller.tif")));
        assertEquals(2, pixels.levels());
        assertArrayEquals(new float[] {0, 0, 1}, pixels.read(1, new Rectangle(19, 200, 3, 1), 0));
    }

    @Test
    void cancellingEndsIt() throws IOException {
        Path file = Rasters.write(folder.resolve("a.tif"), 1500, 1500, 1, (band, x, y) -> x);
        DefaultProgressListener listener = new DefaultProgressListener();
        listener.setCanceled(true);
        SourceFile source = source(file);
        assertThrows(CancellationException.class, () -> levels(source, new BitSet(), listener));
    }

    @Test
    void manyReadersAtOnceSeeTheSameAndTheCacheKeepsItsLimit() throws Exception {
        Path file = Rasters.write(folder.resolve("a.tif"), 1000, 800, 3, (band, x, y) -> 10_000 * band + x + 0.5f * y);
        TileCache cache = new TileCache(3 << 20);
        Pyramid pixels = new Pyramid(levels(source(file), new BitSet(), new DefaultProgressListener()), cache);
        List<Thread> readers = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Thread reader = new Thread(() -> {
                for (int i = 0; i < 8; i++) {
                    int band = random.nextInt(3);
                    int x = random.nextInt(900);
                    int y = random.nextInt(700);
                    float[] read = pixels.read(0, new Rectangle(x, y, 90, 60), band);
                    assertEquals(10_000 * band + x + 0.5f * y, read[0]);
                    assertEquals(10_000 * band + x + 89 + 0.5f * (y + 59), read[read.length - 1]);
                }
            });
            reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            readers.add(reader);
            reader.start();
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertEquals(List.of(), failures);
        assertTrue(cache.bytes() <= 3 << 20, "the cache holds " + cache.bytes());
        pixels.close();
        assertEquals(0, cache.bytes());
    }
}
