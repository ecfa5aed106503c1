package org.deforma.synthetic.pairs;

import java.util.Arrays;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.PowerLaw;

/** Hills, fields and lines. */
final class Land {
    private Land() {}

    /** Terrain of power f^-3.2 to f^-4.4 as a diffuse surface under the sun, of uneven albedo. */
    static Canvas hills(Draws draws, int nodes) {
        float[][] fields = PowerLaw.pair(nodes, draws.between(-4.4, -3.2), draws.seed());
        float[] height = fields[0];
        float[] albedo = fields[1];
        double uneven = draws.between(0, 0.4);
        double zenith = Math.toRadians(draws.between(25, 70));
        double azimuth = draws.between(0, 2 * Math.PI);
        double sunX = Math.sin(zenith) * Math.cos(azimuth);
        double sunY = Math.sin(zenith) * Math.sin(azimuth);
        double squares = 0;
        for (int i = 0; i < height.length; i++) {
            double east = height[i / nodes * nodes + (i + 1 & nodes - 1)] - height[i];
            squares += 2 * east * east;
        }
        double scale = draws.between(0.15, 0.6) / Math.sqrt(squares / height.length);
        float[] light = new float[height.length];
        for (int row = 0; row < nodes; row++) {
            int next = (row + 1 & nodes - 1) * nodes;
            for (int column = 0; column < nodes; column++) {
                int i = row * nodes + column;
                double dx = scale * (height[row * nodes + (column + 1 & nodes - 1)] - height[i]);
                double dy = scale * (height[next + column] - height[i]);
                double cosine = (Math.cos(zenith) - dx * sunX - dy * sunY) / Math.sqrt(1 + dx * dx + dy * dy);
                light[i] = (float) (4 * Math.max(0.05, cosine) * Math.exp(uneven * albedo[i]));
            }
        }
        return new Canvas(nodes, light);
    }

    /** A square, turned, cut in two again and again until its parts have the size of fields. */
    static Canvas parcels(Draws draws, int nodes) {
        float[] grain = Grain.draw(draws, nodes);
        Canvas canvas = new Canvas(nodes);
        double path = (float) draws.normal();
        Arrays.fill(canvas.values, (float) path);
        double smallest = draws.logBetween(0.04, 0.12) * nodes;
        double angle = draws.between(0, Math.PI / 2);
        double side = 1.45 * nodes;
        split(canvas, draws, grain, angle, smallest, -side / 2, -side / 2, side, side);
        return canvas;
    }

    private static void split(
            Canvas canvas,
            Draws draws,
            float[] grain,
            double angle,
            double smallest,
            double u,
            double v,
            double length,
            double width) {
        double cut = draws.between(0.3, 0.7);
        if (Math.max(length, width) > smallest * draws.between(1.6, 5)) {
            if (length > width) {
                split(canvas, draws, grain, angle, smallest, u, v, cut * length, width);
                split(canvas, draws, grain, angle, smallest, u + cut * length, v, (1 - cut) * length, width);
            } else {
                split(canvas, draws, grain, angle, smallest, u, v, length, cut * width);
                split(canvas, draws, grain, angle, smallest, u, v + cut * width, length, (1 - cut) * width);
            }
            return;
        }
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double x = canvas.nodes / 2.0 + (u + length / 2) * c - (v + width / 2) * s;
        double y = canvas.nodes / 2.0 + (u + length / 2) * s + (v + width / 2) * c;
        double radius = Math.hypot(length, width) / 2;
        if (x < -radius || y < -radius || x > canvas.nodes + radius || y > canvas.nodes + radius) {
            return;
        }
        double gap = draws.between(0, 1.5);
        double grey = draws.normal();
        double rough = draws.between(0.02, 0.5);
        double furrows = draws.chance(0.4) ? draws.between(0.05, 0.4) : 0;
        double k = 2 * Math.PI / draws.between(5, 20);
        boolean lengthwise = draws.chance(0.5);
        canvas.fill(
                x,
                y,
                radius,
                Canvas.rectangle(angle, length / 2 - gap, width / 2 - gap),
                furrows == 0
                        ? (px, py, node) -> (float) (grey + rough * grain[node])
                        : (px, py, node) -> (float) (grey
                                + rough * grain[node]
                                + furrows * Math.sin(k * (lengthwise ? px * c + py * s : py * c - px * s))));
    }

    /** Roads, rivers or ridges that wander across: a few lines, each of one brightness. */
    static void lines(Draws draws, Canvas canvas) {
        int n = draws.between(1, 6);
        for (int i = 0; i < n; i++) {
            double x = canvas.nodes * draws.unit();
            double y = canvas.nodes * draws.unit();
            double heading = draws.between(0, 2 * Math.PI);
            double bend = draws.chance(0.4) ? 0 : draws.between(0.02, 0.3);
            double halfWidth = draws.logBetween(0.7, 5);
            float grey = (float) (1.5 * draws.normal());
            double step = canvas.nodes / 40.0;
            int steps = draws.between(15, 70);
            for (int k = 0; k < steps; k++) {
                heading += bend * draws.normal();
                double nextX = x + step * Math.cos(heading);
                double nextY = y + step * Math.sin(heading);
                canvas.line(x, y, nextX, nextY, halfWidth, (px, py, node) -> grey);
                x = nextX;
                y = nextY;
            }
        }
    }
}
