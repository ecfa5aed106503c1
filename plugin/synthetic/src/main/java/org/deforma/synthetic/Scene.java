package org.deforma.synthetic;

/**
 * The ground as a sensor sees it, known between the pixels as well as on them and outside them. Implementations are
 * thread-safe.
 */
public interface Scene {
    /** Columns [px]. */
    int width();

    /** Rows [px]. */
    int height();

    /**
     * The scene at any point.
     *
     * @param x pixel coordinate, edges: the first pixel's centre is 0.5
     * @param y likewise, growing downwards
     */
    double value(double x, double y);

    /** The scene on its pixels, row by row. */
    default float[] pixels() {
        return warped(DisplacementField.shift(0, 0));
    }

    /**
     * The scene at each pixel centre plus the displacement there: what the pixels showed before the ground moved by
     * {@code field} to become this scene.
     */
    default float[] warped(DisplacementField field) {
        float[] image = new float[width() * height()];
        for (int row = 0; row < height(); row++) {
            for (int column = 0; column < width(); column++) {
                double x = column + 0.5;
                double y = row + 0.5;
                DisplacementField.Vector d = field.at(x, y);
                image[row * width() + column] = (float) value(x + d.dx(), y + d.dy());
            }
        }
        return image;
    }
}
