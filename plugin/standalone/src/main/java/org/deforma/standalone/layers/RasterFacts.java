package org.deforma.standalone.layers;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deforma.host.files.GdalItems;
import org.deforma.host.files.RasterInput;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultEngineeringCRS;

/**
 * Where a GeoTIFF lies, and whether that is a place on a map.
 *
 * @param epsg {@code EPSG:n}; empty for a CRS without such a code
 * @param bounds outer edges, x (east or longitude) first
 */
record RasterFacts(String epsg, ReferencedEnvelope bounds) {

    /**
     * Looks at a file; no pixel is read.
     *
     * @param shown what messages call it
     * @param file a GeoTIFF
     * @throws IllegalArgumentException when it is none, is not whole, or has no place on a map
     */
    static RasterFacts of(String shown, Path file) {
        try (RasterInput input = RasterInput.open("layer", file, shown)) {
            GridCoverage2D coverage = input.coverage();
            String what = "layer: " + shown + " ";
            CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
            if (crs == null || crs instanceof DefaultEngineeringCRS) {
                throw new IllegalArgumentException(
                        what + "has no CRS, so it has no place on a map; give it one, for example with"
                                + " gdal_edit.py -a_srs EPSG:32633 FILE");
            }
            checkGrid(what, coverage);
            ReferencedEnvelope bounds = new ReferencedEnvelope(coverage.getEnvelope2D(), crs);
            return new RasterFacts(epsg(crs), bounds);
        }
    }

    private static void checkGrid(String what, GridCoverage2D coverage) {
        boolean upright = coverage.getGridGeometry().getGridToCRS2D() instanceof AffineTransform grid
                && Math.abs(grid.getShearX()) < 1e-9 * Math.abs(grid.getScaleX())
                && Math.abs(grid.getShearY()) < 1e-9 * Math.abs(grid.getScaleY())
                && grid.getScaleX() > 0
                && grid.getScaleY() < 0;
        if (!upright) {
            throw new IllegalArgumentException(
                    what + "has a grid that is rotated, sheared or upside down; bring it onto one"
                            + " with north up first, for example with gdalwarp");
        }
    }

    /** By the CRS' own identifier only: to search GeoTools' database for an equal one takes most of a minute. */
    private static String epsg(CoordinateReferenceSystem crs) {
        return crs.getIdentifiers().stream()
                .filter(id -> "EPSG".equals(id.getCodeSpace()))
                .map(id -> "EPSG:" + id.getCode())
                .findFirst()
                .orElse("");
    }

    /** Names and units of the bands as the file has them, else {@code band 1} and so on without unit. */
    static List<Layer.LayerBand> bands(Path file, SourceFile source) throws IOException {
        GdalItems items = GdalItems.of(file);
        List<Layer.LayerBand> bands = new ArrayList<>();
        for (int i = 0; i < source.bands(); i++) {
            String name =
                    items.name(i).isBlank() ? "band " + (i + 1) : items.name(i).strip();
            bands.add(new Layer.LayerBand(name, items.unit(i).strip()));
        }
        return bands;
    }
}
