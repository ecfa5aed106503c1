package org.deforma.api.raster;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/**
 * Where the pixels of a raster lie. Immutable.
 *
 * <p>Pixel coordinates are pixel <em>edges</em>: (0, 0) is the outer corner of the upper left pixel, whose centre is
 * (0.5, 0.5). x grows with the column, y with the row.
 *
 * @param width columns
 * @param height rows
 * @param toWorld pixel coordinates to world coordinates, east (or longitude) first
 * @param crs reference system of the world coordinates; empty when the raster has none
 */
public record RasterGrid(int width, int height, AffineTransform toWorld, Optional<CoordinateReferenceSystem> crs) {
    /** Checks the size and that the transform can be inverted. */
    public RasterGrid {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a raster must have at least one pixel, was " + width + " x " + height + " px");
        }
        if (!(Math.abs(toWorld.getDeterminant()) > 0)) {
            throw new IllegalArgumentException("the pixel size must not be zero, the transform was " + toWorld);
        }
        toWorld = new AffineTransform(toWorld);
    }

    @Override
    public AffineTransform toWorld() {
        return new AffineTransform(toWorld);
    }

    /** World coordinates of a point in pixel coordinates (edges, see the class). */
    public Point2D toWorld(double x, double y) {
        return toWorld.transform(new Point2D.Double(x, y), null);
    }

    /** Length of a pixel's upper edge in world units. */
    public double pixelWidth() {
        return Math.hypot(toWorld.getScaleX(), toWorld.getShearY());
    }

    /** Length of a pixel's left edge in world units. */
    public double pixelHeight() {
        return Math.hypot(toWorld.getShearX(), toWorld.getScaleY());
    }
}
