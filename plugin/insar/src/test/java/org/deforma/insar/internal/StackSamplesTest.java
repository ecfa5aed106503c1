package org.deforma.insar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.insar.stack.CoherenceStack;
import org.junit.jupiter.api.Test;

class StackSamplesTest {
    /** Layers of a constant each, stored in blocks, of which only asked parts are made. */
    private static StackSamples samples(int layers, int side, Dimension block, int threads, long heap) {
        RasterGrid grid = new RasterGrid(side, side, new AffineTransform(), Optional.empty());
        RasterSource source = new RasterSource() {
            @Override
            public RasterGrid grid() {
                return grid;
            }

            @Override
            public int bands() {
                return layers;
            }

            @Override
            public float[] read(Rectangle window, int band) {
                float[] values = new float[window.width * window.height];
                java.util.Arrays.fill(values, (band + 1) / (float) layers);
                return values;
            }

            @Override
            public List<String> notes() {
                return List.of();
            }

            @Override
            public Map<String, String> origin() {
                return Map.of();
            }

            @Override
            public RasterStorage storage() {
                return new RasterStorage(
                        "s", block.width, block.height, false, Map.of(), Collections.nCopies(layers, Map.of()));
            }

            @Override
            public void close() {}
        };
        int[] first = new int[layers];
        int[] second = IntStream.rangeClosed(1, layers).toArray();
        return new StackSamples(
                new CoherenceStack(List.of(source)), new CoherenceMatrix(layers + 1, 1, first, second), threads, heap);
    }

    @Test
    void tilesOfLargeStacksFitTogetherIntoAThirdOfTheHeap() {
        for (long heap : new long[] {512L << 20, 1L << 30, 2L << 30}) {
            for (int threads : new int[] {1, 2, 16}) {
                for (Dimension block :
                        new Dimension[] {new Dimension(256, 256), new Dimension(512, 512), new Dimension(5000, 1)}) {
                    Dimension tile = samples(500, 5000, block, threads, heap).tileSize();
                    long bytes = 500L * 2 * tile.width * tile.height * threads;
                    assertTrue(bytes <= heap / 3, () -> tile + " takes " + bytes + " of " + heap);
                    assertTrue(tile.width == block.width || tile.height <= 512, tile::toString);
                }
            }
        }
    }

    @Test
    void aSixtyDateStackInTwoGigabytesReadsItsPiecesOnce() {
        // 1,770 pairs; threads and memory as on a small server.
        Dimension files = new Dimension(256, 256);
        assertEquals(files, samples(1770, 5000, files, 2, 2L << 30).tileSize());
        assertEquals(
                new Dimension(5000, 20),
                samples(1770, 5000, new Dimension(5000, 1), 2, 2L << 30).tileSize());
    }

    @Test
    void smallStacksHaveWorkForAllThreads() {
        Dimension tile = samples(30, 100, new Dimension(100, 20), 2, 1L << 30).tileSize();
        assertTrue(100 * 100 / (tile.width * tile.height) >= 4, tile::toString);
    }

    @Test
    void samplesSayWhatTheStackSays() {
        StackSamples samples = samples(8, 20, new Dimension(20, 20), 1, 1L << 30);
        assertEquals(2 * 81, samples.sampleSize());
        assertEquals(1, samples.samplesPerPixel());
        float[] into = new float[3 + samples.sampleSize()];
        assertTrue(samples.read(new Rectangle(5, 6, 3, 2)).fill(5, 0, into, 3));
        assertEquals(0.5f, into[3 + 4], 1e-5);
        assertTrue(samples.any());
    }
}
