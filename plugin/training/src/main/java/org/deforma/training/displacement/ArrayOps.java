package org.deforma.training.displacement;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.function.Function;

/** Runs a network on arrays of PyTorch, which remember how to differentiate. Arrays live as long as the manager of the input. */
final class ArrayOps implements TensorOps<NDArray> {
    private static final Shape ONE = new Shape(1, 1);
    /** How PyTorch is told to interpolate linearly along both axes. */
    private static final int BILINEAR = 1;

    private final NDManager manager;
    private final Function<String, NDArray> weights;

    /**
     * Runs with given weights.
     *
     * @param manager of what is made
     * @param weights by name
     */
    ArrayOps(NDManager manager, Function<String, NDArray> weights) {
        this.manager = manager;
        this.weights = weights;
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray subtract(NDArray a, NDArray b) {
        return a.sub(b);
    }

    @Override
    public NDArray multiply(NDArray a, NDArray b) {
        return a.mul(b);
    }

    @Override
    public NDArray divide(NDArray a, NDArray b) {
        return a.div(b);
    }

    @Override
    public NDArray minimum(NDArray a, NDArray b) {
        return a.minimum(b);
    }

    @Override
    public NDArray add(NDArray a, float number) {
        return a.add(number);
    }

    @Override
    public NDArray multiply(NDArray a, float number) {
        return a.mul(number);
    }

    @Override
    public NDArray relu(NDArray a) {
        return ai.djl.nn.Activation.relu(a);
    }

    @Override
    public NDArray tanh(NDArray a) {
        return a.tanh();
    }

    @Override
    public NDArray sqrt(NDArray a) {
        return a.sqrt();
    }

    @Override
    public NDArray log(NDArray a) {
        return a.log();
    }

    @Override
    public NDArray exp(NDArray a) {
        return a.exp();
    }

    @Override
    public NDArray maximumOfChannels(NDArray a) {
        return a.max(new int[] {1}, true);
    }

    @Override
    public NDArray sumOfChannels(NDArray a) {
        return a.sum(new int[] {1}, true);
    }

    @Override
    public NDArray meanOfPixels(NDArray a) {
        // PyTorch takes one axis at a time here.
        return a.mean(new int[] {2}, true).mean(new int[] {3}, true);
    }

    @Override
    public NDArray channels(NDArray a, int from, int to) {
        return a.get(":," + from + ":" + to);
    }

    @Override
    public NDArray join(List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), 1);
    }

    @Override
    public NDArray reduced(NDArray a, int side) {
        Shape square = new Shape(side, side);
        return Pool.avgPool2d(a, square, square, new Shape(0, 0), false, true);
    }

    @Override
    public NDArray enlarged(NDArray a, int factor) {
        Shape shape = a.getShape();
        long[] size = {shape.get(2) * factor, shape.get(3) * factor};
        return a.getNDArrayInternal().interpolation(size, BILINEAR, false);
    }

    @Override
    public NDArray filter(NDArray a, float[] taps, boolean vertical, int dilation) {
        int channels = (int) a.getShape().get(1);
        // A line of taps for one channel would go to NNPACK, which warns at every call where it does not know the
        // processor.
        boolean square = channels == 1;
        int rows = vertical || square ? taps.length : 1;
        int columns = !vertical || square ? taps.length : 1;
        float[] kernel = new float[channels * rows * columns];
        for (int c = 0; c < channels; c++) {
            for (int tap = 0; tap < taps.length; tap++) {
                int row = vertical ? tap : rows / 2;
                int column = vertical ? columns / 2 : tap;
                kernel[(c * rows + row) * columns + column] = taps[tap];
            }
        }
        return convolve(
                a,
                manager.create(kernel, new Shape(channels, 1, rows, columns)),
                null,
                new Shape(rows / 2 * dilation, columns / 2 * dilation),
                new Shape(dilation, dilation),
                channels);
    }

    @Override
    public NDArray moved(NDArray a, int[][] offsets) {
        Moves moves = new Moves((int) a.getShape().get(1), offsets);
        Shape shape = new Shape(moves.shape());
        return convolve(
                a, manager.create(moves.kernel(), shape), null, new Shape(moves.reach(), moves.reach()), ONE, 1);
    }

    @Override
    public NDArray convolution(NDArray a, String name, int dilation) {
        NDArray kernel = weights.apply(name + ".weight");
        long reach = kernel.getShape().get(2) / 2 * dilation;
        return convolve(
                a, kernel, weights.apply(name + ".bias"), new Shape(reach, reach), new Shape(dilation, dilation), 1);
    }

    @Override
    public NDArray number(String name) {
        return weights.apply(name);
    }

    private static NDArray convolve(
            NDArray a, NDArray kernel, NDArray bias, Shape padding, Shape dilation, int groups) {
        return Conv2d.conv2d(a, kernel, bias, ONE, padding, dilation, groups).singletonOrThrow();
    }
}
