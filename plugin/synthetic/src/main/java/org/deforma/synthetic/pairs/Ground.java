package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;
import org.deforma.synthetic.Scene;
import org.deforma.synthetic.SplineScene;

/**
 * A random piece of ground through a random sensor: one texture or two beside each other, smooth parts beside rough
 * ones, lines across, grain over all; modulation transfer at the Nyquist frequency of 0.05, soft, to 0.5, with
 * aliasing.
 */
final class Ground {
    private Ground() {}

    static Scene draw(Draws draws, Split split, int size) {
        int nodes = Integer.highestOneBit(2 * size - 1) * 2;
        Canvas canvas = standard(Texture.draw(draws, split).canvas(draws, nodes));
        if (draws.chance(0.35)) {
            mix(draws, canvas, standard(Texture.draw(draws, split).canvas(draws, nodes)));
        }
        if (draws.chance(0.6)) {
            contrast(draws, canvas);
        }
        if (draws.chance(0.35)) {
            Land.lines(draws, canvas);
        }
        if (draws.chance(0.6)) {
            grain(draws, canvas);
        }
        if (draws.chance(0.3)) {
            brighten(canvas, draws.between(0.2, 0.7));
        }
        double transfer = draws.logBetween(0.05, 0.5);
        double other = Math.max(0.05, Math.min(0.5, transfer * draws.factor(0.15)));
        return SplineScene.drawn(canvas.values, nodes, nodes, size, size, transfer, other);
    }

    /** Mean 0 and deviation 1, in place. */
    private static Canvas standard(Canvas canvas) {
        double sum = 0;
        double squares = 0;
        for (float v : canvas.values) {
            sum += v;
            squares += v * v;
        }
        double mean = sum / canvas.values.length;
        double gain = 1 / Math.sqrt(Math.max(1e-12, squares / canvas.values.length - mean * mean));
        for (int i = 0; i < canvas.values.length; i++) {
            canvas.values[i] = (float) (gain * (canvas.values[i] - mean));
        }
        return canvas;
    }

    /** Another texture in parts of the canvas, with its own strength and brightness. */
    private static void mix(Draws draws, Canvas canvas, Canvas other) {
        SmoothField region = new SmoothField(64, draws.between(-4, -3), draws.seed());
        double level = draws.between(-0.8, 0.8);
        double edge = draws.logBetween(0.02, 0.5);
        double strength = draws.logBetween(0.2, 1.5);
        double offset = draws.normal();
        int n = canvas.nodes;
        for (int i = 0; i < canvas.values.length; i++) {
            double part =
                    SmoothField.between(level, level + edge, region.at((double) (i % n) / n, (double) (i / n) / n));
            canvas.values[i] += (float) (part * (strength * other.values[i] + offset - canvas.values[i]));
        }
    }

    /** Contrast that varies from place to place, by a factor of up to some ten. */
    private static void contrast(Draws draws, Canvas canvas) {
        SmoothField field = new SmoothField(64, draws.between(-4.5, -3), draws.seed());
        double strength = draws.between(0.2, 1.1);
        int n = canvas.nodes;
        for (int i = 0; i < canvas.values.length; i++) {
            double s = field.at((double) (i % n) / n, (double) (i / n) / n);
            canvas.values[i] *= (float) Math.exp(strength * s);
        }
    }

    private static void grain(Draws draws, Canvas canvas) {
        float[] grain = Grain.draw(draws, canvas.nodes);
        float strength = (float) draws.logBetween(0.03, 0.3);
        for (int i = 0; i < grain.length; i++) {
            canvas.values[i] += strength * grain[i];
        }
    }

    /** Few bright things on darker ground, as in most histograms of images. */
    private static void brighten(Canvas canvas, double strength) {
        for (int i = 0; i < canvas.values.length; i++) {
            canvas.values[i] = (float) Math.exp(strength * Math.min(4, canvas.values[i]));
        }
    }
}
