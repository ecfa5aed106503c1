package org.deforma.synthetic.coherence;

import java.util.List;
import org.deforma.synthetic.Gaussian;

/** Random numbers of the kinds that this package needs, from one seeded stream. Not thread-safe. */
final class Draws {
    private final Gaussian gaussian;

    /** One of several independent streams of the same seed. */
    Draws(long seed, int stream) {
        gaussian = new Gaussian(seed, stream);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (gaussian.uniform() + 1) / 2;
    }

    double normal() {
        return gaussian.next();
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** A whole number from low to high, both included. */
    int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** True with the given probability. */
    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Exponentially distributed with mean 1. */
    double exponential() {
        return -StrictMath.log(1 - unit());
    }

    /** A factor whose logarithm is normal with this standard deviation, so that its median is 1. */
    double factor(double sigma) {
        return StrictMath.exp(sigma * normal());
    }

    <T> T any(List<T> list) {
        return list.get(between(0, list.size() - 1));
    }
}
