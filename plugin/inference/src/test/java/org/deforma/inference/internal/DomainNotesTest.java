package org.deforma.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.raster.RasterGrid;
import org.deforma.inference.engine.TestModels.Sketch;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;

class DomainNotesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    // In feet, and parsed, as the database of EPSG takes seconds to open.
    private static final String PROJECTED = "PROJCS[\"UTM in feet\", GEOGCS[\"WGS 84\", DATUM[\"WGS_1984\","
            + " SPHEROID[\"WGS 84\", 6378137, 298.257223563]], PRIMEM[\"Greenwich\", 0], UNIT[\"degree\","
            + " 0.017453292519943295]], PROJECTION[\"Transverse_Mercator\"], PARAMETER[\"latitude_of_origin\", 0],"
            + " PARAMETER[\"central_meridian\", -117], PARAMETER[\"scale_factor\", 0.9996],"
            + " PARAMETER[\"false_easting\", 500000], PARAMETER[\"false_northing\", 0], UNIT[\"foot\", 0.3048],"
            + " AXIS[\"Easting\", EAST], AXIS[\"Northing\", NORTH]]";

    private static List<String> notes(
            CoordinateReferenceSystem crs, double pixel, double latitude, double outside, ModelDomain domain) {
        Sketch sketch = new Sketch();
        sketch.domain = domain;
        RasterGrid grid = new RasterGrid(
                10, 10, new AffineTransform(pixel, 0, 0, -pixel, 0, latitude + 5 * pixel), Optional.ofNullable(crs));
        return DomainNotes.of(sketch.build(), grid, outside);
    }

    private static ModelDomain resolution(double low, double high) {
        return new ModelDomain("", "", low, high, -INF, INF, 0, INF, "");
    }

    @Test
    void pixelSizeInMetres() throws Exception {
        CoordinateReferenceSystem feet = CRS.parseWKT(PROJECTED);
        assertEquals(List.of(), notes(feet, 33, 0, 0, resolution(10, 20)));
        assertEquals(
                List.of("pixels of raster are 30.5 m wide; model test has seen 10 to 20 [m]"),
                notes(feet, 100, 0, 0, resolution(10, 20)));
        assertEquals(
                List.of("pixels of raster are 30.5 m wide; model test has seen 40 or more [m]"),
                notes(feet, 100, 0, 0, resolution(40, INF)));
        // At 60 degrees a pixel is half as wide as high: 111.2 m and 55.6 m.
        assertEquals(
                List.of("pixels of raster are 78.6 m wide; model test has seen 0 to 78 [m]"),
                notes(DefaultGeographicCRS.WGS84, 0.001, 60, 0, resolution(0, 78)));
        assertEquals(List.of(), notes(null, 1, 0, 0, resolution(10, 20)));
    }

    @Test
    void valuesOutside() {
        ModelDomain domain = new ModelDomain("", "coherence", 0, INF, 0, INF, 0, INF, "");
        assertEquals(List.of(), notes(null, 1, 0, 0.001, domain));
        assertEquals(
                List.of("3.25 % of the values of raster lie outside of what model test has seen: 0 or more"
                        + " [coherence]"),
                notes(null, 1, 0, 0.0325, domain));
    }
}
