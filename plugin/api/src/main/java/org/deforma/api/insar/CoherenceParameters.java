package org.deforma.api.insar;

import java.util.List;

/**
 * What a classification of coherence matrices is asked to do.
 *
 * @param pairs dates of each coherence band in order, {@code YYYYMMDD_YYYYMMDD}; empty to take them from file names or TIFF
 *     tags
 * @param model name of the model; empty for the only usable one that takes coherence matrices
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param entropy whether the result has a band with the entropy of the probabilities, scaled to 0..1
 */
public record CoherenceParameters(List<String> pairs, String model, String device, boolean entropy) {
    /** Keeps a copy of the pairs. */
    public CoherenceParameters {
        pairs = List.copyOf(pairs);
    }
}
