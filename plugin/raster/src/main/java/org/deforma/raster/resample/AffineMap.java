package org.deforma.raster.resample;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;

/** Positions by an affine transform, exactly. */
public final class AffineMap implements PositionMap {
    private final AffineTransform transform;

    /**
     * From pixel edges of the target to pixel edges of the source, (0, 0) being the outer corner of the first pixel.
     */
    public AffineMap(AffineTransform transform) {
        this.transform = new AffineTransform(transform);
    }

    @Override
    public void map(Rectangle window, double[] xs, double[] ys) {
        double xx = transform.getScaleX();
        double xy = transform.getShearX();
        double yx = transform.getShearY();
        double yy = transform.getScaleY();
        for (int row = 0, i = 0; row < window.height; row++) {
            double y = window.y + row + 0.5;
            for (int column = 0; column < window.width; column++, i++) {
                double x = window.x + column + 0.5;
                xs[i] = xx * x + xy * y + transform.getTranslateX() - 0.5;
                ys[i] = yx * x + yy * y + transform.getTranslateY() - 0.5;
            }
        }
    }
}
