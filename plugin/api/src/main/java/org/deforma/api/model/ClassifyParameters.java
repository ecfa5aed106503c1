package org.deforma.api.model;

import java.util.List;

/**
 * What a run of a network over a raster is asked to do.
 *
 * @param model name of the model; empty for the only usable one that takes rasters
 * @param bands bands of the raster in the order of the model's channels, from 0; empty for the model's own choice: bands of
 *     the same name where the raster names them, else the first ones
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param entropy whether the result has a band with the entropy of the probabilities, scaled to 0..1
 */
public record ClassifyParameters(String model, List<Integer> bands, String device, boolean entropy) {
    /** Checks the bands. */
    public ClassifyParameters {
        bands = List.copyOf(bands);
        bands.stream().filter(band -> band < 0).findFirst().ifPresent(band -> {
            throw new IllegalArgumentException("bands must be 0 or more, was " + band);
        });
    }
}
