package org.deforma.api.model;

import java.util.Optional;

/**
 * A model bundle that is there.
 *
 * @param name of the model; of its bundle where the model could not be read
 * @param version of the bundle
 * @param bundle symbolic name of the bundle
 * @param sha256 of the ONNX file, hexadecimal; empty where it could not be read
 * @param bytes size of the ONNX file
 * @param description empty where it could not be read
 * @param licence SPDX identifier, or what the bundle says; may be empty
 * @param refusal why it cannot be used, one sentence; empty for a model that has proved itself
 */
public record InstalledModel(
        String name,
        String version,
        String bundle,
        String sha256,
        long bytes,
        Optional<ModelDescription> description,
        String licence,
        Optional<String> refusal) {
    /** Whether tools can use it. */
    public boolean usable() {
        return refusal.isEmpty();
    }
}
