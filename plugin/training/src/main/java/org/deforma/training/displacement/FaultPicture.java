package org.deforma.training.displacement;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.deforma.synthetic.pairs.MotionKind;
import org.deforma.synthetic.pairs.Split;
import org.deforma.synthetic.pairs.TrainingPair;

/**
 * A branching fault of the held-out pairs as a picture: the earlier image, and the displacement to the right as it is, as the
 * correlator measured it, and as the network has it.
 */
final class FaultPicture {
    private static final int SIZE = 256;
    private static final int GAP = 8;
    private static final int PASSES = 2;
    /** Steps that show well [px], and noise that does not hide them [dB]. */
    private static final double[] STEPS = {0.6, 2};

    private static final double LEAST_SNR = 15;

    /** Colours from below to above the middle: blue, white, red. */
    private static final int[][] COLOURS = {{0, 18, 97}, {235, 235, 235}, {89, 0, 8}};

    private FaultPicture() {}

    /** Writes the picture as PNG. */
    static void write(NetworkTraining network, Path file) throws IOException {
        TrainingPair pair = branching();
        PairSample sample = new PairSample(pair.images());
        NetworkTraining.Field first = NetworkTraining.Field.first(sample);
        NetworkTraining.Field field = first;
        for (int pass = 0; pass < PASSES; pass++) {
            field = network.pass(sample, field);
        }
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : pair.dx()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        BufferedImage image = new BufferedImage(4 * SIZE + 3 * GAP, SIZE, BufferedImage.TYPE_INT_RGB);
        float[][] panels = {greys(pair.images().before()), pair.dx(), first.dx(), field.dx()};
        for (int panel = 0; panel < panels.length; panel++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                float value = panels[panel][i];
                int colour = panel == 0 ? ((int) value) * 0x10101 : colour((value - low) / (high - low));
                image.setRGB(panel * (SIZE + GAP) + i % SIZE, i / SIZE, colour);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static TrainingPair branching() {
        for (long seed = 0; ; seed++) {
            TrainingPair pair = TrainingPair.random(Split.HELD_OUT, SIZE, seed);
            double step = pair.motion().step();
            if (pair.motion().kind() == MotionKind.BRANCH
                    && step > STEPS[0]
                    && step < STEPS[1]
                    && pair.motion().stepWidth() == 0
                    && pair.snr() > LEAST_SNR) {
                return pair;
            }
        }
    }

    /** Levels 0 to 255 for what lies within two deviations of the mean. */
    private static float[] greys(float[] image) {
        double sum = 0;
        double squares = 0;
        for (float v : image) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / image.length;
        double deviation = Math.sqrt(squares / image.length - mean * mean);
        float[] levels = new float[image.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) Math.max(0, Math.min(255, 127.5 + 63.75 * (image[i] - mean) / deviation));
        }
        return levels;
    }

    private static int colour(float share) {
        float at = Math.max(0, Math.min(1, share)) * 2;
        int from = at < 1 ? 0 : 1;
        int rgb = 0;
        for (int k = 0; k < 3; k++) {
            float value = COLOURS[from][k] + (at - from) * (COLOURS[from + 1][k] - COLOURS[from][k]);
            rgb = rgb << 8 | Math.round(value);
        }
        return rgb;
    }
}
