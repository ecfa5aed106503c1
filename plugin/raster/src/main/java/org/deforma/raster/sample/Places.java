package org.deforma.raster.sample;

import java.util.Arrays;
import java.util.Optional;
import org.deforma.api.raster.SampleParameters;
import org.locationtech.jts.geom.Coordinate;

/**
 * Places in the reference system in which they were given.
 *
 * @param x east or longitude
 * @param y north or latitude
 * @param distance along the line; empty for places that are not along one
 */
@SuppressWarnings("ArrayRecordComponent")
record Places(double[] x, double[] y, Optional<double[]> distance) {
    /** Stretches into which a line is cut at least, and each measured, so that the length is that of the line as drawn. */
    private static final int STRETCHES = 1024;

    /** The places that are asked for. */
    static Places of(SampleParameters parameters, GroundLength ground) {
        Coordinate[] corners = parameters.points().getCoordinates();
        if (parameters.alongLine()) {
            return along(corners, parameters.count(), ground);
        }
        return new Places(
                Arrays.stream(corners).mapToDouble(c -> c.x).toArray(),
                Arrays.stream(corners).mapToDouble(c -> c.y).toArray(),
                Optional.empty());
    }

    private static Places along(Coordinate[] corners, int count, GroundLength ground) {
        for (Coordinate corner : corners) {
            ground.check(corner.x, corner.y);
        }
        Coordinate[] line = cut(corners);
        double[] at = new double[line.length];
        for (int i = 1; i < line.length; i++) {
            at[i] = at[i - 1] + ground.between(line[i - 1].x, line[i - 1].y, line[i].x, line[i].y);
        }
        double length = at[at.length - 1];
        Places places = new Places(new double[count], new double[count], Optional.of(new double[count]));
        int stretch = 0;
        for (int i = 0; i < count; i++) {
            double distance = length * i / (count - 1);
            while (stretch < line.length - 2 && at[stretch + 1] <= distance) {
                stretch++;
            }
            double part = at[stretch + 1] - at[stretch];
            double share = part > 0 ? Math.min(1, (distance - at[stretch]) / part) : 0;
            Coordinate from = line[stretch];
            Coordinate to = line[stretch + 1];
            places.x[i] = from.x + share * (to.x - from.x);
            places.y[i] = from.y + share * (to.y - from.y);
            places.distance.get()[i] = distance;
        }
        // Not by way of rounded shares: a line that ends on the raster's edge does so to the last digit.
        places.x[count - 1] = corners[corners.length - 1].x;
        places.y[count - 1] = corners[corners.length - 1].y;
        return places;
    }

    /** The corners with places between them, in stretches of about the same length. */
    private static Coordinate[] cut(Coordinate[] corners) {
        double whole = 0;
        for (int i = 1; i < corners.length; i++) {
            whole += corners[i].distance(corners[i - 1]);
        }
        Coordinate[] line = new Coordinate[STRETCHES + 2 * corners.length];
        int size = 0;
        line[size++] = corners[0];
        for (int i = 1; i < corners.length; i++) {
            Coordinate from = corners[i - 1];
            Coordinate to = corners[i];
            int parts = whole > 0 ? Math.max(1, (int) Math.ceil(STRETCHES * from.distance(to) / whole)) : 1;
            for (int part = 1; part < parts; part++) {
                double share = (double) part / parts;
                line[size++] = new Coordinate(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
            }
            line[size++] = to;
        }
        return Arrays.copyOf(line, size);
    }
}
