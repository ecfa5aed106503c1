package org.deforma.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deforma.api.DeformaException;
import org.deforma.api.Product;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput.Activation;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.model.SampleSource;
import org.deforma.api.raster.RasterGrid;
import org.deforma.inference.engine.TestModels;
import org.deforma.inference.engine.TestModels.Sketch;
import org.deforma.onnx.OnnxWriter;
import org.deforma.styles.ShippedStyles;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyToolTest {
    @TempDir
    Path folder;

    private static GridCoverage2D ramp(int bands) {
        return Fixture.coverage(DataBuffer.TYPE_FLOAT, 90, 70, bands, (b, x, y) -> x / 45.0 - 1 + b);
    }

    @Test
    void binaryModelWithEntropy() {
        Sketch sketch = new Sketch();
        sketch.activation = Activation.SIGMOID;
        try (Fixture fixture = new Fixture(folder, TestModels.linear(new float[][] {{4}}, 0), sketch)) {
            Product product = fixture.classify(ramp(1), 2, true, null);
            float[][] map = Fixture.pixels(product.result());
            assertEquals(5, map.length);
            for (int i = 0; i < map[0].length; i++) {
                double p = 1 / (1 + Math.exp(-4 * ((i % 90) / 45.0 - 1)));
                assertEquals(p > 0.5 ? 20 : 10, map[0][i], "class at " + i);
                assertEquals(Math.max(p, 1 - p), map[1][i], 1e-6);
                assertEquals(1 - p, map[2][i], 1e-6);
                assertEquals(p, map[3][i], 1e-6);
                double entropy = -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
                assertEquals(entropy, map[4][i], 1e-5);
            }
            List<String> names = IntStream.range(0, 5)
                    .mapToObj(i -> product.result()
                            .getSampleDimension(i)
                            .getDescription()
                            .toString())
                    .toList();
            assertEquals(List.of("class", "confidence", "class_0", "class_1", "entropy"), names);
            Map<?, ?> styles = (Map<?, ?>) product.result().getProperty(Product.STYLES_PROPERTY);
            assertEquals(
                    List.of("classes", "confidence", "probability-class-0", "probability-class-1"),
                    List.copyOf(styles.keySet()));
            assertEquals("<style/>", styles.get("classes"), "the model's own");
            String second = (String) styles.get("probability-class-1");
            assertTrue(second.contains("<SourceChannelName>4</SourceChannelName>"), second);
            product.result().dispose(true);
        }
    }

    @Test
    void smallerCopiesKeepTheMostFrequentClass() throws IOException {
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 300, 40, 1, (b, x, y) -> x - 150);
        try (Fixture fixture = new Fixture(folder, TestModels.linear(new float[][] {{1}, {-1}}, 0, 0), new Sketch())) {
            Product product = fixture.classify(raster, 2, false, null);
            String file = (String) product.result().getProperty(Product.FILE_PROPERTY);
            String bytes = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            assertTrue(bytes.contains("<Item name=\"RESAMPLING\" sample=\"0\">MODE</Item>"), "class");
            assertTrue(bytes.contains("<Item name=\"RESAMPLING\" sample=\"1\">AVERAGE</Item>"), "confidence");
            product.result().dispose(true);
        }
    }

    @Test
    void reportTellsWhatWasDone() {
        Sketch sketch = new Sketch();
        sketch.domain = new ModelDomain("", "dB", 1, 5, -0.5, 0.5, 0, Double.POSITIVE_INFINITY, "");
        GridCoverage2D raster =
                Fixture.coverage(DataBuffer.TYPE_FLOAT, 100, 50, 1, (b, x, y) -> y < 5 ? Float.NaN : x < 20 ? 1 : 0);
        try (Fixture fixture = new Fixture(folder, TestModels.linear(new float[][] {{1}, {-1}}, 0, 0.5f), sketch)) {
            Product product = fixture.classify(raster, 2, false, null);
            JsonObject report = Fixture.report(product);
            assertEquals("deforma:Classify", report.get("tool").getAsString());
            assertEquals("1.2.3", report.get("version").getAsString());
            assertEquals(
                    "[0]", report.getAsJsonObject("parameters").get("bands").toString());
            assertEquals(
                    "auto", report.getAsJsonObject("parameters").get("device").getAsString());
            assertTrue(report.getAsJsonObject("inputs").has("raster"));
            assertEquals(
                    "{\"name\":\"test\",\"version\":\"1.0.0\",\"sha256\":\"abc\",\"title\":\"Test\"}",
                    report.get("model").toString());
            assertEquals("cpu", report.getAsJsonObject("device").get("name").getAsString());
            assertEquals(
                    "{\"total\":5000,\"classified\":4500,\"nodata\":500}",
                    report.get("pixels").toString());
            JsonObject first = report.getAsJsonArray("classes").get(0).getAsJsonObject();
            assertEquals(
                    "{\"value\":10,\"name\":\"class_0\",\"title\":\"Class 0\",\"colour\":\"#0000FF\",\"pixels\":900,"
                            + "\"share\":0.2}",
                    first.toString());
            assertEquals(
                    "[\"20 % of the values of raster lie outside of what model test has seen: -0.5 to 0.5 [dB]\"]",
                    report.get("notes").toString());
            for (String key : new String[] {"seconds", "pixelsPerSecond", "threads", "peakMemoryMB"}) {
                assertTrue(report.get(key).getAsDouble() > 0, key);
            }
            product.result().dispose(true);
        }
    }

    @Test
    void bandsByWishByNameOrTheFirst() {
        Sketch sketch = new Sketch();
        sketch.bands = List.of("nir", "red");
        sketch.regression = true;
        try (Fixture fixture = new Fixture(folder, TestModels.linear(new float[][] {{1, 0}, {0, 1}}, 0, 0), sketch)) {
            GridCoverage2D three = ramp(3);
            Product product = fixture.classify(three, 1, false, null, 2, 0);
            assertEquals(2, Fixture.pixels(product.result())[0][45], 1e-6);
            assertEquals(0, Fixture.pixels(product.result())[1][45], 1e-6);
            product.result().dispose(true);
            product = fixture.classify(three, 1, false, null);
            assertEquals(0, Fixture.pixels(product.result())[0][45], 1e-6);
            assertTrue(
                    product.report()
                            .contains("no bands of raster have the names that the model knows: the first 2 of 3 were"
                                    + " taken as nir, red"),
                    product.report());
            product.result().dispose(true);
            GridCoverage2D named = Fixture.named(three, "Red", "green", "NIR");
            product = fixture.classify(named, 1, false, null);
            assertEquals(2, Fixture.pixels(product.result())[0][45], 1e-6);
            assertEquals("[]", Fixture.report(product).get("notes").toString());
            product.result().dispose(true);
            assertEquals(
                    "raster has 1 band, but model test takes 2 bands (nir, red)",
                    assertThrows(IllegalArgumentException.class, () -> fixture.map(ramp(1), 1))
                            .getMessage());
            assertEquals(
                    "bands must be 0..2, as raster has 3, was 3",
                    assertThrows(IllegalArgumentException.class, () -> fixture.classify(three, 1, false, null, 0, 3))
                            .getMessage());
            assertEquals(
                    "bands must name one band of raster for each that the model takes: model test takes 2 bands (nir,"
                            + " red), bands has 1",
                    assertThrows(IllegalArgumentException.class, () -> fixture.classify(three, 1, false, null, 0))
                            .getMessage());
        }
    }

    @Test
    void cancelledWithinATileItLeavesNothing() {
        Sketch sketch = new Sketch();
        sketch.layout = ModelLayout.PATCH;
        sketch.regression = true;
        sketch.classes = 1;
        sketch.batch = 1;
        // Blocks of many patches.
        sketch.tiling = new ModelTiling(8, 0, 7);
        GridCoverage2D raster = Fixture.coverage(DataBuffer.TYPE_FLOAT, 40, 40, 1, (b, x, y) -> x);
        AtomicInteger asked = new AtomicInteger();
        NullProgressListener listener = new NullProgressListener() {
            @Override
            public boolean isCanceled() {
                return asked.incrementAndGet() > 20;
            }
        };
        try (Fixture fixture = new Fixture(folder, TestModels.means(1), sketch)) {
            // The fixture sees to it that sinks, predictors and leases are closed.
            assertThrows(CancellationException.class, () -> fixture.classify(raster, 1, false, listener));
            assertEquals(20, fixture.predictions.get());
        }
    }

    @Test
    void failureOfTheNetworkIsOneOfThisRunOnly() {
        // Tiles of 24 px cannot be reshaped into rows of 7.
        OnnxWriter onnx = new OnnxWriter("g", 13)
                .input("x", "n", 1, "h", "w")
                .constant("s", new long[] {-1, 1, 7, 7}, 4)
                .node("Reshape", List.of("x", "s"), "y")
                .output("y", "n", 1, 7, 7);
        Sketch sketch = new Sketch();
        sketch.regression = true;
        sketch.classes = 1;
        sketch.tiling = new ModelTiling(24, 0, 0);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            DeformaException e = assertThrows(DeformaException.class, () -> fixture.map(ramp(1), 2));
            assertTrue(
                    e.getMessage().matches("model test failed on an input of shape \\[\\d, 1, 24, 24]: .*"),
                    e.getMessage());
        }
        sketch.tiling = new ModelTiling(7, 0, 0);
        try (Fixture fixture = new Fixture(folder, onnx, sketch)) {
            assertEquals(
                    ramp(1).getRenderedImage().getData().getSampleFloat(50, 3, 0),
                    fixture.map(ramp(1), 2)[0][3 * 90 + 50]);
        }
    }

    @Test
    void samplesOfAPixelAreAveraged() {
        Sketch sketch = new Sketch();
        sketch.layout = ModelLayout.COHERENCE_MATRIX;
        sketch.bands = TestModels.bands(2);
        sketch.size = 8;
        try (Fixture fixture = new Fixture(folder, TestModels.means(1, 1), sketch)) {
            Fixture.Rasters rasters = new Fixture.Rasters();
            SampleSource source = new Samples(128);
            SampleClassifier classifier = new SampleClassifierService(rasters, Fixture.threads(3), new ShippedStyles());
            SampleClassifier.Run run = new SampleClassifier.Run(
                    "deforma:Test",
                    "9",
                    Map.of("a", 1),
                    Map.of("coherence", List.of(Map.of("name", "x"))),
                    Map.of("stack", Map.of("dates", 3)),
                    List.of("a note"),
                    true);
            Product product = classifier.classify(fixture.lease(), source, run, null);
            float[][] map = Fixture.pixels(product.result());
            for (int i = 0; i < map[0].length; i++) {
                // Sample k of pixel i is i + k in one channel and 10 in the other; every fifth pixel lacks one or both.
                double expected = i % 10 == 5 ? Double.NaN : i % 10 == 0 ? i + 1 : i + 0.5;
                assertEquals(expected, map[2][i], 1e-2, "pixel " + i);
                assertEquals(Double.isNaN(expected) ? Double.NaN : 10, map[3][i], 1e-5);
            }
            JsonObject report = Fixture.report(product);
            assertEquals("{\"dates\":3}", report.get("stack").toString());
            assertEquals("[\"a note\"]", report.get("notes").toString());
            assertEquals(
                    50 * 30 - 150,
                    report.getAsJsonObject("pixels").get("classified").getAsInt());
            product.result().dispose(true);
            assertEquals(0, rasters.open.get() + fixture.openPredictors.get());
            assertEquals(
                    "model test takes samples of 2 x 8 x 8 values, was given 100",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> classifier.classify(fixture.lease(), new Samples(100), run, null))
                            .getMessage());
            assertFalse(rasters.open.get() > 0);
        }
    }

    private record Samples(int sampleSize) implements SampleSource {
        @Override
        public RasterGrid grid() {
            return new RasterGrid(50, 30, Fixture.TEN_METRES, java.util.Optional.empty());
        }

        @Override
        public int samplesPerPixel() {
            return 2;
        }

        @Override
        public Dimension tileSize() {
            return new Dimension(16, 11);
        }

        @Override
        public Tile read(Rectangle tile) {
            return (pixel, sample, into, at) -> {
                int i = (tile.y + pixel / tile.width) * 50 + tile.x + pixel % tile.width;
                if (i % 10 == 5 || (i % 10 == 0 && sample == 0)) {
                    into[at] = Float.NaN;
                    return false;
                }
                java.util.Arrays.fill(into, at, at + 64, i + sample);
                java.util.Arrays.fill(into, at + 64, at + 128, 10);
                return true;
            };
        }
    }

    @Test
    void modelMustBeNamedWhereThereAreSeveral() {
        Sketch sketch = new Sketch();
        try (Fixture fixture = new Fixture(folder, TestModels.constant(1, 0.5f, 0.5f), sketch)) {
            fixture.copies = 2;
            var e = assertThrows(IllegalArgumentException.class, () -> new RasterClassifyTool(
                            new Fixture.Rasters(), Fixture.threads(1), fixture, new ShippedStyles(), "1")
                    .classify(
                            ramp(1),
                            new org.deforma.api.model.ClassifyParameters("", new ArrayList<>(), "cpu", false),
                            null));
            assertEquals("model must be named, as there are several that take rasters: test, test", e.getMessage());
        }
    }
}
