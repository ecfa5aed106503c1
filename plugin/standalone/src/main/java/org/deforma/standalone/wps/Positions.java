package org.deforma.standalone.wps;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** What the readers of geometries have in common. */
final class Positions {
    private Positions() {}

    /** @throws IllegalArgumentException unless both are finite */
    static Coordinate of(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a coordinate is not a finite number");
        }
        return new Coordinate(x, y);
    }

    /** A polygon of its outer ring and the rings of its holes. */
    static Polygon polygon(GeometryFactory factory, List<LinearRing> rings) {
        if (rings.isEmpty()) {
            return factory.createPolygon();
        }
        return factory.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }
}
