package org.deforma.synthetic.pairs;

import java.util.ArrayList;
import java.util.List;
import org.deforma.synthetic.Draws;
import org.deforma.synthetic.Scene;

/**
 * What one image shows and the other does not: a cloud, or fields that were tilled. The ground there cannot be
 * compared.
 *
 * @param inBefore whether it is in the earlier image, not in the later one
 * @param where share of what is seen, on the pixels of that image
 * @param what brightness, in units of the scene's deviation
 */
record GroundChange(boolean inBefore, Outline where, Brightness what) {
    /** Brightness at a point [px]. */
    @FunctionalInterface
    interface Brightness {
        double at(double x, double y);
    }

    /** None in three quarters of the pairs. */
    static List<GroundChange> draw(Draws draws, Scene scene) {
        List<GroundChange> changes = new ArrayList<>();
        if (draws.chance(0.12)) {
            changes.add(clouds(draws, scene.width()));
        }
        if (draws.chance(0.15)) {
            int n = draws.between(1, 6);
            for (int i = 0; i < n; i++) {
                changes.add(field(draws, scene));
            }
        }
        return changes;
    }

    /** Bright, smooth, over a tenth to a third of the image. */
    private static GroundChange clouds(Draws draws, int size) {
        SmoothField field = new SmoothField(128, draws.between(-3.6, -2.8), draws.seed());
        double level = draws.between(0.4, 1.3);
        double soft = draws.logBetween(0.1, 0.8);
        double brightness = draws.between(1.5, 4);
        double relief = draws.between(0.1, 0.8);
        double scale = size * draws.between(1.0, 2);
        return new GroundChange(
                draws.chance(0.5),
                (x, y) -> SmoothField.between(level, level + soft, field.at(x / scale, y / scale)),
                (x, y) -> brightness + relief * field.at(x / scale, y / scale));
    }

    /** Ground from elsewhere in the scene, mirrored, in other light. */
    private static GroundChange field(Draws draws, Scene scene) {
        int size = scene.width();
        Outline outline = Outline.polygon(
                draws, size * draws.unit(), size * draws.unit(), size * draws.logBetween(0.04, 0.2), 1.5);
        double far = size * draws.between(0.3, 0.7);
        double gain = draws.logBetween(0.5, 1.5) * (draws.chance(0.3) ? -1 : 1);
        double offset = 0.7 * draws.normal();
        return new GroundChange(
                draws.chance(0.5), outline, (x, y) -> gain * scene.value(far - y + 0.37, x + far + 0.71) + offset);
    }

    /** Draws over the image that it is in. */
    void paint(int size, float[] image) {
        for (int i = 0; i < image.length; i++) {
            double x = i % size + 0.5;
            double y = i / size + 0.5;
            double part = where.at(x, y);
            if (part > 0) {
                image[i] += (float) (part * (what.at(x, y) - image[i]));
            }
        }
    }
}
