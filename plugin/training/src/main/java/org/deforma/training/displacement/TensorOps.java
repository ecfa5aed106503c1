package org.deforma.training.displacement;

/**
 * The operations that a network is made of, on tensors (1, channels, rows, columns). A network that is written with them once
 * can be trained ({@link ArrayOps}) and exported ({@link OnnxOps}), so that both cannot differ.
 *
 * @param <T> a tensor
 */
interface TensorOps<T> {
    /** Sum; an operand with one channel counts for all channels of the other. */
    T add(T a, T b);

    /** Difference, likewise. */
    T subtract(T a, T b);

    /** Product, likewise. */
    T multiply(T a, T b);

    /** Quotient, likewise. */
    T divide(T a, T b);

    /** The smaller value of each pair. */
    T minimum(T a, T b);

    /** Every value plus a number. */
    T add(T a, float number);

    /** Every value times a number. */
    T multiply(T a, float number);

    /** Values below zero become zero. */
    T relu(T a);

    /** Hyperbolic tangent. */
    T tanh(T a);

    /** Square root. */
    T sqrt(T a);

    /** Natural logarithm. */
    T log(T a);

    /** Exponential. */
    T exp(T a);

    /** Largest of the channels; one channel is left. */
    T maximumOfChannels(T a);

    /** Sum over the channels; one channel is left. */
    T sumOfChannels(T a);

    /** Mean over rows and columns; one value a channel is left. */
    T meanOfPixels(T a);

    /** Some of the channels. */
    T channels(T a, int from, int to);

    /** Channels of all, one after the other. */
    T join(java.util.List<T> parts);

    /** Means of squares of pixels; rows and columns are multiples of the side. */
    T reduced(T a, int side);

    /** The opposite of {@link #reduced}, bilinear between the centres of the squares. */
    T enlarged(T a, int factor);

    /**
     * A fixed filter for every channel, along rows or columns; beyond the edges are zeros.
     *
     * @param taps an odd number of weights (a cross-correlation, as everywhere in networks)
     * @param vertical whether it runs down the columns
     * @param dilation distance from one tap to the next [px]
     */
    T filter(T a, float[] taps, boolean vertical, int dilation);

    /**
     * Copies of all channels, each moved: channel {@code c * offsets + k} is channel c at {@code (row + offsets[k][0], column +
     * offsets[k][1])}; zero beyond the edges.
     */
    T moved(T a, int[][] offsets);

    /**
     * A trained convolution with bias; beyond the edges are zeros.
     *
     * @param name of its weights, {@code name.weight} (outputs, inputs, side, side) and {@code name.bias} (outputs)
     * @param dilation distance from one tap to the next [px]
     */
    T convolution(T a, String name, int dilation);

    /** A trained number, shape (1, 1, 1, 1). */
    T number(String name);
}
