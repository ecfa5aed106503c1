package org.deforma.synthetic;

/**
 * Independent normal deviates, mean 0 and variance 1, the same on every Java version. Not thread-safe.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195) drives Marsaglia's polar method. The
 * generators of the JDK are either slow and correlated for neighbouring seeds or free to change their algorithm.
 */
public final class Gaussian {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    /** A generator; neighbouring seeds give independent deviates. */
    public Gaussian(long seed) {
        state = mix(seed);
    }

    /** A generator for one of several independent uses of the same seed. */
    public Gaussian(long seed, int stream) {
        this(mix(seed) + stream * GOLDEN_GAMMA);
    }

    /** The next deviate. */
    public double next() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double u = uniform();
            double v = uniform();
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * scale;
                hasSpare = true;
                return u * scale;
            }
        }
    }

    /** Adds noise of the given standard deviation to every value. */
    void addTo(float[] image, double sigma) {
        for (int i = 0; i < image.length; i++) {
            image[i] += (float) (sigma * next());
        }
    }

    /** The next deviate that is uniform in [-1, 1) instead; it comes from the same stream. */
    public double uniform() {
        state += GOLDEN_GAMMA;
        return (mix(state) >> 10) * 0x1p-53;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
