package org.deforma.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/** Small networks, their descriptions and bundles. */
public final class TestModels {
    private TestModels() {}

    /** Two classes that a threshold on one band tells apart. */
    public static OnnxWriter threshold(float threshold) {
        return new OnnxWriter("threshold", 13)
                .input("image", "n", 1, "h", "w")
                .constant("weights", new float[] {-1, 1}, 2, 1, 1, 1)
                .constant("bias", new float[] {threshold, -threshold}, 2)
                .node("Conv", List.of("image", "weights", "bias"), "scores", OnnxAttribute.ints("kernel_shape", 1, 1))
                .output("scores", "n", 2, "h", "w");
    }

    /** Description of {@link #threshold}. */
    public static String json(String name, String version) {
        return """
                {"type": "Feature", "stac_version": "1.1.0", "id": "%1$s", "geometry": null,
                 "stac_extensions": ["https://stac-extensions.github.io/mlm/v1.5.2/schema.json"],
                 "properties": {
                   "datetime": "2026-01-01T00:00:00Z", "title": "High & low", "license": "Apache-2.0",
                   "description": "Tells high from low values.", "version": "%2$s",
                   "mlm:name": "%1$s", "mlm:architecture": "threshold", "mlm:tasks": ["semantic-segmentation"],
                   "mlm:framework": "ONNX",
                   "mlm:input": [{"name": "image", "bands": ["grey"],
                     "input": {"shape": [-1, 1, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                               "data_type": "float32"},
                     "value_scaling": [{"type": "min-max", "minimum": 0, "maximum": 1000}]}],
                   "mlm:output": [{"name": "scores", "tasks": ["semantic-segmentation"],
                     "result": {"shape": [-1, 2, -1, -1], "dim_order": ["batch", "class", "height", "width"],
                                "data_type": "float32"},
                     "classification:classes": [
                       {"value": 1, "name": "low", "title": "Low", "color_hint": "2166AC"},
                       {"value": 2, "name": "high", "title": "<High>", "color_hint": "B2182B"}]}],
                   "deforma:layout": "pixel", "deforma:activation": "softmax",
                   "deforma:tiling": {"size": 32, "margin": 2, "overlap": 4},
                   "deforma:domain": {"values": [0, 1000]}},
                 "links": [], "assets": {"model": {"href": "%1$s.onnx", "roles": ["mlm:model"]}}}
                """
                .formatted(name, version);
    }

    /** Packs {@link #threshold}. */
    public static Path pack(Path folder, Path jar, String name, String version, float threshold) throws IOException {
        Path onnx = folder.resolve(name + ".onnx");
        Path json = folder.resolve(name + ".json");
        threshold(threshold).write(onnx);
        Files.writeString(json, json(name, version));
        ModelPacker.pack(onnx, Optional.of(json), jar);
        return jar;
    }

    /** All entries of a jar, in order. */
    public static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** Writes a jar of any entries. */
    public static Path jar(Path jar, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return jar;
    }
}
