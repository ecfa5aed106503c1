package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Dislocation;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.Earthquake;

/** Motion that has a formula elsewhere: waves, glaciers, earthquakes. Before the middle is moved to 0. */
final class SmoothMotions {
    private static final double SMALLEST_STEP = 0.05;
    private static final double LARGEST_STEP = 5;

    private SmoothMotions() {}

    /** Size of a step, uniform in its logarithm [px]. */
    static double step(Draws draws) {
        return draws.logBetween(SMALLEST_STEP, LARGEST_STEP);
    }

    /** One wave in any direction for each component. */
    static Motion waves(Draws draws, int size, double largestStrain, double largestAmplitude) {
        double[] w = new double[8];
        for (int i = 0; i < 8; i += 4) {
            double k = 2 * Math.PI / (size * draws.logBetween(0.5, 4));
            double direction = draws.between(0, 2 * Math.PI);
            w[i] = k * Math.cos(direction);
            w[i + 1] = k * Math.sin(direction);
            w[i + 2] = draws.between(0, 2 * Math.PI);
            w[i + 3] = Math.min(largestAmplitude, draws.logBetween(0.001, largestStrain) / k);
        }
        DisplacementField field = (x, y) -> new DisplacementField.Vector(
                w[3] * Math.sin(w[0] * x + w[1] * y + w[2]), w[7] * Math.sin(w[4] * x + w[5] * y + w[6]));
        return new Motion(MotionKind.WAVES, 0, 0, field);
    }

    static Motion glacier(Draws draws, int size) {
        DisplacementField field = DisplacementField.glacier(
                size * draws.between(0.2, 0.8),
                size * draws.between(0.2, 0.8),
                draws.between(0.0, 360),
                draws.logBetween(0.2, 6),
                size * draws.logBetween(0.04, 0.4));
        return new Motion(MotionKind.GLACIER, 0, 0, field);
    }

    /** A dislocation, a metre to the pixel; two thirds break the surface. */
    static Motion rupture(Draws draws, int size) {
        double step = step(draws);
        double depth = draws.chance(0.67) ? 0 : draws.logBetween(1, 20);
        double rake = draws.between(0, 2 * Math.PI);
        Dislocation fault = new Dislocation(
                size * draws.between(-0.3, 0.3),
                size * draws.between(-0.3, 0.3),
                depth,
                draws.between(0.0, 360),
                draws.chance(0.4) ? 90 : draws.between(25.0, 90),
                size * draws.logBetween(0.3, 2.5),
                size * draws.logBetween(0.15, 1),
                step * Math.cos(rake),
                step * Math.sin(rake),
                draws.chance(0.2) ? step * draws.unit() : 0);
        // Over a buried edge the motion builds up as 2/pi atan(distance / depth).
        double width = depth * 2 * Math.tan(0.4 * Math.PI);
        Earthquake earthquake = Earthquake.tapered(fault, draws.between(1, 2));
        return new Motion(MotionKind.RUPTURE, step, width, earthquake.seenFromAbove(size, size, 1));
    }
}
