package org.deforma.inference.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.ValueScaling;
import org.osgi.framework.Version;

/**
 * Reads {@code model.json}: a STAC item with the MLM extension, and our own members for what MLM has no words for.
 *
 * <p>What tools need must be there and right; other members of STAC and MLM are passed over. Our own ({@code deforma:})
 * must all be known, so that a slip of the pen does not silently become the default. Nothing that asks for code to be
 * run (expressions, processing functions) is accepted.
 *
 * @see <a href="https://github.com/stac-extensions/mlm/tree/v1.5.2">MLM 1.5.2</a>
 */
final class MlmReader {
    /** Tile of a network that takes any size [px]. */
    static final int SIZE = 256;

    private static final Set<String> KNOWN = Set.of(
            "deforma:layout",
            "deforma:activation",
            "deforma:tiling",
            "deforma:nodata",
            "deforma:stride",
            "deforma:bands",
            "deforma:matrix",
            "deforma:check",
            "deforma:domain");

    private final JsonValue properties;
    private final JsonValue input;
    private final JsonValue output;
    private final MlmShape takes;
    private final MlmShape gives;

    private MlmReader(JsonValue properties) {
        this.properties = properties;
        for (String key : properties.keys()) {
            if (key.startsWith("deforma:") && !KNOWN.contains(key)) {
                throw new IllegalArgumentException(properties.path() + "." + key + " is not known; known are "
                        + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        }
        input = only(properties.get("mlm:input"));
        output = only(properties.get("mlm:output"));
        takes = MlmShape.read(input.get("input"));
        gives = MlmShape.read(output.get("result"));
    }

    /**
     * Reads the text of a file.
     *
     * @param file its name, with which messages begin
     * @throws IllegalArgumentException with the path of the member that is wrong, its value, and what is expected
     */
    static ModelMetadata read(String file, String text) {
        return read(JsonValue.parse(file, text));
    }

    static ModelMetadata read(JsonValue item) {
        JsonValue properties = item.get("properties");
        MlmReader reader = new MlmReader(properties);
        try {
            return reader.metadata();
        } catch (IllegalArgumentException e) {
            String file = item.path();
            throw e.getMessage().startsWith(file) ? e : new IllegalArgumentException(file + " " + e.getMessage(), e);
        }
    }

    private static JsonValue only(JsonValue tensors) {
        List<JsonValue> list = tensors.list();
        if (list.size() != 1) {
            throw new IllegalArgumentException(tensors.path() + " must have exactly one element, has " + list.size());
        }
        return list.get(0);
    }

    private ModelMetadata metadata() {
        String name = properties.get("mlm:name").text();
        ModelLayout layout = layout();
        ModelInput takesThis = input(layout);
        ModelOutput givesThis = new MlmOutput(properties, output, gives).read();
        ModelDescription description = new ModelDescription(
                name,
                properties.get("title", JsonValue::text, name),
                properties.get("description", JsonValue::anyText, ""),
                layout,
                takesThis,
                givesThis,
                tiling(layout, takesThis),
                matrix(layout, takesThis),
                properties.get("deforma:domain", MlmReader::domain, ModelDomain.ANY));
        return new ModelMetadata(
                description,
                version(),
                properties.get("license", JsonValue::anyText, ""),
                properties.get("deforma:check", MlmReader::check, ModelMetadata.Check.DEFAULT));
    }

    private Version version() {
        Optional<JsonValue> version = properties.find("version");
        try {
            return version.map(value -> Version.parseVersion(value.text())).orElse(new Version(1, 0, 0));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    version.get().mustBe("a version such as 1.2.0").getMessage(), e);
        }
    }

    private ModelLayout layout() {
        JsonValue tasks = output.find("tasks").orElseGet(() -> properties.get("mlm:tasks"));
        ModelLayout byTask = null;
        for (JsonValue task : tasks.list()) {
            byTask = switch (task.text()) {
                case "semantic-segmentation", "segmentation" -> ModelLayout.PIXEL;
                case "regression" -> gives.isMap() ? ModelLayout.PIXEL : ModelLayout.PATCH;
                case "classification", "scene-classification" -> gives.isMap() ? ModelLayout.PIXEL : ModelLayout.PATCH;
                default ->
                    throw task.mustBe("semantic-segmentation, classification, scene-classification or regression;"
                            + " networks for other tasks cannot be run");
            };
        }
        if (byTask == null) {
            throw tasks.mustBe("a list of at least one task");
        }
        Optional<JsonValue> layout = properties.find("deforma:layout");
        if (layout.isEmpty()) {
            return byTask;
        }
        return switch (layout.get().text()) {
            case "pixel" -> ModelLayout.PIXEL;
            case "patch" -> ModelLayout.PATCH;
            case "coherence-matrix" -> ModelLayout.COHERENCE_MATRIX;
            case "displacement" -> ModelLayout.DISPLACEMENT;
            default -> throw layout.get().mustBe("pixel, patch, coherence-matrix or displacement");
        };
    }

    private ModelInput input(ModelLayout layout) {
        input.find("pre_processing_function").ifPresent(value -> {
            throw value.mustBe("null: code is not executed; use value_scaling");
        });
        input.find("resize_type").ifPresent(value -> {
            if (!Set.of("crop", "pad").contains(value.text())) {
                throw value.mustBe("null, crop or pad: rasters are shown to the network in their own resolution");
            }
        });
        if (!takes.isImage()) {
            throw takes.order().mustBe("batch, channel, height, width or batch, height, width, channel");
        }
        List<String> bands = bands();
        List<List<ValueScaling>> scaling = input.get(
                "value_scaling",
                value -> ScalingJson.read(value, bands.size()),
                Collections.nCopies(bands.size(), List.of()));
        Optional<JsonValue> nodata = properties.find("deforma:nodata");
        return new ModelInput(
                input.get("name").text(),
                bands,
                layout == ModelLayout.COHERENCE_MATRIX ? matrixSide() : takes.length("height"),
                takes.length("width"),
                takes.length("batch"),
                scaling,
                nodata.flatMap(value -> value.find("fill"))
                        .map(JsonValue::number)
                        .orElse(0.0)
                        .floatValue(),
                nodata.flatMap(value -> value.find("min_valid"))
                        .map(JsonValue::number)
                        .orElse(0.0),
                takes.isChannelsLast());
    }

    private int matrixSide() {
        int side = takes.length("height");
        if (side == 0 || side != takes.length("width")) {
            throw takes.shape().mustBe("a square of as many rows and columns as the matrix has dates");
        }
        return side;
    }

    private List<String> bands() {
        int channels = takes.length("channel");
        if (channels == 0) {
            throw takes.shape().mustBe("a shape with a fixed number of channels");
        }
        List<String> names = new ArrayList<>();
        Optional<JsonValue> bands = input.find("bands");
        for (JsonValue band : bands.map(JsonValue::list).orElse(List.of())) {
            if (band.element().isJsonObject() && band.find("expression").isPresent()) {
                throw band.mustBe("a band without expression: code is not executed");
            }
            names.add(band.element().isJsonObject() ? band.get("name").text() : band.text());
        }
        if (names.isEmpty()) {
            return IntStream.rangeClosed(1, channels).mapToObj(n -> "band" + n).toList();
        }
        if (names.size() != channels) {
            throw new IllegalArgumentException(
                    input.path() + ".bands must name each of the " + channels + " channels, names " + names.size());
        }
        return names;
    }

    private ModelTiling tiling(ModelLayout layout, ModelInput image) {
        int fixed = image.fixedSize().map(size -> Math.min(size[0], size[1])).orElse(SIZE);
        Optional<JsonValue> tiling = properties.find("deforma:tiling");
        int size = tiling.flatMap(value -> value.find("size"))
                .map(JsonValue::integer)
                .orElse(fixed);
        int margin = tiling.flatMap(value -> value.find("margin"))
                .map(JsonValue::integer)
                .orElse(0);
        int overlap = layout == ModelLayout.PATCH ? size / 2 : layout == ModelLayout.PIXEL ? size / 8 : 0;
        overlap = tiling.flatMap(value -> value.find("overlap"))
                .map(JsonValue::integer)
                .orElse(overlap);
        return new ModelTiling(size, margin, overlap);
    }

    private Optional<MatrixGrid> matrix(ModelLayout layout, ModelInput image) {
        if (layout != ModelLayout.COHERENCE_MATRIX) {
            return Optional.empty();
        }
        JsonValue matrix = properties.get("deforma:matrix");
        JsonValue dates = matrix.get("dates");
        if (dates.integer() != image.height()) {
            throw dates.mustBe(image.height() + ", the rows of the input");
        }
        return Optional.of(
                new MatrixGrid(dates.integer(), matrix.get("interval_days").integer()));
    }

    private static ModelDomain domain(JsonValue domain) {
        double[] resolution = range(domain, "resolution", 0);
        double[] values = range(domain, "values", Double.NEGATIVE_INFINITY);
        return new ModelDomain(
                domain.get("sensor", JsonValue::anyText, ""),
                domain.get("unit", JsonValue::anyText, ""),
                resolution[0],
                resolution[1],
                values[0],
                values[1],
                domain.get("min_dates", JsonValue::integer, 0),
                domain.get("max_interval_days", JsonValue::number, Double.POSITIVE_INFINITY),
                domain.get("text", JsonValue::anyText, ""));
    }

    /** Two numbers, either of them null for no limit. */
    private static double[] range(JsonValue domain, String key, double lowest) {
        double[] range = {lowest, Double.POSITIVE_INFINITY};
        domain.find(key).ifPresent(value -> {
            List<JsonValue> ends = value.list();
            if (ends.size() != 2) {
                throw value.mustBe("a lowest and a highest number");
            }
            for (int i = 0; i < 2; i++) {
                if (!ends.get(i).isNull()) {
                    range[i] = ends.get(i).number();
                }
            }
        });
        return range;
    }

    private static ModelMetadata.Check check(JsonValue check) {
        ModelMetadata.Check standard = ModelMetadata.Check.DEFAULT;
        return new ModelMetadata.Check(
                check.get("input", JsonValue::text, standard.input()),
                check.get("output", JsonValue::text, standard.output()),
                check.get("tolerance", JsonValue::number, standard.tolerance()));
    }
}
