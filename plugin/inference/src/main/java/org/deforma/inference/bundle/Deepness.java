package org.deforma.inference.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
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
import org.deforma.onnx.OnnxFacts;
import org.deforma.onnx.OnnxValue;
import org.osgi.framework.Version;

/**
 * Models of the QGIS plug-in Deepness: what it takes from the metadata of an ONNX file, told in our words.
 *
 * <p>Deepness shows a network 8-bit values divided by 255, then {@code (x - standardization_mean) /
 * standardization_std}, and takes the class with the highest output, or for a single output the second of two classes
 * from {@code seg_thresh} on. Its threshold and its median filter ({@code seg_small_segment}) have no counterpart here.
 *
 * @see <a
 * href="https://qgis-plugin-deepness.readthedocs.io/en/latest/creators/creators_add_metadata_to_model.html">keys</a>
 */
final class Deepness {
    private static final double WHITE = 255;

    /** Deepness brings rasters to the resolution of the model; what is within this factor goes without warning. */
    private static final double RESOLUTION_FACTOR = 1.25;

    private static final List<String> RGB = List.of("red", "green", "blue");

    private final OnnxFacts facts;
    private final DeepnessMetadata metadata;
    private final OnnxValue input;
    private final OnnxValue output;

    private Deepness(OnnxFacts facts, DeepnessMetadata metadata) {
        this.facts = facts;
        this.metadata = metadata;
        if (facts.outputs().size() != 1) {
            throw metadata.refusal(
                    "has " + facts.outputs().size() + " outputs; of Deepness' models those with one can be run");
        }
        input = facts.inputs().get(0);
        output = facts.outputs().get(0);
        if (input.dims().size() != 4 || output.dims().size() != 4 || channels(input) < 1) {
            throw metadata.refusal(
                    "must take and give (batch, channel, height, width) with a fixed number of channels, takes "
                            + input.dims() + " and gives " + output.dims());
        }
    }

    /** Whether the file carries metadata of Deepness. */
    static boolean isThere(OnnxFacts facts) {
        return facts.metadata().containsKey("model_type");
    }

    /**
     * Describes a model.
     *
     * @param file name of the ONNX file, with which messages begin
     * @param name of the model
     * @throws IllegalArgumentException when it is a model that cannot be run here, or its metadata cannot be read
     */
    static ModelMetadata read(String file, String name, OnnxFacts facts) {
        DeepnessMetadata metadata = new DeepnessMetadata(file, facts.metadata());
        String type = metadata.text("model_type");
        if (!type.equalsIgnoreCase("Segmentor") && !type.equalsIgnoreCase("Regressor")) {
            throw metadata.refusal(
                    "is a model of Deepness' type '" + type + "'; only Segmentor and Regressor can be run");
        }
        Deepness model = new Deepness(facts, metadata);
        return new ModelMetadata(
                model.describe(name, type.equalsIgnoreCase("Segmentor")),
                new Version(1, 0, 0),
                "",
                ModelMetadata.Check.DEFAULT);
    }

    private ModelDescription describe(String name, boolean segmentor) {
        ModelTiling tiling = tiling();
        return new ModelDescription(
                name,
                name,
                text(segmentor),
                ModelLayout.PIXEL,
                new ModelInput(
                        input.name(), bands(), side(input, 2), side(input, 3), side(input, 0), scaling(), 0, 0, false),
                segmentor ? segments() : values(),
                tiling,
                Optional.empty(),
                domain());
    }

    private String text(boolean segmentor) {
        List<String> left = new ArrayList<>();
        if (segmentor && metadata.number("seg_thresh", 0) != 0) {
            left.add("its threshold (seg_thresh " + metadata.number("seg_thresh", 0) + ")");
        }
        if (segmentor && metadata.number("seg_small_segment", 0) != 0) {
            left.add("its median filter (seg_small_segment " + metadata.number("seg_small_segment", 0) + ")");
        }
        return "Described by its metadata for the QGIS plug-in Deepness"
                + (left.isEmpty() ? "." : "; " + String.join(" and ", left) + " is not applied.");
    }

    private List<String> bands() {
        int channels = channels(input);
        return channels == 3
                ? RGB
                : IntStream.rangeClosed(1, channels).mapToObj(n -> "band" + n).toList();
    }

    private List<List<ValueScaling>> scaling() {
        int channels = channels(input);
        double[] mean = metadata.numbers("standardization_mean", channels, 0);
        double[] deviation = metadata.numbers("standardization_std", channels, 1);
        // (x / 255 - mean) / deviation in one step.
        return IntStream.range(0, channels)
                .mapToObj(c -> List.of(new ValueScaling(
                        WHITE * mean[c], WHITE * deviation[c], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .toList();
    }

    private ModelTiling tiling() {
        int size = side(input, 2);
        if (size != side(input, 3)) {
            throw metadata.refusal("must take square tiles, takes " + input.dims());
        }
        if (size == 0) {
            // The documentation has one name, the plug-in's code the other.
            size = (int) metadata.number("tiles_size", metadata.number("tile_size", MlmReader.SIZE));
        }
        double percent = metadata.number("tiles_overlap", 12.5);
        if (!(percent >= 0 && percent < 100)) {
            throw metadata.refusal("must have tiles_overlap of 0 to less than 100 %, has " + percent);
        }
        return new ModelTiling(size, 0, (int) (size * percent / 100));
    }

    private ModelOutput segments() {
        List<String> names = metadata.names();
        int channels = channels(output) > 0 ? channels(output) : names.size();
        if (channels < 1) {
            throw metadata.refusal("does not say how many classes it has; add class_names");
        }
        String maker = facts.makers().getOrDefault(output.name(), "");
        boolean probabilities = maker.equals("Softmax") || maker.equals("Sigmoid") || maker.equals("HardSigmoid");
        Activation activation = channels == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
        if (channels == 1) {
            names = List.of(
                    "background", names.size() == 1 ? names.get(0) : names.size() == 2 ? names.get(1) : "object");
        }
        if (names.isEmpty()) {
            names = IntStream.range(0, channels).mapToObj(n -> "channel_" + n).toList();
        }
        if (names.size() != Math.max(2, channels)) {
            throw metadata.refusal("has " + names.size() + " class_names for " + channels + " channels");
        }
        List<ModelClass> classes = new ArrayList<>();
        for (String title : names) {
            int value = classes.size();
            String name =
                    title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
            classes.add(
                    new ModelClass(value, name.isEmpty() ? "class_" + value : name, title, "", Palette.colour(value)));
        }
        return new ModelOutput(
                output.name(), probabilities ? Activation.NONE : activation, classes, List.of(), stride());
    }

    private ModelOutput values() {
        if (metadata.number("reg_output_scaling", 1) != 1) {
            throw metadata.refusal("has reg_output_scaling " + metadata.number("reg_output_scaling", 1)
                    + ", which is not applied; scale inside of the network");
        }
        List<String> names = metadata.names();
        int channels = channels(output) > 0 ? channels(output) : Math.max(1, names.size());
        List<Band> bands = IntStream.range(0, channels)
                .mapToObj(n -> new Band(n < names.size() ? names.get(n) : "channel_" + n, ""))
                .toList();
        return new ModelOutput(output.name(), Activation.NONE, List.of(), bands, stride());
    }

    private int stride() {
        int from = side(input, 2);
        int to = side(output, 2);
        if (from == 0 || to == 0) {
            return 1;
        }
        if (from % to != 0 || side(output, 3) != to) {
            throw metadata.refusal("gives " + output.dims() + " for " + input.dims()
                    + "; the result must be as large as the tile, or a whole number of times smaller");
        }
        return from / to;
    }

    private ModelDomain domain() {
        // Centimetres.
        double resolution = metadata.number("resolution", 0) / 100;
        return new ModelDomain(
                "",
                "8-bit value",
                resolution > 0 ? resolution / RESOLUTION_FACTOR : 0,
                resolution > 0 ? resolution * RESOLUTION_FACTOR : Double.POSITIVE_INFINITY,
                0,
                WHITE,
                0,
                Double.POSITIVE_INFINITY,
                "");
    }

    private static int channels(OnnxValue value) {
        return side(value, 1);
    }

    private static int side(OnnxValue value, int axis) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, value.dims().get(axis)));
    }
}
