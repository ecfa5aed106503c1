package org.deforma.synthetic;

import java.util.List;

/** Random numbers of several kinds from one seeded stream. Not thread-safe. */
public final class Draws {
    private final Gaussian gaussian;

    /** One of several independent streams of the same seed. */
    public Draws(long seed, int stream) {
        gaussian = new Gaussian(seed, stream);
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (gaussian.uniform() + 1) / 2;
    }

    /** Normal with mean 0 and variance 1. */
    public double normal() {
        return gaussian.next();
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** A whole number from low to high, both included. */
    public int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in its logarithm, from {@code low} to {@code high}, both above 0. */
    public double logBetween(double low, double high) {
        return low * StrictMath.exp(StrictMath.log(high / low) * unit());
    }

    /** A seed for something of its own. */
    public long seed() {
        return (long) (unit() * 0x1p53);
    }

    /** Exponentially distributed with mean 1. */
    public double exponential() {
        return -StrictMath.log(1 - unit());
    }

    /** A factor whose logarithm is normal with this standard deviation, so that its median is 1. */
    public double factor(double sigma) {
        return StrictMath.exp(sigma * normal());
    }

    /** One of the list, all equally likely. */
    public <T> T any(List<T> list) {
        return list.get(between(0, list.size() - 1));
    }
}
