package org.deforma.training.displacement;

/** The convolution that makes moved copies of channels: a one at the place that each copy is taken from. */
@SuppressWarnings("ArrayRecordComponent") // nothing compares these records
record Moves(int channels, int[][] offsets) {
    /** How far the farthest copy is moved [px]. */
    int reach() {
        int reach = 0;
        for (int[] offset : offsets) {
            reach = Math.max(reach, Math.max(Math.abs(offset[0]), Math.abs(offset[1])));
        }
        return reach;
    }

    /** Shape of the kernel: outputs, inputs, rows, columns. */
    long[] shape() {
        int side = 2 * reach() + 1;
        return new long[] {(long) channels * offsets.length, channels, side, side};
    }

    /** The kernel, in row-major order. */
    float[] kernel() {
        int reach = reach();
        int side = 2 * reach + 1;
        float[] kernel = new float[channels * offsets.length * channels * side * side];
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < offsets.length; k++) {
                int plane = (c * offsets.length + k) * channels + c;
                kernel[(plane * side + reach + offsets[k][0]) * side + reach + offsets[k][1]] = 1;
            }
        }
        return kernel;
    }
}
