package org.deforma.training.displacement;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The weights of a network and how far their training has come, updated by Adam with decoupled weight decay (Loshchilov &amp;
 * Hutter 2019, arXiv:1711.05101). Not thread-safe.
 */
final class Weights {
    private static final double DECAY_MEAN = 0.9;
    private static final double DECAY_SQUARES = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double WEIGHT_DECAY = 1e-3;
    /** Longest gradient; longer ones are shortened. */
    private static final double LONGEST = 1;

    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, float[]> means = new LinkedHashMap<>();
    private final Map<String, float[]> squares = new LinkedHashMap<>();
    private int steps;

    /**
     * Random weights, but for the last layer: the network begins with the candidates' costs alone to choose by.
     *
     * @param seed of the random numbers
     */
    Weights(DisplacementNetwork network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long inputs = 1;
        for (DisplacementNetwork.Weight weight : network.weights()) {
            float[] w = new float[weight.size()];
            if (weight.shape().length == 4) {
                inputs = weight.size() / weight.shape()[0];
            }
            double bound = weight.name().startsWith("last") || weight.name().startsWith("wide")
                    ? 0
                    : 1 / Math.sqrt((double) inputs);
            for (int i = 0; i < w.length; i++) {
                w[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            values.put(weight.name(), w);
            means.put(weight.name(), new float[w.length]);
            squares.put(weight.name(), new float[w.length]);
        }
        values.get(DisplacementNetwork.VARIANCE)[0] = 0;
        values.get("last.bias")[DisplacementNetwork.LARGE] = 1;
        values.get("sharpness")[0] = DisplacementNetwork.SHARPNESS;
    }

    /** Updates that were made. */
    int steps() {
        return steps;
    }

    /** The values of a tensor; not a copy. */
    float[] get(String name) {
        return values.get(name);
    }

    /**
     * One update.
     *
     * @param gradients of all weights, by name
     * @param rate how far to go
     */
    void update(Map<String, float[]> gradients, double rate) {
        double sum = 0;
        for (float[] gradient : gradients.values()) {
            for (float g : gradient) {
                sum += (double) g * g;
            }
        }
        if (!Double.isFinite(sum)) {
            return;
        }
        double scale = Math.min(1, LONGEST / (Math.sqrt(sum) + 1e-12));
        steps++;
        double correctMean = 1 - Math.pow(DECAY_MEAN, steps);
        double correctSquares = 1 - Math.pow(DECAY_SQUARES, steps);
        gradients.forEach((name, gradient) -> {
            float[] w = values.get(name);
            float[] m = means.get(name);
            float[] v = squares.get(name);
            for (int i = 0; i < w.length; i++) {
                double g = gradient[i] * scale;
                m[i] = (float) (DECAY_MEAN * m[i] + (1 - DECAY_MEAN) * g);
                v[i] = (float) (DECAY_SQUARES * v[i] + (1 - DECAY_SQUARES) * g * g);
                double step = m[i] / correctMean / (Math.sqrt(v[i] / correctSquares) + EPSILON);
                w[i] = (float) (w[i] - rate * (step + WEIGHT_DECAY * w[i]));
            }
        });
    }

    /** Writes all that is needed to go on. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(steps);
        for (String name : values.keySet()) {
            for (float[] array : new float[][] {values.get(name), means.get(name), squares.get(name)}) {
                for (float value : array) {
                    out.writeFloat(value);
                }
            }
        }
    }

    /** Goes on from what was written for the same network. */
    void read(DataInputStream in) throws IOException {
        steps = in.readInt();
        for (String name : values.keySet()) {
            for (float[] array : new float[][] {values.get(name), means.get(name), squares.get(name)}) {
                for (int i = 0; i < array.length; i++) {
                    array[i] = in.readFloat();
                }
            }
        }
    }
}
