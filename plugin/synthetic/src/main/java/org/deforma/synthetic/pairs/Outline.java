package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;

/** A part of an image with soft edges: 1 inside, 0 outside. */
@FunctionalInterface
interface Outline {
    /** The share at a point [px]. */
    double at(double x, double y);

    /**
     * A random convex polygon.
     *
     * @param radius about half of its size [px]
     * @param soft width of its edges [px]
     */
    static Outline polygon(Draws draws, double centreX, double centreY, double radius, double soft) {
        int n = draws.between(3, 6);
        double first = draws.between(0, 2 * Math.PI);
        double[] x = new double[n];
        double[] y = new double[n];
        double[] far = new double[n];
        for (int i = 0; i < n; i++) {
            double angle = first + 2 * Math.PI * (i + draws.between(-0.25, 0.25)) / n;
            x[i] = Math.cos(angle);
            y[i] = Math.sin(angle);
            far[i] = radius * draws.between(0.5, 1.2);
        }
        return (px, py) -> {
            double inside = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                inside = Math.min(inside, far[i] - (px - centreX) * x[i] - (py - centreY) * y[i]);
            }
            return SmoothField.between(-soft / 2, soft / 2, inside);
        };
    }
}
