package org.deforma.synthetic;

/**
 * The six pieces of the quintic B-spline: weight of node floor(u) - 2 + j at the fraction t = u - floor(u), from 0 to
 * below 1 (Unser 1999, doi:10.1109/79.799930).
 */
final class QuinticWeights {
    private QuinticWeights() {}

    /**
     * Reciprocal of the spline's transfer function at its nodes: the prefilter.
     *
     * @param w angular frequency [rad/node]
     */
    static double prefilter(double w) {
        return 120 / (66 + 52 * StrictMath.cos(w) + 2 * StrictMath.cos(2 * w));
    }

    static double at(int j, double t) {
        return switch (j) {
            case 0 -> w0(t);
            case 1 -> w1(t);
            case 2 -> w2(t);
            case 3 -> w3(t);
            case 4 -> w4(t);
            default -> w5(t);
        };
    }

    static double w0(double t) {
        return w5(1 - t);
    }

    static double w1(double t) {
        return w4(1 - t);
    }

    static double w2(double t) {
        double tt = t * t;
        return (66 + tt * (-60 + tt * (30 - 10 * t))) / 120;
    }

    static double w3(double t) {
        return w2(1 - t);
    }

    static double w4(double t) {
        return (1 + t * (5 + t * (10 + t * (10 + t * (5 - 5 * t))))) / 120;
    }

    static double w5(double t) {
        double tt = t * t;
        return tt * tt * t / 120;
    }
}
