package org.deforma.training.displacement;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deforma.synthetic.pairs.Split;
import org.deforma.synthetic.pairs.TrainingPair;

/**
 * A pair with its truth at every pixel.
 *
 * @param pair images and first field
 * @param dx true displacement along x [px]
 * @param dy along y
 * @param comparable share of the pixel that shows the same ground in both images, 0..1; 0 where there is no first field
 */
@SuppressWarnings("ArrayRecordComponent") // fields are plain arrays throughout; nothing compares these records
record TrainingSample(PairSample pair, float[] dx, float[] dy, float[] comparable) {
    private static final int SIZE = 256;
    /** How near to a fault pixels count more [px]. */
    private static final int NEAR = 8;
    /** By how much more. */
    private static final float MORE = 3;
    /** From one pixel to the next at which the true displacement has a fault [px]. */
    private static final double JUMP = 0.05;

    /**
     * One of the pairs of a split, 256 x 256 px.
     *
     * @param seed of the training
     * @param index of the pair
     */
    static TrainingSample of(Split split, long seed, long index) {
        long own = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index).nextLong();
        TrainingPair pair = TrainingPair.random(split, SIZE, own);
        PairSample sample = new PairSample(pair.images());
        float[] comparable = pair.comparable();
        for (int i = 0; i < comparable.length; i++) {
            comparable[i] = Float.isNaN(sample.sigma[i]) ? 0 : comparable[i];
        }
        return new TrainingSample(sample, pair.dx(), pair.dy(), comparable);
    }

    /** How much each pixel counts in training: more near faults, which are a small part of all pixels, and the hard one. */
    float[] weights() {
        boolean[] near = near(NEAR);
        float[] weights = comparable.clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= near[i] ? 1 + MORE : 1;
        }
        return weights;
    }

    /**
     * Where faults are.
     *
     * @param distance along rows and columns [px]
     * @return the pixels that have a jump of the true displacement within that distance
     */
    boolean[] near(int distance) {
        int w = pair.width;
        int h = pair.height;
        boolean[] near = new boolean[w * h];
        for (int y = 0; y + 1 < h; y++) {
            for (int x = 0; x + 1 < w; x++) {
                int i = y * w + x;
                if (jump(i, i + 1) > JUMP || jump(i, i + w) > JUMP) {
                    for (int v = Math.max(0, y - distance); v <= Math.min(h - 1, y + distance); v++) {
                        int from = v * w + Math.max(0, x - distance);
                        Arrays.fill(near, from, v * w + Math.min(w - 1, x + distance) + 1, true);
                    }
                }
            }
        }
        return near;
    }

    private double jump(int a, int b) {
        return Math.hypot(dx[a] - dx[b], dy[a] - dy[b]);
    }
}
