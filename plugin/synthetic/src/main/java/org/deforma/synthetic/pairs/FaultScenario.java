package org.deforma.synthetic.pairs;

import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.DisplacementGrid;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;

/**
 * A straight fault through the middle of a square pair, on which both sides slid past each other: the ground jumps by
 * the step, and each side moves by half of it. Without other light or changes.
 *
 * @param images both images, in units of the scene's deviation
 * @param azimuth of the fault, clockwise from up [deg]
 * @param step right-lateral slip; 0 where nothing moves [px]
 */
public record FaultScenario(ImagePair images, double azimuth, double step) {
    /**
     * A scenario on {@link FractalScene}.
     *
     * @param size columns and rows [px]
     * @param step right-lateral slip; 0 for ground that does not move [px]
     * @param azimuth of the fault, clockwise from up [deg]
     * @param snr signal-to-noise ratio as {@link ImagePair#of} has it [dB]
     * @param seed of ground and noise
     */
    public static FaultScenario of(int size, double step, double azimuth, double snr, long seed) {
        DisplacementField field = DisplacementField.strikeSlip(size / 2.0, size / 2.0, azimuth, step, 0);
        return new FaultScenario(ImagePair.of(new FractalScene(size, size, seed), field, snr, seed), azimuth, step);
    }

    /** Distance of a point from the fault, above 0 on the right of someone who looks along it [px]. */
    public double distance(double x, double y) {
        double alongX = Math.sin(Math.toRadians(azimuth));
        double alongY = -Math.cos(Math.toRadians(azimuth));
        return (y - images.height() / 2.0) * alongX - (x - images.width() / 2.0) * alongY;
    }

    /** The truth at each pixel centre. */
    public DisplacementGrid truth() {
        return images.field().sample(0.5, 0.5, 1, images.width(), images.height());
    }

    /** The distance of each pixel centre from the fault [px], row by row. */
    public float[] distances() {
        return distances(0.5, 0.5, 1, images.width(), images.height());
    }

    /** The distance of the nodes of a grid from the fault [px]; parameters as {@link DisplacementField#sample}. */
    public float[] distances(double firstX, double firstY, double step, int columns, int rows) {
        float[] distances = new float[columns * rows];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (float) distance(firstX + i % columns * step, firstY + i / columns * step);
        }
        return distances;
    }
}
