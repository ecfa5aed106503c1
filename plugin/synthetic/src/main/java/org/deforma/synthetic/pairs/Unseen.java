package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;
import org.deforma.synthetic.PowerLaw;

/** Textures that only {@link Split#HELD_OUT} shows: nothing of their kind is to be trained on. */
final class Unseen {
    private Unseen() {}

    /** Crests that wander and fork, a bright slope and a dark one, with some grain. */
    static Canvas dunes(Draws draws, int nodes) {
        float[][] fields = PowerLaw.pair(nodes, -3.6, draws.seed());
        float[] grain = Grain.draw(draws, nodes);
        double turns = 2 * Math.PI / (2 * draws.logBetween(6, 30));
        double direction = draws.between(0, 2 * Math.PI);
        double c = turns * Math.cos(direction);
        double s = turns * Math.sin(direction);
        double wander = draws.between(1.5, 6);
        double rough = draws.between(0.1, 0.4);
        float[] light = new float[nodes * nodes];
        for (int i = 0; i < light.length; i++) {
            double phase = c * (i % nodes) + s * (i / nodes) + wander * fields[0][i];
            // Gentle slopes to the wind and steep ones behind the crest.
            double slope = Math.cos(phase + 0.7 * Math.sin(phase));
            light[i] = (float) (slope * (1 + 0.4 * fields[1][i]) + rough * grain[i]);
        }
        return new Canvas(nodes, light);
    }

    /** Roofs in rows along streets, each with a shadow towards the same side. */
    static Canvas city(Draws draws, int nodes) {
        float[] grain = Grain.draw(draws, nodes);
        Canvas canvas = new Canvas(nodes, PowerLaw.pair(nodes, -2, draws.seed())[0]);
        for (int i = 0; i < grain.length; i++) {
            canvas.values[i] *= 0.3f;
        }
        double angle = draws.between(0, Math.PI / 2);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double spacing = draws.logBetween(10, 36);
        double sun = draws.between(0, 2 * Math.PI);
        double shadow = draws.between(0.1, 0.35) * spacing;
        int reach = (int) (0.75 * nodes / spacing);
        for (int row = -reach; row <= reach; row++) {
            for (int column = -reach; column <= reach; column++) {
                if (draws.chance(0.15) || row % 5 == 0) {
                    continue;
                }
                double u = spacing * (column + draws.between(-0.1, 0.1));
                double v = spacing * (row + draws.between(-0.1, 0.1));
                double x = nodes / 2.0 + u * c - v * s;
                double y = nodes / 2.0 + u * s + v * c;
                double[] sides =
                        Canvas.rectangle(angle, spacing * draws.between(0.25, 0.45), spacing * draws.between(0.2, 0.4));
                float dark = (float) draws.between(-2, -1.2);
                float grey = (float) draws.between(-0.8, 2);
                canvas.fill(
                        x + shadow * Math.cos(sun), y + shadow * Math.sin(sun), spacing, sides, (px, py, node) -> dark);
                canvas.fill(x, y, spacing, sides, (px, py, node) -> grey + 0.15f * grain[node]);
            }
        }
        return canvas;
    }
}
