package org.deforma.api.model;

import java.util.Optional;

/**
 * All that a tool must know of a network to run it.
 *
 * @param name by which users ask for it: letters, digits, {@code . _ -}
 * @param title for people
 * @param description one or two sentences for people
 * @param layout what one run looks at
 * @param input tensor it takes
 * @param output tensor it gives
 * @param tiling how a raster is cut
 * @param matrix dates of the coherence matrix, for that layout
 * @param domain what it has seen
 */
public record ModelDescription(
        String name,
        String title,
        String description,
        ModelLayout layout,
        ModelInput input,
        ModelOutput output,
        ModelTiling tiling,
        Optional<MatrixGrid> matrix,
        ModelDomain domain) {
    /** Checks the name, that the matrix is there where it is needed, and what layout DISPLACEMENT asks for. */
    public ModelDescription {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "a model's name must be 1..64 letters, digits, '.', '_' or '-', was '" + name + "'");
        }
        if (matrix.isPresent() != (layout == ModelLayout.COHERENCE_MATRIX)) {
            throw new IllegalArgumentException(
                    "model " + name + " must say the dates of its matrix if, and only if, it takes coherence matrices");
        }
        if (layout == ModelLayout.DISPLACEMENT) {
            DisplacementTensors.check(name, input, output, tiling);
        }
    }
}
