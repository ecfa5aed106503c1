package org.deforma.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.deforma.synthetic.coherence.GroundCover;

/**
 * The network for coherence matrices: (n, 2, 64, 64) in, (n, classes) logits out.
 *
 * <p>First the mean coherence of every block of {@value #BLOCK} x {@value #BLOCK} cells, taken over the cells that are known,
 * and the share of them. So a stack with an image every 12 or 24 days looks like one with an image every 6, only with
 * more noise, and missing pairs do not look like lost coherence. Then convolutions, each with batch normalisation and ReLU, and
 * two dense layers. The last feature maps are flattened, not averaged: where in the matrix something is tells how much time
 * lies between the dates, which is what decorrelation is about.
 *
 * @param convolutions in order
 * @param hidden width of the layer before the last
 * @param dropout share of the flattened features that are dropped in training
 * @param classes width of the last layer
 */
record CoherenceNetwork(List<Convolution> convolutions, int hidden, float dropout, int classes) {
    /** Side of the blocks that are averaged first. */
    static final int BLOCK = 2;
    /** Keeps 0 / 0 away; a block with one known cell of four has a share of 0.25. */
    static final float SHARE_OFFSET = 0.002f;

    private static final String FEATURES = "features";

    /** A convolution without bias, then batch normalisation, then ReLU. */
    record Convolution(int filters, int kernel, int stride, int padding) {
        int output(int side) {
            return (side + 2 * padding - kernel) / stride + 1;
        }
    }

    /** Keeps a copy of the convolutions. */
    CoherenceNetwork {
        convolutions = List.copyOf(convolutions);
    }

    /** The network that is shipped. */
    static CoherenceNetwork standard() {
        return new CoherenceNetwork(
                List.of(new Convolution(32, 4, 2, 1), new Convolution(48, 3, 2, 1), new Convolution(96, 3, 2, 1)),
                32,
                0.2f,
                GroundCover.values().length);
    }

    /** Multiplications (and additions) for one matrix. */
    long multiplyAdds() {
        long sum = 0;
        int side = MatrixSet.DATES / BLOCK;
        int channels = 2;
        for (Convolution c : convolutions) {
            side = c.output(side);
            sum += (long) side * side * c.filters * channels * c.kernel * c.kernel;
            channels = c.filters;
        }
        return sum + (long) hidden * (side * side * channels + classes);
    }

    /** The network with weights yet to be set. Its parts are as {@link NetworkExport} expects them. */
    SequentialBlock block() {
        SequentialBlock block = new SequentialBlock().addSingleton(CoherenceNetwork::knownMeans, FEATURES);
        for (Convolution c : convolutions) {
            block.add(Conv2d.builder()
                            .setKernelShape(new Shape(c.kernel, c.kernel))
                            .optStride(new Shape(c.stride, c.stride))
                            .optPadding(new Shape(c.padding, c.padding))
                            .setFilters(c.filters)
                            .optBias(false)
                            .build())
                    .add(BatchNorm.builder().optEpsilon(NetworkExport.EPSILON).build())
                    .add(Activation.reluBlock());
        }
        return block.add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(dropout).build())
                .add(Linear.builder().setUnits(hidden).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(classes).build());
    }

    private static NDArray knownMeans(NDArray matrices) {
        Shape window = new Shape(BLOCK, BLOCK);
        NDArray means = Pool.avgPool2d(matrices, window, window, new Shape(0, 0), false, true);
        NDArray share = means.get(":,1:2");
        NDArray known = means.get(":,0:1").div(share.add(SHARE_OFFSET));
        return NDArrays.concat(new NDList(known, share), 1);
    }
}
