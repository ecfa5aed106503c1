package org.deforma.inference.registry;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.deforma.api.model.ModelDevice;
import org.deforma.inference.bundle.ModelPacker;
import org.deforma.inference.engine.Devices;
import org.osgi.service.component.annotations.Component;

/** Commands of the shell, in the way of Gogo: the host calls the public methods by their names. */
@Component(
        service = Object.class,
        property = {"osgi.command.scope=deforma", "osgi.command.function=pack", "osgi.command.function=devices"})
public final class ModelCommands {
    /**
     * Makes a model bundle.
     *
     * @param onnx file of the network
     * @param json file of its description; empty where the network carries metadata of Deepness
     * @param output jar to write
     * @return summary, a JSON object
     * @throws IllegalArgumentException for the caller's mistakes
     * @throws org.deforma.api.DeformaException when a file cannot be read or written
     */
    public String pack(String onnx, String json, String output) {
        return ModelPacker.pack(
                Path.of(onnx), json.isBlank() ? Optional.empty() : Optional.of(Path.of(json)), Path.of(output));
    }

    /** What networks can run on here, a JSON list. */
    public String devices() {
        JsonArray list = new JsonArray();
        for (ModelDevice device : Devices.list()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", device.name());
            object.addProperty("description", device.description());
            object.addProperty("available", device.available());
            object.addProperty("note", device.note());
            list.add(object);
        }
        return list.toString();
    }
}
