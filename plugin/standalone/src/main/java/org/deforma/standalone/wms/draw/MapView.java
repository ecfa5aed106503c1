package org.deforma.standalone.wms.draw;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * The part of the world that a picture shows.
 *
 * @param bounds outer edges of the picture, x (east or longitude) first
 * @param width columns [px]
 * @param height rows [px]
 */
public record MapView(ReferencedEnvelope bounds, int width, int height) {
    /** Checks the size and that the edges are apart. */
    public MapView {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a map must have pixels, was " + width + " x " + height);
        }
        if (!(bounds.getWidth() > 0 && bounds.getHeight() > 0)
                || !Double.isFinite(bounds.getWidth() + bounds.getHeight())) {
            throw new IllegalArgumentException("the box of a map must have an area, was " + bounds);
        }
    }

    /** The system of the map, x first. */
    public CoordinateReferenceSystem crs() {
        return bounds.getCoordinateReferenceSystem();
    }

    /** The coordinate of a column; 0 is the left edge of the picture. */
    double x(double column) {
        return bounds.getMinX() + column * (bounds.getWidth() / width);
    }

    /** The coordinate of a row; 0 is the upper edge of the picture. */
    double y(double row) {
        return bounds.getMaxY() - row * (bounds.getHeight() / height);
    }

    /** The column of a coordinate. */
    double column(double x) {
        return (x - bounds.getMinX()) / (bounds.getWidth() / width);
    }

    /** The row of a coordinate. */
    double row(double y) {
        return (bounds.getMaxY() - y) / (bounds.getHeight() / height);
    }
}
