package org.deforma.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;

/** Networks of one line for tests: two classes, told apart by a threshold on one band; and a displacement. */
final class TestModel {
    private TestModel() {}

    /**
     * Writes {@code name.onnx} and {@code name.json}: class 1 (low) below the threshold, class 2 (high) above.
     *
     * @param folder where to
     * @param name of the model
     * @param version that the description says
     * @param threshold between the classes
     * @return the ONNX file; the description has the same name
     */
    static Path write(Path folder, String name, String version, float threshold) throws IOException {
        Path onnx = folder.resolve(name + ".onnx");
        new OnnxWriter("threshold", 13)
                .input("image", "n", 1, "h", "w")
                .constant("weights", new float[] {-1, 1}, 2, 1, 1, 1)
                .constant("bias", new float[] {threshold, -threshold}, 2)
                .node("Conv", List.of("image", "weights", "bias"), "scores", OnnxAttribute.ints("kernel_shape", 1, 1))
                .output("scores", "n", 2, "h", "w")
                .write(onnx);
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {"type": "Feature", "stac_version": "1.1.0", "id": "%1$s", "geometry": null,
                 "stac_extensions": ["https://stac-extensions.github.io/mlm/v1.5.2/schema.json"],
                 "properties": {
                   "datetime": "2026-01-01T00:00:00Z", "title": "High and low", "license": "Apache-2.0",
                   "description": "Tells high from low values.", "version": "%2$s",
                   "mlm:name": "%1$s", "mlm:architecture": "threshold", "mlm:tasks": ["semantic-segmentation"],
                   "mlm:framework": "ONNX",
                   "mlm:input": [{"name": "image", "bands": ["grey"],
                     "input": {"shape": [-1, 1, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                               "data_type": "float32"}}],
                   "mlm:output": [{"name": "scores", "tasks": ["semantic-segmentation"],
                     "result": {"shape": [-1, 2, -1, -1], "dim_order": ["batch", "class", "height", "width"],
                                "data_type": "float32"},
                     "classification:classes": [
                       {"value": 1, "name": "low", "title": "Low", "color_hint": "2166AC"},
                       {"value": 2, "name": "high", "title": "High", "color_hint": "B2182B"}]}],
                   "deforma:layout": "pixel", "deforma:activation": "softmax",
                   "deforma:tiling": {"size": 32, "margin": 0, "overlap": 4},
                   "deforma:domain": {"values": [0, 65535]}},
                 "links": [], "assets": {"model": {"href": "%1$s.onnx", "roles": ["mlm:model"]}}}
                """
                        .formatted(name, version));
        return onnx;
    }

    /**
     * Writes a network for displacement: what the field lacks is a share of the field itself, sigma is 0.1 px everywhere.
     *
     * @param folder where to
     * @param name of the model and of both files
     * @param shareX of dx
     * @param shareY of dy
     * @return the ONNX file
     */
    static Path writeDisplacement(Path folder, String name, float shareX, float shareY) throws IOException {
        Path onnx = folder.resolve(name + ".onnx");
        float[] weights = new float[15];
        weights[2] = shareX;
        weights[5 + 3] = shareY;
        new OnnxWriter("stretch", 13)
                .input("x", 1, 5, "h", "w")
                .constant("weights", weights, 3, 5, 1, 1)
                .constant("bias", new float[] {0, 0, (float) (2 * Math.log(0.1))}, 3)
                .node("Conv", List.of("x", "weights", "bias"), "y", OnnxAttribute.ints("kernel_shape", 1, 1))
                .output("y", 1, 3, "h", "w")
                .write(onnx);
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {"type": "Feature", "stac_version": "1.1.0", "id": "%1$s", "geometry": null,
                 "properties": {
                   "datetime": "2026-01-01T00:00:00Z", "title": "Stretched", "license": "Apache-2.0", "version": "2.0.0",
                   "mlm:name": "%1$s", "mlm:architecture": "linear", "mlm:tasks": ["regression"],
                   "mlm:framework": "ONNX",
                   "mlm:input": [{"name": "x", "bands": ["before", "after", "dx", "dy", "sigma"],
                     "input": {"shape": [1, 5, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                               "data_type": "float32"}}],
                   "mlm:output": [{"name": "y", "tasks": ["regression"],
                     "result": {"shape": [1, 3, -1, -1], "dim_order": ["batch", "channel", "height", "width"],
                                "data_type": "float32"}}],
                   "deforma:layout": "displacement", "deforma:tiling": {"size": 96, "margin": 16},
                   "deforma:bands": [{"name": "dx", "unit": "px"}, {"name": "dy", "unit": "px"},
                                     {"name": "log_variance"}],
                   "deforma:domain": {"resolution": [20, 30]}},
                 "links": [], "assets": {"model": {"href": "%1$s.onnx", "roles": ["mlm:model"]}}}
                """
                        .formatted(name));
        return onnx;
    }
}
