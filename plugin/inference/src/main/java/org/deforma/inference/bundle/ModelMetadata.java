package org.deforma.inference.bundle;

import org.deforma.api.model.ModelDescription;
import org.osgi.framework.Version;

/**
 * What {@code model.json} says of a model.
 *
 * @param description what tools must know
 * @param version of the model
 * @param licence SPDX identifier or other words; empty where nothing is said
 * @param check tensors on which the model proves itself
 */
public record ModelMetadata(ModelDescription description, Version version, String licence, Check check) {
    /** Largest difference that a check allows where nothing else is said. */
    public static final double TOLERANCE = 1e-4;

    /**
     * Check tensors: what the network gives for {@code input}, activation applied, must be {@code output}.
     *
     * @param input name of an entry in NumPy's format
     * @param output name of an entry in NumPy's format
     * @param tolerance largest difference of a value: {@code tolerance * max(1, |expected|)}
     */
    public record Check(String input, String output, double tolerance) {
        /** Where check tensors lie unless something else is said. */
        public static final Check DEFAULT = new Check("check/input.npy", "check/output.npy", TOLERANCE);

        /** Checks the names, so that they stay in the bundle, and the tolerance. */
        public Check {
            for (String name : new String[] {input, output}) {
                if (!name.matches("check/[A-Za-z0-9_-]+\\.npy")) {
                    throw new IllegalArgumentException(
                            "check tensors must be named check/NAME.npy, was '" + name + "'");
                }
            }
            if (!(tolerance > 0 && tolerance <= 0.1)) {
                throw new IllegalArgumentException(
                        "the tolerance of a check must be more than 0 and at most 0.1, was " + tolerance);
            }
        }
    }
}
