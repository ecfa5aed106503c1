package org.deforma.inference.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deforma.api.model.ModelDescription;

/** Writes the jar of a model bundle. The same content gives the same bytes. */
final class BundleWriter {
    /** Zip files begin their count of time in 1980. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private BundleWriter() {}

    /**
     * Writes a jar.
     *
     * @param jar file to write
     * @param metadata of the model, for the manifest
     * @param onnx the network
     * @param entries all others, name to content, in order
     */
    static void write(Path jar, ModelMetadata metadata, Path onnx, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            begin(zip, "META-INF/MANIFEST.MF");
            zip.write(manifest(metadata));
            begin(zip, ModelJar.MODEL);
            Files.copy(onnx, zip);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                begin(zip, entry.getKey());
                zip.write(entry.getValue());
            }
        }
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    private static byte[] manifest(ModelMetadata metadata) throws IOException {
        ModelDescription model = metadata.description();
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName(model.name()));
        headers.putValue("Bundle-Version", metadata.version().toString());
        headers.putValue("Bundle-Name", line(model.title()));
        if (!metadata.licence().isBlank()) {
            headers.putValue("Bundle-License", line(metadata.licence()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    /** Symbolic name of the bundle that holds a model. */
    static String symbolicName(String model) {
        return "org.deforma.models." + model;
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
