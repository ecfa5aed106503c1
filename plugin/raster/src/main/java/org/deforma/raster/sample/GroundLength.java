package org.deforma.raster.sample;

import java.util.Optional;
import javax.measure.Unit;
import org.deforma.api.raster.RasterGrid;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * How long a short stretch of a line is on the ground: on the ellipsoid in geographic reference systems and Mercator
 * projections, whose plane is many times too large far from the equator; in the plane in others, which at most lose some
 * parts in a thousand.
 *
 * <p>On the ellipsoid the radii of curvature in the middle of the stretch count (Snyder 1987, Map Projections - A Working
 * Manual, doi:10.3133/pp1395, equations 4-18 and 4-20); for one of 20 km that is good to some 1e-6. GeoTools' calculator
 * needs a library that not every host has, and measures along geodesics, which is not how a line is drawn.
 */
final class GroundLength {
    private final MathTransform toGeographic;
    private final Ellipsoid ellipsoid;
    private final double scale;
    private final String unit;
    private final String crs;

    private GroundLength(MathTransform toGeographic, Ellipsoid ellipsoid, double scale, String unit, String crs) {
        this.toGeographic = toGeographic;
        this.ellipsoid = ellipsoid;
        this.scale = scale;
        this.unit = unit;
        this.crs = crs;
    }

    /**
     * For places in a reference system.
     *
     * @param crs of the places, east first; empty for those of a raster that has none
     * @param grid of the raster, which tells the unit where there is no reference system
     */
    static GroundLength of(Optional<CoordinateReferenceSystem> crs, RasterGrid grid) {
        if (crs.isEmpty()) {
            boolean pixels = grid.pixelWidth() == 1 && grid.pixelHeight() == 1;
            return new GroundLength(null, null, 1, pixels ? "px" : "grid unit", "");
        }
        CoordinateReferenceSystem horizontal = CRS.getHorizontalCRS(crs.get());
        CoordinateReferenceSystem plane = horizontal == null ? crs.get() : horizontal;
        String name = plane.getName().getCode();
        if (plane instanceof GeographicCRS geographic) {
            return onEllipsoid(null, geographic, name);
        }
        if (plane instanceof ProjectedCRS projected && isMercator(projected)) {
            GeographicCRS base = projected.getBaseCRS();
            try {
                return onEllipsoid(CRS.findMathTransform(projected, base, true), base, name);
            } catch (FactoryException e) {
                throw new IllegalStateException("a projection knows the way back", e);
            }
        }
        return new GroundLength(null, null, toBase(plane), "m", name);
    }

    private static GroundLength onEllipsoid(MathTransform toGeographic, GeographicCRS crs, String name) {
        return new GroundLength(toGeographic, crs.getDatum().getEllipsoid(), toBase(crs), "m", name);
    }

    private static boolean isMercator(ProjectedCRS crs) {
        String method = crs.getConversionFromBase().getMethod().getName().getCode();
        return method.startsWith("Mercator") || method.startsWith("Popular Visualisation");
    }

    /** Size of an axis unit in metres or radians. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static double toBase(CoordinateReferenceSystem crs) {
        Unit unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        return unit.getConverterTo(unit.getSystemUnit()).convert(1.0);
    }

    /** Unit of lengths, as {@link org.deforma.api.raster.SampledValues#unit}. */
    String unit() {
        return unit;
    }

    /**
     * Refuses a place that is not on the ellipsoid, where that is measured on.
     *
     * @throws IllegalArgumentException names the place
     */
    void check(double x, double y) {
        if (ellipsoid != null) {
            radians(x, y);
        }
    }

    /** Length of a short straight stretch between places that are on the ellipsoid. */
    double between(double x1, double y1, double x2, double y2) {
        if (ellipsoid == null) {
            return scale * Math.hypot(x2 - x1, y2 - y1);
        }
        double[] from = radians(x1, y1);
        double[] to = radians(x2, y2);
        double sin = Math.sin((from[1] + to[1]) / 2);
        double a = ellipsoid.getSemiMajorAxis();
        double b = ellipsoid.getSemiMinorAxis();
        double e2 = 1 - b * b / (a * a);
        double w2 = 1 - e2 * sin * sin;
        double normal = a / Math.sqrt(w2);
        double meridian = normal * (1 - e2) / w2;
        return Math.hypot(normal * Math.sqrt(1 - sin * sin) * (to[0] - from[0]), meridian * (to[1] - from[1]));
    }

    /** Longitude and latitude of a place. */
    private double[] radians(double x, double y) {
        double[] place = {x, y};
        if (toGeographic != null) {
            try {
                toGeographic.transform(place, 0, place, 0, 1);
            } catch (TransformException e) {
                throw outside(x, y, e);
            }
        }
        place[0] *= scale;
        place[1] *= scale;
        if (!(Math.abs(place[1]) <= Math.PI / 2)) {
            throw outside(x, y, null);
        }
        return place;
    }

    private IllegalArgumentException outside(double x, double y, Exception cause) {
        return new IllegalArgumentException(
                "points has the place %s, %s, which is nowhere in %s; x is east or longitude, and crs tells the system"
                        .formatted(x, y, crs),
                cause);
    }
}
