package org.deforma.inference.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelOutput.Activation;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.ValueScaling;
import org.deforma.api.raster.Band;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/** Small networks for tests, with their descriptions. */
public final class TestModels {
    private TestModels() {}

    /** A description that tests change where they need to. */
    public static final class Sketch {
        public ModelLayout layout = ModelLayout.PIXEL;
        public List<String> bands = List.of("a");
        public int size;
        public int batch;
        public List<List<ValueScaling>> scaling;
        public float fill;
        public double minValid;
        public boolean channelsLast;
        public Activation activation = Activation.NONE;
        public int classes = 2;
        public boolean regression;
        public int stride = 1;
        public ModelTiling tiling = new ModelTiling(32, 0, 8);
        public ModelDomain domain = ModelDomain.ANY;

        public ModelDescription build() {
            List<List<ValueScaling>> steps =
                    scaling != null ? scaling : Collections.nCopies(bands.size(), List.<ValueScaling>of());
            List<ModelClass> names = IntStream.range(0, regression ? 0 : classes)
                    .mapToObj(i -> new ModelClass(10 * (i + 1), "class_" + i, "Class " + i, "", "#0000FF"))
                    .toList();
            List<Band> values = IntStream.range(0, regression ? classes : 0)
                    .mapToObj(i -> new Band("value_" + i, "m"))
                    .toList();
            return new ModelDescription(
                    "test",
                    "Test",
                    "",
                    layout,
                    new ModelInput("x", bands, size, size, batch, steps, fill, minValid, channelsLast),
                    new ModelOutput("y", activation, names, values, stride),
                    tiling,
                    layout == ModelLayout.COHERENCE_MATRIX ? Optional.of(new MatrixGrid(8, 6)) : Optional.empty(),
                    domain);
        }
    }

    /** {@code y = w x + b} at every pixel. */
    public static OnnxWriter linear(float[][] w, float... b) {
        int in = w[0].length;
        float[] weights = new float[w.length * in];
        for (int c = 0; c < w.length; c++) {
            System.arraycopy(w[c], 0, weights, c * in, in);
        }
        return new OnnxWriter("linear", 13)
                .input("x", "n", in, "h", "w")
                .constant("w", weights, w.length, in, 1, 1)
                .constant("b", b, b.length)
                .node("Conv", List.of("x", "w", "b"), "y")
                .output("y", "n", w.length, "h", "w");
    }

    /** Gives the same values everywhere, whatever it sees. */
    public static OnnxWriter constant(int channels, float... values) {
        return linear(new float[values.length][channels], values);
    }

    /** Convolutions of 3 x 3 with ReLU between them, zeros around the tile, random weights: fully convolutional. */
    public static OnnxWriter convolutions(int in, int hidden, int out, int layers, long seed) {
        Random random = new Random(seed);
        OnnxWriter writer = new OnnxWriter("convolutions", 13).input("x", "n", in, "h", "w");
        String from = "x";
        for (int layer = 0; layer < layers; layer++) {
            int cin = layer == 0 ? in : hidden;
            int cout = layer == layers - 1 ? out : hidden;
            writer.constant("w" + layer, gaussian(random, cout * cin * 9, Math.sqrt(2.0 / (9 * cin))), cout, cin, 3, 3)
                    .constant("b" + layer, gaussian(random, cout, 0.1), cout);
            String to = layer == layers - 1 ? "y" : "c" + layer;
            writer.node(
                    "Conv",
                    List.of(from, "w" + layer, "b" + layer),
                    to,
                    OnnxAttribute.ints("kernel_shape", 3, 3),
                    OnnxAttribute.ints("pads", 1, 1, 1, 1));
            from = to;
            if (layer < layers - 1) {
                writer.node("Relu", List.of(to), "r" + layer);
                from = "r" + layer;
            }
        }
        return writer.output("y", "n", out, "h", "w");
    }

    /** The means of the channels over the whole patch, each times a weight. */
    public static OnnxWriter means(float... weights) {
        int n = weights.length;
        float[] diagonal = new float[n * n];
        for (int i = 0; i < n; i++) {
            diagonal[i * n + i] = weights[i];
        }
        return new OnnxWriter("means", 13)
                .input("x", "n", n, "h", "w")
                .constant("w", diagonal, n, n, 1, 1)
                .node("Conv", List.of("x", "w"), "c")
                .node("GlobalAveragePool", List.of("c"), "y")
                .output("y", "n", n, 1, 1);
    }

    private static float[] gaussian(Random random, int n, double sigma) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (sigma * random.nextGaussian());
        }
        return values;
    }

    /** Writes the network and loads it on the CPU. */
    public static Network load(Path folder, OnnxWriter onnx, ModelDescription model) {
        Path file = folder.resolve("model.onnx");
        try {
            onnx.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Network.load(file, model, Devices.choose("cpu"));
    }

    /** Names for bands. */
    public static List<String> bands(int n) {
        return new ArrayList<>(Arrays.asList("a", "b", "c", "d", "e", "f").subList(0, n));
    }
}
