package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;

/**
 * Other light in one of two images: gain and offset as a whole and from place to place, and shadows that only one
 * image has. The ground stays comparable.
 */
final class Light {
    private Light() {}

    /** Changes {@code after}, and shadows in either, in units of the scene's deviation. */
    static void change(Draws draws, int size, float[] before, float[] after) {
        double gain = draws.chance(0.7) ? draws.logBetween(0.7, 1.4) : 1;
        double offset = draws.chance(0.7) ? draws.between(-0.6, 0.6) : 0;
        if (draws.chance(0.4)) {
            uneven(draws, size, after, gain, offset);
        } else {
            for (int i = 0; i < after.length; i++) {
                after[i] = (float) (gain * after[i] + offset);
            }
        }
        if (draws.chance(0.15)) {
            int n = draws.between(1, 3);
            for (int i = 0; i < n; i++) {
                shadow(draws, size, draws.chance(0.5) ? before : after);
            }
        }
    }

    /** Gain and offset that vary over a quarter of the image and more. */
    private static void uneven(Draws draws, int size, float[] image, double gain, double offset) {
        SmoothField gains = new SmoothField(32, -5, draws.seed());
        SmoothField offsets = new SmoothField(32, -5, draws.seed());
        double gainStrength = draws.between(0, 0.3);
        double offsetStrength = draws.between(0, 0.6);
        double scale = size * draws.logBetween(1, 4);
        for (int i = 0; i < image.length; i++) {
            double x = i % size / scale;
            double y = i / size / scale;
            image[i] = (float) (gain * Math.exp(gainStrength * gains.at(x, y)) * image[i]
                    + offset
                    + offsetStrength * offsets.at(x, y));
        }
    }

    /** A polygon of three to six sides with soft edges, darker and of less contrast. */
    private static void shadow(Draws draws, int size, float[] image) {
        double centreX = size * draws.unit();
        double centreY = size * draws.unit();
        double radius = size * draws.logBetween(0.03, 0.3);
        double soft = draws.logBetween(1, 8);
        double left = draws.between(0.3, 0.8);
        double darker = draws.between(0.3, 1.5);
        Outline outline = Outline.polygon(draws, centreX, centreY, radius, soft);
        for (int i = 0; i < image.length; i++) {
            double part = outline.at(i % size + 0.5, i / size + 0.5);
            image[i] += (float) (part * ((left - 1) * image[i] - darker));
        }
    }
}
