package org.deforma.synthetic.pairs;

import org.deforma.synthetic.PowerLaw;

/**
 * A periodic random field on the unit square without detail: light, haze, clouds, the borders of regions. A power law
 * on few nodes, bilinear between. Immutable.
 */
final class SmoothField {
    private final int nodes;
    private final float[] values;

    /** Mean 0 and deviation 1; the slope is that of the power spectrum, the nodes are 32 or more, a power of two. */
    SmoothField(int nodes, double slope, long seed) {
        this.nodes = nodes;
        values = PowerLaw.pair(nodes, slope, seed)[0];
    }

    /** The field at a point, with period 1. */
    double at(double x, double y) {
        double u = x * nodes;
        double v = y * nodes;
        double u0 = Math.floor(u);
        double v0 = Math.floor(v);
        int left = (int) u0 & nodes - 1;
        int right = left + 1 & nodes - 1;
        int top = ((int) v0 & nodes - 1) * nodes;
        int bottom = ((int) v0 + 1 & nodes - 1) * nodes;
        double s = u - u0;
        double above = values[top + left] + s * (values[top + right] - values[top + left]);
        double below = values[bottom + left] + s * (values[bottom + right] - values[bottom + left]);
        return above + (v - v0) * (below - above);
    }

    /** 0 below {@code from}, 1 above {@code to}, smooth between. */
    static double between(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
