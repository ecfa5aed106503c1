package org.deforma.api.model;

import java.util.List;

/** The models that are installed. Thread-safe. */
public interface ModelRegistry {
    /**
     * All models, usable ones and refused ones, by name. Models that have not proved themselves on their check tensors yet do
     * so now, which takes a second or so each.
     */
    List<InstalledModel> models();

    /**
     * Takes a model into use. As long as the lease is open, the model's bundle may be updated or removed; the lease goes on
     * with what it has, and the network leaves memory when the last lease is closed.
     *
     * @param name of the model; empty for the only usable one of that layout
     * @param layout what the caller can feed
     * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
     * @throws IllegalArgumentException for an unknown or refused model, another layout, or a device that is not there
     * @throws org.deforma.api.DeformaException when the network cannot be loaded
     */
    ModelLease lease(String name, ModelLayout layout, String device);

    /** What networks can run on here, the best first: {@code cpu} is always there. */
    List<ModelDevice> devices();
}
