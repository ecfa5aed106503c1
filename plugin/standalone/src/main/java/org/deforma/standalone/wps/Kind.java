package org.deforma.standalone.wps;

import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;

/** How values of an input or an output travel. */
enum Kind {
    /** As a short text. */
    LITERAL,
    /** As well-known text, GeoJSON or GML. */
    GEOMETRY,
    /** As GeoTIFF. */
    RASTER;

    static Kind of(Parameter<?> parameter) {
        if (GridCoverage2D.class.isAssignableFrom(parameter.type)) {
            return RASTER;
        }
        return Geometry.class.isAssignableFrom(parameter.type) ? GEOMETRY : LITERAL;
    }
}
