package org.deforma.synthetic.pairs;

import java.util.List;
import org.deforma.synthetic.Draws;

/**
 * Random opaque figures that lie on each other, with as many of each size as are in natural scenes: the number with
 * radius r falls with r^-3, which looks the same at every scale (Lee, Mumford and Huang 2001,
 * doi:10.1023/A:1011109015675). Discs, rectangles or polygons, each of one brightness.
 */
final class DeadLeaves {
    /** Area of all figures over that of the canvas; what is left bare is exp(-this). */
    private static final double LAYERS = 3.5;

    private DeadLeaves() {}

    static Canvas canvas(Draws draws, int nodes) {
        Canvas canvas = new Canvas(nodes);
        double smallest = draws.logBetween(1.5, 6);
        double largest = nodes * draws.logBetween(0.03, 0.3);
        double discs = draws.any(List.of(0.0, 0.0, 0.5, 1.0));
        double turned = draws.between(0, Math.PI);
        boolean aligned = draws.chance(0.4);
        double ratio = smallest / largest;
        double left = LAYERS * nodes * nodes;
        while (left > 0) {
            double radius = smallest / Math.sqrt(1 - draws.unit() * (1 - ratio * ratio));
            boolean disc = draws.chance(discs);
            double angle = aligned ? turned : draws.between(0, Math.PI);
            float grey = (float) draws.normal();
            double[] sides = disc ? new double[0] : aligned ? rectangle(draws, radius, angle) : polygon(draws, radius);
            canvas.fill(nodes * draws.unit(), nodes * draws.unit(), radius, sides, (x, y, node) -> grey);
            left -= (disc ? Math.PI : 2) * radius * radius;
        }
        return canvas;
    }

    private static double[] rectangle(Draws draws, double radius, double angle) {
        double corner = draws.between(0.2, 1.3);
        return Canvas.rectangle(angle, radius * Math.cos(corner), radius * Math.sin(corner));
    }

    /** Three to six sides in about even directions. */
    private static double[] polygon(Draws draws, double radius) {
        int n = draws.between(3, 6);
        double first = draws.between(0, 2 * Math.PI);
        double[] sides = new double[3 * n];
        for (int i = 0; i < n; i++) {
            double angle = first + 2 * Math.PI * (i + draws.between(-0.3, 0.3)) / n;
            sides[3 * i] = Math.cos(angle);
            sides[3 * i + 1] = Math.sin(angle);
            sides[3 * i + 2] = radius * draws.between(0.4, 0.9);
        }
        return sides;
    }
}
