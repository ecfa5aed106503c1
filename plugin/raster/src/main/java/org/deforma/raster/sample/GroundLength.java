package org.deforma.raster.sample;

import java.util.Optional;
import javax.measure.Unit;
import org.deforma.api.raster.RasterGrid;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.GeodeticCalculator;

/**
 * How far two places are from each other on the ground: on the ellipsoid in geographic reference systems and Mercator
 * projections, whose plane is many times too large far from the equator; in the plane in others, which at most lose some
 * parts in a thousand. Not thread-safe.
 */
final class GroundLength {
    private final MathTransform toGeographic;
    private final GeodeticCalculator geodesic;
    private final double scale;
    private final String unit;
    private final String crs;

    private GroundLength(
            MathTransform toGeographic, GeodeticCalculator geodesic, double scale, String unit, String crs) {
        this.toGeographic = toGeographic;
        this.geodesic = geodesic;
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
            GeographicCRS base = (GeographicCRS) projected.getBaseCRS();
            try {
                return onEllipsoid(CRS.findMathTransform(projected, base, true), base, name);
            } catch (FactoryException e) {
                throw new IllegalStateException("a projection knows the way back", e);
            }
        }
        return new GroundLength(null, null, toBase(plane), "m", name);
    }

    private static GroundLength onEllipsoid(MathTransform toGeographic, GeographicCRS crs, String name) {
        GeodeticCalculator geodesic = new GeodeticCalculator(crs.getDatum().getEllipsoid());
        return new GroundLength(toGeographic, geodesic, Math.toDegrees(toBase(crs)), "m", name);
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
     * Length of a short straight stretch.
     *
     * @throws IllegalArgumentException for a place that is not on the ellipsoid
     */
    double between(double x1, double y1, double x2, double y2) {
        if (geodesic == null) {
            return scale * Math.hypot(x2 - x1, y2 - y1);
        }
        double[] places = {x1, y1, x2, y2};
        if (toGeographic != null) {
            try {
                toGeographic.transform(places, 0, places, 0, 2);
            } catch (TransformException e) {
                throw outside(x1, y1, e);
            }
        }
        for (int i = 0; i < 4; i++) {
            places[i] *= scale;
        }
        if (!(Math.abs(places[1]) <= 90)) {
            throw outside(x1, y1, null);
        }
        if (!(Math.abs(places[3]) <= 90)) {
            throw outside(x2, y2, null);
        }
        geodesic.setStartingGeographicPoint(longitude(places[0]), places[1]);
        geodesic.setDestinationGeographicPoint(longitude(places[2]), places[3]);
        return geodesic.getOrthodromicDistance();
    }

    /** Within -180..180, beyond which the calculator does not take any. */
    private static double longitude(double degrees) {
        return Math.IEEEremainder(degrees, 360);
    }

    private IllegalArgumentException outside(double x, double y, Exception cause) {
        return new IllegalArgumentException(
                "points has the place %s, %s, which is nowhere in %s; x is east or longitude, and crs tells the system"
                        .formatted(x, y, crs),
                cause);
    }
}
