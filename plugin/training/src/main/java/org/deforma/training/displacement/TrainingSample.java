package org.deforma.training.displacement;

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
}
