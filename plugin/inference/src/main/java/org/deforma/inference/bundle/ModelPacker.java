package org.deforma.inference.bundle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Tensor;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;

/**
 * Makes a model bundle from a network and its description. Everything is verified as it will be when the bundle is
 * installed, the run on the check tensors included, before the file appears.
 */
public final class ModelPacker {
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\(([A-Za-z0-9_-]+\\.(?:png|jpg|svg))\\)");
    private static final long MAX_EXTRA = 16L << 20;

    private final Path onnx;
    private final Path beside;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> generated = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private ModelPacker(Path onnx, Path beside) {
        this.onnx = onnx;
        this.beside = beside;
    }

    /**
     * Packs a model. {@code LICENSE}, {@code card.md} with its pictures, {@code style.sld} and {@code check/} that lie
     * beside the description (beside the network, where there is none) are taken along; what is not there is made.
     *
     * @param onnx the network
     * @param json its description; may be absent where the network carries metadata of the QGIS plug-in Deepness
     * @param output bundle to write, {@code .jar}; replaced in one step, or left alone when anything fails
     * @return summary, a JSON object
     * @throws IllegalArgumentException when something is refused, in one sentence
     * @throws DeformaException when a file cannot be read or written
     */
    public static String pack(Path onnx, Optional<Path> json, Path output) {
        requireFile("model", onnx);
        json.ifPresent(file -> requireFile("description", file));
        requireOutput(output);
        Path folder = json.orElse(onnx).toAbsolutePath().getParent();
        try {
            return new ModelPacker(onnx, folder).pack(json, output.toAbsolutePath());
        } catch (IOException e) {
            throw new DeformaException(output + " cannot be packed: " + e.getMessage(), e);
        }
    }

    private static void requireFile(String what, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(what + ": " + file + " is not a file that can be read");
        }
    }

    private static void requireOutput(Path output) {
        String what = "output: " + output + " ";
        if (Files.isDirectory(output)) {
            throw new IllegalArgumentException(what + "is a folder; name a file in it, such as model.jar");
        }
        if (!output.toString().endsWith(".jar")) {
            throw new IllegalArgumentException(what + "must end in .jar");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    what + "cannot be written: there is no folder " + folder + ", or it may not be written by you");
        }
    }

    private String pack(Optional<Path> json, Path output) throws IOException {
        Path part = output.resolveSibling(
                "." + output.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        Path copy = Files.createTempFile("deforma-model-", ".onnx");
        try {
            ModelContent.Network network = read(json, copy);
            ModelDescription model = network.metadata().description();
            try (Network loaded = Network.load(copy, model, Devices.choose("cpu"));
                    ModelLease.Predictor predictor = loaded.predictor()) {
                Tensor result = check(network.metadata(), predictor);
                describe(json, network);
                extras(network, result);
                BundleWriter.write(part, network.metadata(), copy, entries);
                double difference = verify(part, output, copy, predictor);
                move(part, output);
                return summary(output, network, difference);
            }
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(part);
        }
    }

    /** Reads the two files by their own names, so that messages name them. */
    private ModelContent.Network read(Optional<Path> json, Path copy) throws IOException {
        BundleEntries sources = entry -> {
            if (entry.equals(ModelJar.MODEL)) {
                return Optional.of(Files.newInputStream(onnx));
            }
            return json.isPresent() && entry.equals(ModelContent.DESCRIPTION)
                    ? Optional.of(Files.newInputStream(json.get()))
                    : Optional.empty();
        };
        String name = onnx.getFileName().toString().replaceFirst("\\.onnx$", "").replaceAll("[^A-Za-z0-9._-]", "-");
        try {
            return ModelContent.network(name, sources, copy);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage()
                    .replaceFirst("^model\\.onnx", Matcher.quoteReplacement(onnx.toString()))
                    .replaceFirst(
                            "^model\\.json",
                            Matcher.quoteReplacement(json.map(Path::toString).orElse("model.json")));
            throw new IllegalArgumentException(message, e);
        }
    }

    /** Runs the network on the check tensors that are there, or on noise. */
    private Tensor check(ModelMetadata metadata, ModelLease.Predictor predictor) throws IOException {
        ModelMetadata.Check names = metadata.check();
        ModelDescription model = metadata.description();
        Path input = beside.resolve(names.input());
        Path output = beside.resolve(names.output());
        Tensor shown = Files.exists(input) ? tensor(names.input(), input) : CheckInput.of(model);
        Tensor result = Proof.run(model, shown, predictor);
        if (!Files.exists(input)) {
            generated.add("check tensors (noise)");
        }
        if (Files.exists(output) && Files.exists(input)) {
            result = tensor(names.output(), output);
        }
        entries.put(names.input(), Npy.write(shown));
        entries.put(names.output(), Npy.write(result));
        return result;
    }

    private static Tensor tensor(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Npy.read(name, in);
        }
    }

    /** The user's own description, with the name that the network has in a bundle; else one that is made. */
    private void describe(Optional<Path> json, ModelContent.Network network) throws IOException {
        JsonObject item;
        if (json.isPresent()) {
            try (InputStream in = Files.newInputStream(json.get())) {
                item = JsonValue.parse(
                                json.get().toString(),
                                ModelContent.text(json.get().toString(), in))
                        .element()
                        .getAsJsonObject();
            }
            if (item.get("assets") instanceof JsonObject assets) {
                assets.entrySet().forEach(asset -> nameModel(asset.getValue()));
            }
            item.getAsJsonObject("properties")
                    .add("deforma:check", MlmWriter.check(network.metadata().check()));
        } else {
            item = MlmWriter.write(network.metadata(), network.facts().parameters());
            generated.add("model.json (from the metadata of Deepness)");
        }
        entries.put(ModelContent.DESCRIPTION, utf8(MlmWriter.text(item)));
    }

    private static void nameModel(JsonElement asset) {
        if (asset instanceof JsonObject object
                && object.get("roles") instanceof JsonArray roles
                && roles.asList().stream()
                        .anyMatch(role ->
                                role.isJsonPrimitive() && role.getAsString().equals("mlm:model"))) {
            object.addProperty("href", ModelJar.MODEL);
        }
    }

    private void extras(ModelContent.Network network, Tensor result) throws IOException {
        ModelMetadata metadata = network.metadata();
        if (take(ModelStyle.ENTRY)) {
            ModelStyle.check(entries.get(ModelStyle.ENTRY));
        } else {
            made(ModelStyle.ENTRY, StyleWriter.write(metadata.description(), result));
        }
        if (take("card.md")) {
            Matcher picture = PICTURE.matcher(new String(entries.get("card.md"), StandardCharsets.UTF_8));
            while (picture.find()) {
                take(picture.group(1));
            }
        } else {
            made("card.md", CardWriter.write(metadata, network.facts(), network.sha256()));
            missing.add("card.md: nobody said how the model was trained and how well it does");
        }
        if (!take("LICENSE")) {
            boolean stated = !metadata.licence().isBlank();
            made(
                    "LICENSE",
                    stated ? "SPDX-License-Identifier: " + metadata.licence() + "\n" : "No licence was stated.\n");
            missing.add(stated ? "LICENSE: only its name is known" : "licence: none is stated");
        }
    }

    private boolean take(String name) throws IOException {
        Path file = beside.resolve(name);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Files.size(file) > MAX_EXTRA) {
            throw new IllegalArgumentException(file + " is larger than " + (MAX_EXTRA >> 20) + " MB");
        }
        entries.put(name, Files.readAllBytes(file));
        return true;
    }

    private void made(String name, String text) {
        entries.put(name, utf8(text));
        generated.add(name);
    }

    /** Reads what has been written as a stranger would. */
    private static double verify(Path part, Path output, Path copy, ModelLease.Predictor predictor) throws IOException {
        try (ModelJar jar = ModelJar.open(output.getFileName().toString(), part)) {
            return Proof.run(ModelContent.read(output.getFileName().toString(), jar, copy), predictor);
        }
    }

    private static void move(Path part, Path output) throws IOException {
        try {
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String summary(Path output, ModelContent.Network network, double difference) throws IOException {
        ModelDescription model = network.metadata().description();
        JsonObject summary = new JsonObject();
        summary.addProperty("bundle", output.toString());
        summary.addProperty("model", model.name());
        summary.addProperty("version", network.metadata().version().toString());
        summary.addProperty(
                "layout", model.layout().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        summary.addProperty("parameters", network.facts().parameters());
        summary.addProperty("operators", network.facts().nodes());
        summary.addProperty("sha256", network.sha256());
        summary.addProperty("bytes", Files.size(output));
        summary.addProperty("check_difference", difference);
        summary.add("generated", list(generated));
        summary.add("missing", list(missing));
        return summary.toString();
    }

    private static JsonArray list(List<String> texts) {
        JsonArray list = new JsonArray();
        texts.forEach(list::add);
        return list;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
