package org.deforma.displacement.internal;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import javax.measure.Unit;
import org.deforma.api.raster.RasterGrid;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.referencing.CRS;

/**
 * Turns displacements in pixels into east and north on the ground. East and north are the axes of the CRS. In a geographic CRS
 * degrees become metres at the latitude of the place; in a projected one, the metres are those of the projection; without a
 * CRS they are units of the raster's own grid.
 */
final class GroundUnits {
    private final AffineTransform toWorld;
    private final Ellipsoid ellipsoid;
    private final double metres;
    private final String unit;
    private final String note;

    private GroundUnits(AffineTransform toWorld, Ellipsoid ellipsoid, double metres, String unit, String note) {
        this.toWorld = toWorld;
        this.ellipsoid = ellipsoid;
        this.metres = metres;
        this.unit = unit;
        this.note = note;
    }

    static GroundUnits of(RasterGrid grid) {
        AffineTransform toWorld = grid.toWorld();
        if (grid.crs().isEmpty()) {
            boolean pixels = grid.pixelWidth() == 1 && grid.pixelHeight() == 1;
            String unit = pixels ? "px" : "grid unit";
            return new GroundUnits(
                    toWorld,
                    null,
                    1,
                    unit,
                    "before has no CRS: displacements and sigma are in "
                            + (pixels ? "pixels, north being up" : "units of its grid, not known to be metres"));
        }
        CoordinateReferenceSystem crs = grid.crs().get();
        CoordinateReferenceSystem horizontal = CRS.getHorizontalCRS(crs);
        if (horizontal instanceof GeographicCRS geographic) {
            return new GroundUnits(
                    toWorld,
                    geographic.getDatum().getEllipsoid(),
                    toBase(horizontal),
                    "m",
                    "before is in a geographic CRS: degrees were turned into metres at the latitude of each point");
        }
        return new GroundUnits(toWorld, null, toBase(horizontal == null ? crs : horizontal), "m", "");
    }

    /** Size of an axis unit in metres or radians. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static double toBase(CoordinateReferenceSystem crs) {
        Unit unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        return unit.getConverterTo(unit.getSystemUnit()).convert(1.0);
    }

    /** Symbol of the unit of east, north and sigma. */
    String unit() {
        return unit;
    }

    /** What a user should know about the unit; empty when there is nothing to say. */
    String note() {
        return note;
    }

    /**
     * Size of pixel displacements on the ground at a place.
     *
     * @param x place in pixel coordinates
     * @param y likewise
     * @return east per px along x, east per px along y, north per px along x, north per px along y [{@link #unit}]
     */
    double[] at(double x, double y) {
        double east = metres;
        double north = metres;
        if (ellipsoid != null) {
            double latitude = toWorld.transform(new Point2D.Double(x, y), null).getY() * metres;
            double a = ellipsoid.getSemiMajorAxis();
            double b = ellipsoid.getSemiMinorAxis();
            double e2 = 1 - b * b / (a * a);
            double w2 = 1 - e2 * Math.sin(latitude) * Math.sin(latitude);
            // Radii of curvature of the prime vertical and of the meridian.
            east *= a / Math.sqrt(w2) * Math.cos(latitude);
            north *= a * (1 - e2) / (w2 * Math.sqrt(w2));
        }
        return new double[] {
            toWorld.getScaleX() * east,
            toWorld.getShearX() * east,
            toWorld.getShearY() * north,
            toWorld.getScaleY() * north
        };
    }

    /**
     * A displacement on the ground.
     *
     * @param scale of the place, from {@link #at}
     * @param dx along x [px]
     * @param dy along y [px]
     * @return east and north [{@link #unit}]
     */
    double[] ground(double[] scale, double dx, double dy) {
        return new double[] {scale[0] * dx + scale[1] * dy, scale[2] * dx + scale[3] * dy};
    }

    /** Length of a pixel, root mean square of both components [{@link #unit}]. */
    double length(double[] scale) {
        return Math.sqrt((scale[0] * scale[0] + scale[1] * scale[1] + scale[2] * scale[2] + scale[3] * scale[3]) / 2);
    }
}
