package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.referencing.CRS;

/** Decides how a source comes onto another grid. */
final class Alignment {
    private static final double WHOLE = 1e-3;

    private Alignment() {}

    static RasterSource align(RasterSource source, RasterGrid target) {
        RasterGrid grid = source.grid();
        boolean sameCrs = grid.crs().isEmpty() && target.crs().isEmpty()
                || grid.crs().isPresent()
                        && target.crs().isPresent()
                        && CRS.equalsIgnoreMetadata(
                                grid.crs().get(), target.crs().get());
        AffineTransform toSource = toSource(grid, target);
        if (!sameCrs || !isShift(toSource, target)) {
            throw new IllegalArgumentException("resampling is not there yet");
        }
        int dx = (int) Math.round(toSource.getTranslateX());
        int dy = (int) Math.round(toSource.getTranslateY());
        if (dx == 0 && dy == 0 && grid.width() == target.width() && grid.height() == target.height()) {
            return source;
        }
        Rectangle overlap = new Rectangle(target.width(), target.height())
                .intersection(new Rectangle(-dx, -dy, grid.width(), grid.height()));
        return new ShiftedSource(source, target, dx, dy, "moved by whole pixels, overlap " + overlap);
    }

    private static boolean isShift(AffineTransform t, RasterGrid target) {
        double size = Math.max(target.width(), target.height());
        return Math.abs(t.getScaleX() - 1) * size < WHOLE
                && Math.abs(t.getScaleY() - 1) * size < WHOLE
                && Math.abs(t.getShearX()) * size < WHOLE
                && Math.abs(t.getShearY()) * size < WHOLE
                && Math.abs(t.getTranslateX() - Math.rint(t.getTranslateX())) < WHOLE
                && Math.abs(t.getTranslateY() - Math.rint(t.getTranslateY())) < WHOLE;
    }

    private static AffineTransform toSource(RasterGrid grid, RasterGrid target) {
        try {
            AffineTransform result = grid.toWorld().createInverse();
            result.concatenate(target.toWorld());
            return result;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a raster grid can be inverted", e);
        }
    }
}
