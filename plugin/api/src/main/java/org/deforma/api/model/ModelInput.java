package org.deforma.api.model;

import java.util.List;
import java.util.Optional;

/**
 * The tensor that a network takes: Float32, shape (batch, channels, height, width).
 *
 * @param name of the graph's input
 * @param bands what the channels are, such as {@code red}; as many as there are channels
 * @param height rows, 0 where the network takes any
 * @param width columns, 0 where the network takes any
 * @param batch samples a run must have, 0 where the network takes any number
 * @param scaling steps for each band, in the order of {@code bands}; empty lists for values as they are
 * @param fill value that stands for no data, after scaling
 * @param minValid share of valid pixels that a tile or patch must have to be shown to the network, 0..1; 0: one pixel is enough
 * @param channelsLast whether the shape is (batch, height, width, channels) instead
 */
public record ModelInput(
        String name,
        List<String> bands,
        int height,
        int width,
        int batch,
        List<List<ValueScaling>> scaling,
        float fill,
        double minValid,
        boolean channelsLast) {
    /** Checks the numbers. */
    public ModelInput {
        bands = List.copyOf(bands);
        scaling = scaling.stream().map(List::copyOf).toList();
        if (bands.isEmpty() || scaling.size() != bands.size()) {
            throw new IllegalArgumentException("a model must take at least one band, each with its scaling, was "
                    + bands.size() + " bands with " + scaling.size() + " scalings");
        }
        if (height < 0 || width < 0 || batch < 0) {
            throw new IllegalArgumentException("the size of a model's input must be 0 (any) or more, was " + batch
                    + " x " + bands.size() + " x " + height + " x " + width);
        }
        if (!(minValid >= 0 && minValid <= 1)) {
            throw new IllegalArgumentException("the share of valid pixels must be 0..1, was " + minValid);
        }
    }

    /** Number of channels. */
    public int channels() {
        return bands.size();
    }

    /** The size that the network asks for, where it asks for one. */
    public Optional<int[]> fixedSize() {
        return height > 0 && width > 0 ? Optional.of(new int[] {height, width}) : Optional.empty();
    }
}
