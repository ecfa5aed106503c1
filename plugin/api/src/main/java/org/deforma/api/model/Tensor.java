package org.deforma.api.model;

import java.util.Arrays;

/**
 * Numbers with a shape.
 *
 * @param values in row-major order
 * @param shape length of each axis
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(float[] values, int... shape) {
    /** Checks that there are as many values as the shape says. */
    public Tensor {
        long size = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        if (size != values.length) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " must have " + size
                    + " values, has " + values.length);
        }
    }
}
