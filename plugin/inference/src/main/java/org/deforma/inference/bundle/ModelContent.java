package org.deforma.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.deforma.api.model.Tensor;
import org.deforma.onnx.OnnxFacts;
import org.deforma.onnx.OnnxReader;

/**
 * What a model bundle holds, read and found consistent. Its network has not been loaded.
 *
 * @param facts of the ONNX file
 * @param metadata what {@code model.json} says, or the ONNX file's own metadata
 * @param sha256 checksum of the ONNX file, hexadecimal
 * @param bytes size of the ONNX file
 * @param checkInput what the network is shown to prove itself
 * @param checkOutput what it must give then
 * @param style how the first band of its result is drawn: a Styled Layer Descriptor 1.0 that is safe to use
 */
public record ModelContent(
        OnnxFacts facts,
        ModelMetadata metadata,
        String sha256,
        long bytes,
        Tensor checkInput,
        Tensor checkOutput,
        String style) {
    static final String DESCRIPTION = "model.json";

    private static final long MAX_MODEL = 512L << 20;
    private static final int MAX_DESCRIPTION = 1 << 20;

    /**
     * A network and its description.
     *
     * @param facts of the ONNX file
     * @param metadata that fits it
     * @param sha256 of the ONNX file
     * @param bytes of the ONNX file
     */
    record Network(OnnxFacts facts, ModelMetadata metadata, String sha256, long bytes) {}

    /**
     * Reads all entries that a network needs.
     *
     * @param name for a model whose description has none
     * @param entries of the bundle
     * @param onnx file to copy the network to; must not be trusted when this fails
     * @throws IllegalArgumentException when something is refused, in one sentence that begins with the name of the
     * entry
     * @throws IOException when an entry cannot be read, or the file cannot be written
     */
    public static ModelContent read(String name, BundleEntries entries, Path onnx) throws IOException {
        Network network = network(name, entries, onnx);
        ModelMetadata.Check check = network.metadata().check();
        Tensor output = tensor(entries, check.output());
        return new ModelContent(
                network.facts(),
                network.metadata(),
                network.sha256(),
                network.bytes(),
                tensor(entries, check.input()),
                output,
                ModelStyle.read(entries, network.metadata().description(), output));
    }

    /** Reads the network and its description alone. */
    static Network network(String name, BundleEntries entries, Path onnx) throws IOException {
        String sha256 = copy(entries, onnx);
        OnnxFacts facts;
        try (InputStream in = Files.newInputStream(onnx)) {
            facts = OnnxReader.read(ModelJar.MODEL, in);
        }
        ModelMetadata metadata = metadata(name, entries, facts);
        FactsCheck.check(metadata.description(), facts);
        return new Network(facts, metadata, sha256, Files.size(onnx));
    }

    private static ModelMetadata metadata(String name, BundleEntries entries, OnnxFacts facts) throws IOException {
        Optional<InputStream> description = entries.open(DESCRIPTION);
        if (description.isPresent()) {
            try (InputStream in = description.get()) {
                return MlmReader.read(DESCRIPTION, text(DESCRIPTION, in));
            }
        }
        if (!Deepness.isThere(facts)) {
            throw new IllegalArgumentException(ModelJar.MODEL
                    + " comes without model.json and without metadata of the QGIS plug-in Deepness,"
                    + " so nobody knows what it takes");
        }
        return Deepness.read(ModelJar.MODEL, name, facts);
    }

    /** A text of a length that a description may have. */
    static String text(String file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_DESCRIPTION + 1);
        if (bytes.length > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(file + " is larger than " + (MAX_DESCRIPTION >> 20) + " MB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Tensor tensor(BundleEntries entries, String entry) throws IOException {
        try (InputStream in = entries.open(entry)
                .orElseThrow(() -> new IllegalArgumentException(
                        entry + " is missing, so the model cannot prove itself; 'deforma pack' makes check tensors"))) {
            return Npy.read(entry, in);
        }
    }

    private static String copy(BundleEntries entries, Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        try (InputStream in = entries.open(ModelJar.MODEL)
                        .orElseThrow(() -> new IllegalArgumentException(ModelJar.MODEL + " is missing"));
                DigestInputStream counted = new DigestInputStream(in, digest);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int n = counted.read(buffer); n >= 0; n = counted.read(buffer)) {
                total += n;
                if (total > MAX_MODEL) {
                    throw new IllegalArgumentException(ModelJar.MODEL + " is larger than " + (MAX_MODEL >> 20) + " MB");
                }
                out.write(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
