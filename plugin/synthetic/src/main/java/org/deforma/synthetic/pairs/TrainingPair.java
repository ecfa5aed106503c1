package org.deforma.synthetic.pairs;

import java.util.List;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.ImagePair;
import org.deforma.synthetic.Scene;

/**
 * A random pair of images with its truth. What is drawn: the ground (power laws, hills, fields, opaque figures, alone
 * or mixed, with lines, through sensors of different transfer), its motion ({@link MotionKind}), the light, what
 * changed on the ground, noise of 5 to 40 dB, steps of 8 or 16 bits. Square, and the arrays are handed on, not copied.
 *
 * <p>The truth belongs to the pixels of {@code before}: what lies at the centre x of a pixel there lies at x + d in
 * {@code after}, exactly, also where d jumps. Near the edges that may be outside the image.
 *
 * @param images both images, in whole digital numbers
 * @param dx displacement to the right at each pixel centre of {@code before} [px], row by row
 * @param dy displacement down [px], row by row
 * @param comparable how much of what the pixel shows is the same ground in both images, 0 to 1: 1 nearly everywhere,
 *     0 under clouds and where fields were tilled, between on soft edges
 * @param motion how the ground moved
 * @param snr of the noisier image [dB]
 */
@SuppressWarnings("ArrayRecordComponent") // images are plain arrays throughout; nothing compares these records
public record TrainingPair(ImagePair images, float[] dx, float[] dy, float[] comparable, Motion motion, double snr) {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 1024;
    /** Independent streams of one pair; the splits have as many each. */
    private static final int STREAMS = 8;

    /**
     * A pair to train on.
     *
     * @param size columns and rows [px], 32 to 1024
     * @param seed the same size and seed give the same pair
     */
    public static TrainingPair random(int size, long seed) {
        return random(Split.TRAINING, size, seed);
    }

    /**
     * A pair of one of the splits, which have no scene in common.
     *
     * @param split what it is for
     * @param size columns and rows [px], 32 to 1024
     * @param seed the same split, size and seed give the same pair
     */
    public static TrainingPair random(Split split, int size, long seed) {
        return make(split, size, seed, true);
    }

    /** Without the camera and other light, and in units of the scene, if {@code taken} is false. */
    static TrainingPair make(Split split, int size, long seed, boolean taken) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "the size of a pair must be " + SMALLEST + " to " + LARGEST + " px, was " + size);
        }
        int stream = STREAMS * split.ordinal();
        Scene scene = Ground.draw(new Draws(seed, stream), split, size);
        Motion motion = Motion.draw(new Draws(seed, stream + 1), size);
        List<GroundChange> changes = GroundChange.draw(new Draws(seed, stream + 2), scene);
        Camera camera = Camera.draw(new Draws(seed, stream + 3));

        float[] dx = new float[size * size];
        float[] dy = new float[size * size];
        for (int i = 0; i < dx.length; i++) {
            DisplacementField.Vector d = motion.field().at(i % size + 0.5, i / size + 0.5);
            dx[i] = (float) d.dx();
            dy[i] = (float) d.dy();
        }
        float[] before = scene.warped(onPixels(dx, dy, size));
        float[] after = scene.pixels();
        double signal = Math.sqrt(ImagePair.windowVariance(after, size, size));
        for (GroundChange change : changes) {
            change.paint(size, change.inBefore() ? before : after);
        }
        double noise = 0;
        if (taken) {
            Light.change(new Draws(seed, stream + 4), size, before, after);
            double sigmaBefore = signal * Math.pow(10, -camera.snrBefore() / 20);
            double sigmaAfter = signal * Math.pow(10, -camera.snrAfter() / 20);
            camera.take(before, size, sigmaBefore, new Draws(seed, stream + 5));
            camera.take(after, size, sigmaAfter, new Draws(seed, stream + 6));
            noise = camera.perUnit() * Math.max(sigmaBefore, sigmaAfter);
        }
        return new TrainingPair(
                new ImagePair(before, after, size, size, motion.field(), noise),
                dx,
                dy,
                comparable(changes, dx, dy, size),
                motion,
                Math.min(camera.snrBefore(), camera.snrAfter()));
    }

    private static DisplacementField onPixels(float[] dx, float[] dy, int size) {
        return (x, y) -> {
            int i = (int) y * size + (int) x;
            return new DisplacementField.Vector(dx[i], dy[i]);
        };
    }

    /** What a change in {@code after} hides is found at the pixel that moves there. */
    private static float[] comparable(List<GroundChange> changes, float[] dx, float[] dy, int size) {
        float[] comparable = new float[size * size];
        for (int i = 0; i < comparable.length; i++) {
            double x = i % size + 0.5;
            double y = i / size + 0.5;
            double same = 1;
            for (GroundChange change : changes) {
                same *= 1
                        - (change.inBefore()
                                ? change.where().at(x, y)
                                : change.where().at(x + dx[i], y + dy[i]));
            }
            comparable[i] = (float) same;
        }
        return comparable;
    }
}
