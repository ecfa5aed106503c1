package org.deforma.api.model;

import java.util.List;
import org.deforma.api.raster.Band;

/** What the tensors of a network of layout DISPLACEMENT must be: the contract that {@link ModelLayout#DISPLACEMENT} states. */
final class DisplacementTensors {
    private static final List<String> INPUT = List.of("before", "after", "dx", "dy", "sigma");
    private static final List<String> OUTPUT = List.of("dx", "dy", "log_variance");
    /** What sides of tiles are multiples of [px]. */
    private static final int MULTIPLE = 16;

    private DisplacementTensors() {}

    /**
     * Compares.
     *
     * @throws IllegalArgumentException when anything differs, in one sentence
     */
    static void check(String model, ModelInput input, ModelOutput output, ModelTiling tiling) {
        String who = "model " + model + " refines displacement and so must ";
        List<String> bands = output.bands().stream().map(Band::name).toList();
        if (!input.bands().equals(INPUT)) {
            throw new IllegalArgumentException(
                    who + "take the channels " + words(INPUT) + "; it takes " + words(input.bands()));
        }
        if (!bands.equals(OUTPUT)) {
            throw new IllegalArgumentException(who + "give the bands " + words(OUTPUT) + "; it gives "
                    + (bands.isEmpty() ? output.classes().size() + " classes" : words(bands)));
        }
        if (input.batch() > 1
                || input.channelsLast()
                || input.scaling().stream().anyMatch(steps -> !steps.isEmpty())
                || output.activation() != ModelOutput.Activation.NONE
                || output.stride() != 1) {
            throw new IllegalArgumentException(who
                    + "take one sample at a time, channels before rows and columns, without value scaling, and give a"
                    + " value for every pixel (stride 1) without activation");
        }
        if (input.height() % MULTIPLE != 0 || input.width() % MULTIPLE != 0 || tiling.size() % MULTIPLE != 0) {
            throw new IllegalArgumentException(who + "take tiles whose side is a multiple of " + MULTIPLE
                    + " px; its tiles are " + tiling.size() + " px");
        }
        if (tiling.overlap() != 0 || tiling.step() < MULTIPLE) {
            throw new IllegalArgumentException(who + "have tiles without overlap, of which the margin leaves at least "
                    + MULTIPLE + " px; it has tiles of " + tiling.size() + " px with a margin of " + tiling.margin()
                    + " px and an overlap of " + tiling.overlap() + " px");
        }
    }

    private static String words(List<String> names) {
        return String.join(", ", names);
    }
}
