package org.deforma.api.raster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;

/**
 * Where to look into a raster.
 *
 * @param points a LineString, along which {@code count} places are taken, or a Point or MultiPoint, the places themselves;
 *     x is east or longitude, y north or latitude, whatever the order of axes that the reference system declares
 * @param crs reference system of {@code points}, {@code EPSG:n}; empty for the raster's own
 * @param count places along a line, its ends included, 2..10000; without meaning for points
 */
public record SampleParameters(Geometry points, Optional<String> crs, int count) {
    /** Most places of one request, and most corners of a line. */
    public static final int MOST = 10_000;

    /** Checks every value. */
    public SampleParameters {
        Objects.requireNonNull(points, "points");
        Objects.requireNonNull(crs, "crs");
        if (!(points instanceof LineString || points instanceof Point || points instanceof MultiPoint)) {
            throw new IllegalArgumentException(
                    "points must be a LineString, a Point or a MultiPoint, was a " + points.getGeometryType());
        }
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "points is empty; give a LineString for values along it, or a Point or MultiPoint");
        }
        if (points.getNumPoints() > MOST) {
            throw new IllegalArgumentException("points must have at most %d points, has %d; ask for them in parts"
                    .formatted(MOST, points.getNumPoints()));
        }
        if (!Arrays.stream(points.getCoordinates()).allMatch(c -> Double.isFinite(c.x) && Double.isFinite(c.y))) {
            throw new IllegalArgumentException("points must have finite coordinates, has one that is not");
        }
        if (count < 2 || count > MOST) {
            throw new IllegalArgumentException("count must be 2..%d places, was %d".formatted(MOST, count));
        }
        crs = crs.map(code -> code.strip().toUpperCase(Locale.ROOT));
        if (crs.isPresent() && !crs.get().matches("EPSG:[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "crs must be a code such as EPSG:4326, was '%s'; leave it out for the raster's own"
                            .formatted(crs.get()));
        }
    }

    /** Whether places are taken along a line. */
    public boolean alongLine() {
        return points instanceof LineString;
    }
}
