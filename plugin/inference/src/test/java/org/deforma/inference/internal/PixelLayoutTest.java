package org.deforma.inference.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deforma.api.model.ModelOutput.Activation;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.ValueScaling;
import org.deforma.inference.engine.TestModels;
import org.deforma.inference.engine.TestModels.Sketch;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelLayoutTest {
    @TempDir
    Path folder;

    /** Noise with gaps: a disc, a row, single pixels. */
    private static GridCoverage2D gappy(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return Fixture.coverage(
                DataBuffer.TYPE_FLOAT, width, height, 1, (b, x, y) -> isGap(x, y) ? Float.NaN : noise[y * width + x]);
    }

    private static boolean isGap(int x, int y) {
        return Math.hypot(x - 60, y - 40) < 25 || y == 70;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 32, 0, 8",
        "1, 200, 32, 0, 8",
        "7, 5, 32, 4, 8",
        "31, 33, 32, 0, 0",
        "32, 32, 32, 0, 8",
        "33, 95, 32, 0, 31",
        "100, 57, 32, 8, 15",
        "128, 96, 32, 0, 16",
        "211, 173, 32, 3, 5",
        "120, 110, 20, 0, 19",
        "190, 90, 64, 16, 16"
    })
    void constantModelGivesAConstantMap(int width, int height, int size, int margin, int overlap) {
        Sketch sketch = new Sketch();
        sketch.classes = 3;
        sketch.tiling = new ModelTiling(size, margin, overlap);
        GridCoverage2D raster = gappy(width, height, 1);
        float[] in = Fixture.pixels(raster)[0];
        float[] values = {0.1f, 0.7f, 0.2f};
        try (Fixture fixture = new Fixture(folder, TestModels.constant(1, values), sketch)) {
            float[][] map = fixture.map(raster, 2);
            assertEquals(5, map.length);
            for (int i = 0; i < in.length; i++) {
                boolean gap = Float.isNaN(in[i]);
                assertEquals(gap ? Float.NaN : 20, map[0][i], "class of pixel " + i);
                assertEquals(gap ? Float.NaN : 0.7f, map[1][i], "confidence of pixel " + i);
                for (int c = 0; c < 3; c++) {
                    assertEquals(gap ? Float.NaN : values[c], map[2 + c][i], "to the last bit, pixel " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"150, 130, 48, 4, 6", "47, 211, 32, 5, 9", "500, 60, 32, 4, 0", "90, 90, 64, 10, 30"})
    void tileByTileEqualsInOnePiece(int width, int height, int size, int margin, int overlap) {
        GridCoverage2D raster = gappy(width, height, 2);
        float[] in = Fixture.pixels(raster)[0];
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SOFTMAX;
        sketch.tiling = new ModelTiling(size, margin, overlap);
        // Four layers of 3 x 3 see 4 px to each side.
        var onnx = TestModels.convolutions(1, 6, 2, 4, 3);
        float[][] tiled;
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            tiled = fixture.map(raster, 2);
        }
        sketch.tiling = new ModelTiling(512, 4, 0);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            float[][] whole = fixture.map(raster, 1);
            assertEquals(1, fixture.predictions.get());
            for (int b = 2; b < 4; b++) {
                assertArrayEquals(whole[b], tiled[b], 2e-6f);
            }
            for (int i = 0; i < in.length; i++) {
                assertEquals(Float.isNaN(in[i]), Float.isNaN(tiled[0][i]), "gap at pixel " + i);
            }
        }
    }

    @Test
    void threadsDoNotShow() {
        GridCoverage2D raster = gappy(163, 131, 3);
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SOFTMAX;
        // No margin: tiles disagree where they overlap.
        sketch.tiling = new ModelTiling(32, 0, 12);
        try (Fixture fixture = new Fixture(folder, TestModels.convolutions(1, 6, 2, 3, 4), sketch)) {
            float[][] one = fixture.map(raster, 1);
            for (int threads : new int[] {2, 3, 8}) {
                float[][] many = fixture.map(raster, threads);
                for (int b = 0; b < one.length; b++) {
                    assertArrayEquals(one[b], many[b], "band " + b + ", " + threads + " threads");
                }
            }
        }
    }

    @Test
    void overlapFadesWithoutAStep() {
        // The network says where in the tile it is: a ramp that begins anew in each tile.
        int size = 32;
        float[] ramp = new float[size * size];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % size;
        }
        var onnx = new OnnxWriter("ramp", 13)
                .input("x", "n", 1, size, size)
                .constant("zero", new float[] {0}, 1)
                .constant("ramp", ramp, 1, 1, size, size)
                .node("Mul", List.of("x", "zero"), "z")
                .node("Add", List.of("z", "ramp"), "y")
                .output("y", "n", 1, size, size);
        Sketch sketch = new Sketch();
        sketch.regression = true;
        sketch.classes = 1;
        sketch.size = size;
        sketch.tiling = new ModelTiling(size, 0, 16);
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 200, 40, 1, (b, x, y) -> 1);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            float[] map = fixture.map(raster, 2)[0];
            double steepest = 0;
            for (int x = 1; x < 200; x++) {
                steepest = Math.max(steepest, Math.abs(map[x] - map[x - 1]));
            }
            // From 24 of one tile to 8 of the next within 16 px; cut hard it would be a step of 16.
            assertTrue(steepest < 1.5 * 16 / 16 + 1, "steepest " + steepest);
            assertEquals(map[20], map[100], 1e-4, "the same in every tile");
        }
    }

    @Test
    void samplesOfFilesAreScaledBandByBand() throws IOException {
        int[] types = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT, DataBuffer.TYPE_FLOAT};
        Sketch sketch = new Sketch();
        sketch.bands = TestModels.bands(2);
        sketch.regression = true;
        double inf = Double.POSITIVE_INFINITY;
        sketch.scaling = List.of(
                List.of(new ValueScaling(100, 10, -inf, inf), new ValueScaling(0, 1, -5, 5)),
                List.of(new ValueScaling(0, 255, 0, 0.5)));
        try (Fixture fixture = new Fixture(folder, TestModels.linear(new float[][] {{1, 0}, {0, 1}}, 0, 0), sketch)) {
            for (int type : types) {
                GridCoverage2D raster = Fixture.coverage(type, 50, 40, 2, (b, x, y) -> (x * 3 + y * 2 + b * 7) % 250);
                float[][] map = fixture.map(raster, 2);
                for (int y = 0; y < 40; y++) {
                    for (int x = 0; x < 50; x++) {
                        double a = (x * 3 + y * 2) % 250;
                        double b = (x * 3 + y * 2 + 7) % 250;
                        assertEquals(Math.max(-5, Math.min(5, (a - 100) / 10)), map[0][y * 50 + x], 1e-5);
                        assertEquals(Math.min(0.5, b / 255), map[1][y * 50 + x], 1e-5);
                    }
                }
            }
        }
    }

    @Test
    void noDataOfAnyBandIsFilledAndStaysNoData() {
        Sketch sketch = new Sketch();
        sketch.bands = TestModels.bands(2);
        sketch.regression = true;
        sketch.fill = -3;
        sketch.tiling = new ModelTiling(16, 2, 4);
        // Sums over 3 x 3 of both bands, so the neighbours tell what the network was shown.
        var onnx = new OnnxWriter("sums", 13)
                .input("x", "n", 2, "h", "w")
                .constant("w", sums(), 2, 2, 3, 3)
                .node("Conv", List.of("x", "w"), "y", OnnxAttribute.ints("pads", 1, 1, 1, 1))
                .output("y", "n", 2, "h", "w");
        GridCoverage2D raster = Fixture.coverage(
                DataBuffer.TYPE_FLOAT, 40, 40, 2, (b, x, y) -> b == 1 && x == 20 && y == 20 ? Float.NaN : 1);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            float[][] map = fixture.map(raster, 1);
            assertTrue(Float.isNaN(map[0][20 * 40 + 20]) && Float.isNaN(map[1][20 * 40 + 20]));
            assertEquals(8 - 3, map[0][20 * 40 + 21], 1e-5, "the fill stands for both bands");
            assertEquals(8 - 3, map[1][19 * 40 + 19], 1e-5);
            assertEquals(9, map[0][0], 1e-5, "mirrored at the corner of the raster");
            assertEquals(
                    1, Arrays.stream(toDoubles(map[0])).filter(Double::isNaN).count());
        }
    }

    private static float[] sums() {
        float[] w = new float[36];
        Arrays.fill(w, 0, 9, 1);
        Arrays.fill(w, 27, 36, 1);
        return w;
    }

    private static double[] toDoubles(float[] values) {
        double[] out = new double[values.length];
        Arrays.setAll(out, i -> values[i]);
        return out;
    }

    @Test
    void tilesWithTooLittleDataAreNotShown() {
        Sketch sketch = new Sketch();
        sketch.tiling = new ModelTiling(16, 0, 0);
        // Columns 0..15 empty, 16..31 a quarter, 32..47 full.
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 48, 16, 1, (b, x, y) -> x < 28 ? Float.NaN : 1);
        for (double least : new double[] {0, 0.25, 0.3, 1}) {
            sketch.minValid = least;
            try (Fixture fixture = new Fixture(folder, TestModels.constant(1, 0.4f, 0.6f), sketch)) {
                float[] map = fixture.map(raster, 1)[0];
                assertTrue(Float.isNaN(map[27]));
                assertEquals(least <= 0.25 ? 20 : Float.NaN, map[28], "min_valid " + least);
                assertEquals(20, map[32]);
            }
        }
        GridCoverage2D empty = Fixture.coverage(DataBuffer.TYPE_FLOAT, 40, 40, 1, (b, x, y) -> Float.NaN);
        try (Fixture fixture = new Fixture(folder, TestModels.constant(1, 0.4f, 0.6f), sketch)) {
            var product = fixture.classify(empty, 1, false, null);
            assertEquals(0, fixture.predictions.get());
            assertTrue(product.report().contains("there was nothing to classify"));
            product.result().dispose(true);
        }
    }

    @Test
    void coarserOutputIsRepeated() {
        Sketch sketch = new Sketch();
        sketch.regression = true;
        sketch.classes = 1;
        sketch.stride = 4;
        sketch.tiling = new ModelTiling(32, 4, 0);
        var onnx = new OnnxWriter("pool", 13)
                .input("x", "n", 1, "h", "w")
                .node(
                        "AveragePool",
                        List.of("x"),
                        "y",
                        OnnxAttribute.ints("kernel_shape", 4, 4),
                        OnnxAttribute.ints("strides", 4, 4))
                .output("y", "n", 1, "h2", "w2");
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 64, 50, 1, (b, x, y) -> x + 100 * y);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            float[] map = fixture.map(raster, 2)[0];
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 64; x++) {
                    assertEquals(x / 4 * 4 + 1.5 + 100 * (y / 4 * 4 + 1.5), map[y * 64 + x], 1e-3);
                }
            }
        }
        sketch.tiling = new ModelTiling(30, 0, 0);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            var e = assertThrows(IllegalArgumentException.class, () -> fixture.map(raster, 1));
            assertEquals("model test has tiles of 30 x 30 px, not a multiple of its stride of 4 px", e.getMessage());
        }
    }

    @Test
    void fixedBatchAndChannelsLast() {
        Sketch sketch = new Sketch();
        sketch.bands = TestModels.bands(2);
        sketch.regression = true;
        sketch.batch = 3;
        sketch.size = 16;
        sketch.channelsLast = true;
        sketch.tiling = new ModelTiling(16, 0, 4);
        var onnx = new OnnxWriter("last", 13)
                .input("x", 3, 16, 16, 2)
                .constant("w", new float[] {1, 10, 100, 1000}, 2, 2)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", 3, 16, 16, 2);
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 45, 37, 2, (b, x, y) -> x + b * y);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            float[][] map = fixture.map(raster, 2);
            for (int i = 0; i < 45 * 37; i++) {
                int x = i % 45;
                int y = i / 45;
                assertEquals(x + 100 * (x + y), map[0][i], 1e-2);
                assertEquals(10 * x + 1000 * (x + y), map[1][i], 1e-1);
            }
        }
    }
}
