package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.geotools.api.util.ProgressListener;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order of the file, and what its smaller copies show. */
class CloudOptimisedTest {
    private static final List<Band> BANDS =
            List.of(new Band("east", "m"), new Band("class", "", true), new Band("correlation", ""));

    @TempDir
    Path folder;

    private final PooledTileRunner runner = new PooledTileRunner(2);

    @AfterEach
    void stop() {
        runner.close();
    }

    /** Noise, classes in speckles, and holes of all sizes, single pixels too. */
    private static float[][] values(int width, int height) {
        Random random = new Random(7);
        float[][] values = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            boolean hole = (i % width / 40 + i / width / 30) % 5 == 0 || random.nextInt(3) == 0;
            values[0][i] = hole ? Float.NaN : (float) random.nextGaussian();
            values[1][i] = hole ? Float.NaN : random.nextInt(3) + 1;
            values[2][i] = random.nextFloat();
        }
        return values;
    }

    private Path write(float[][] values, int width, boolean big, TileRunner tiles) throws IOException {
        int height = values[0].length / width;
        Path file = folder.resolve("result.tif");
        try (ScratchRaster raw = new ScratchRaster(folder.resolve("result.raw"), width, height, 3)) {
            for (int band = 0; band < 3; band++) {
                raw.write(new Rectangle(width, height), band, values[band]);
            }
            new GeoTiffFile(Coverages.grid(width, height, Coverages.TEN_METRES, 32633), BANDS, big)
                    .write(file, Map.of("NOTE", "kept"), raw, tiles);
        }
        return file;
    }

    /** What the copy must show, straight from the definition. */
    private static float[] halved(float[] values, int width, int height, boolean classes) {
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        float[] halved = new float[columns * rows];
        for (int i = 0; i < halved.length; i++) {
            List<Float> there = new ArrayList<>();
            for (int y = i / columns * 2; y < Math.min(height, i / columns * 2 + 2); y++) {
                for (int x = i % columns * 2; x < Math.min(width, i % columns * 2 + 2); x++) {
                    if (!Float.isNaN(values[y * width + x])) {
                        there.add(values[y * width + x]);
                    }
                }
            }
            if (there.isEmpty()) {
                halved[i] = Float.NaN;
            } else if (classes) {
                Map<Float, Integer> counts = new TreeMap<>();
                there.forEach(value -> counts.merge(value, 1, Integer::sum));
                int most = counts.values().stream().max(Integer::compare).get();
                halved[i] = counts.keySet().stream()
                        .filter(value -> counts.get(value) == most)
                        .findFirst()
                        .get();
            } else {
                halved[i] = (float)
                        there.stream().mapToDouble(Float::doubleValue).average().getAsDouble();
            }
        }
        return halved;
    }

    @ParameterizedTest
    @CsvSource({"700, 531, false, 3", "1025, 300, true, 4", "257, 1, false, 2", "256, 256, true, 1", "20, 10, false, 1"
    })
    void allImagesShowWhatTheyShould(int width, int height, boolean big, int count) throws Exception {
        float[][] expected = values(width, height);
        TiffImages tiff = new TiffImages(write(expected, width, big, runner));
        assertEquals(count, tiff.images.size());
        int columns = width;
        int rows = height;
        for (TiffImages.Image image : tiff.images) {
            assertEquals(columns, image.width());
            assertEquals(rows, image.height());
            for (int band = 0; band < 3; band++) {
                assertArrayEquals(expected[band], tiff.pixels(image, band), "band " + band + " at " + columns);
                expected[band] = halved(expected[band], columns, rows, band == 1);
            }
            columns = (columns + 1) / 2;
            rows = (rows + 1) / 2;
        }
    }

    @ParameterizedTest
    @CsvSource({"1300, 700, false", "1300, 700, true", "90, 50, false", "90, 50, true"})
    void everythingStandsWhereTheFileSays(int width, int height, boolean big) throws IOException {
        TiffImages tiff = new TiffImages(write(values(width, height), width, big, runner));
        assertEquals(big, tiff.big);
        String said = new String(tiff.bytes.array(), big ? 16 : 8, 183, StandardCharsets.US_ASCII);
        assertEquals(
                """
                GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes
                LAYOUT=IFDS_BEFORE_DATA
                BLOCK_ORDER=ROW_MAJOR
                BLOCK_LEADER=SIZE_AS_UINT4
                BLOCK_TRAILER=LAST_4_BYTES_REPEATED
                KNOWN_INCOMPATIBLE_EDITION=NO
                \040""",
                said);

        long at = big ? 200 : 192;
        for (TiffImages.Image image : tiff.images) {
            assertEquals(at, image.at());
            assertEquals(0, image.at() % 2);
            at = image.end() + image.end() % 2;
        }
        for (TiffImages.Image image : tiff.images) {
            if (image.offsets().length > 1) {
                assertEquals(at, image.listsAt());
                at += 2L * image.offsets().length * (big ? 8 : 4);
            }
        }
        for (int i = tiff.images.size() - 1; i >= 0; i--) {
            TiffImages.Image image = tiff.images.get(i);
            for (int tile = 0; tile < image.offsets().length; tile++) {
                int offset = (int) image.offsets()[tile];
                int count = (int) image.counts()[tile];
                assertEquals(at + 4, offset, "tile " + tile + " of image " + i);
                assertEquals(count, tiff.bytes.getInt(offset - 4), "leader");
                assertEquals(tiff.bytes.getInt(offset + count - 4), tiff.bytes.getInt(offset + count), "trailer");
                at = offset + count + 4L;
            }
        }
        assertEquals(tiff.bytes.capacity(), at, "nothing comes after the last tile");
    }

    @Test
    void copiesSayThatTheyAreSome() throws IOException {
        TiffImages tiff = new TiffImages(write(values(600, 300), 600, false, runner));
        TiffImages.Image full = tiff.images.get(0);
        assertFalse(full.tags().containsKey(254));
        assertTrue(full.texts().get(42112).contains("<Item name=\"NOTE\">kept</Item>"));
        for (TiffImages.Image copy : tiff.images.subList(1, 3)) {
            assertEquals(1, copy.number(254));
            assertEquals("nan", copy.texts().get(42113));
            assertFalse(copy.tags().containsKey(33550), "only the full image has a place");
            assertEquals(
                    """
                    <GDALMetadata>
                      <Item name="RESAMPLING" sample="0">AVERAGE</Item>
                      <Item name="RESAMPLING" sample="1">MODE</Item>
                      <Item name="RESAMPLING" sample="2">AVERAGE</Item>
                    </GDALMetadata>
                    """,
                    copy.texts().get(42112));
        }
    }

    @Test
    void geoToolsFindsTheCopies() throws IOException {
        GeoTiffReader reader =
                new GeoTiffReader(write(values(1300, 700), 1300, false, runner).toFile());
        try {
            double[][] levels = reader.getResolutionLevels();
            assertEquals(4, levels.length);
            assertEquals(10, levels[0][0], 1e-9);
            assertEquals(20, levels[1][0], 0.02);
            assertEquals(80, levels[3][1], 0.7);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void aFileThatWasNotFinishedIsNoTiff() throws IOException {
        for (int last : new int[] {0, 1, 3, 4, 5}) {
            int[] runs = {0};
            TileRunner cancelled = new TileRunner() {
                @Override
                public int threads() {
                    return 1;
                }

                @Override
                public void forEach(String what, List<Rectangle> tiles, TileTask task, ProgressListener listener) {
                    if (runs[0]++ == last) {
                        throw new CancellationException("cancelled");
                    }
                    runner.forEach(what, tiles, task, listener);
                }
            };
            float[][] values = values(700, 600);
            assertThrows(CancellationException.class, () -> write(values, 700, false, cancelled));
            try (Stream<Path> left = Files.list(folder)) {
                List<Path> files = left.toList();
                assertTrue(files.size() <= 1, "scratch files are left: " + files);
                for (Path file : files) {
                    byte[] begin = Files.readAllBytes(file);
                    assertTrue(begin.length < 3 || begin[2] != 42, "it looks like one after run " + last);
                    Files.delete(file);
                }
            }
        }
    }
}
