package org.deforma.raster.gdal;

import java.awt.geom.AffineTransform;
import java.util.Arrays;
import org.gdal.gdal.Dataset;
import org.gdal.osr.SpatialReference;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** Where a dataset lies, with east or longitude first, as GeoTools says it of a GeoTIFF. */
final class Place {
    /** What GDAL gives for a dataset without a place. */
    private static final double[] NONE = {0, 1, 0, 0, 0, 1};

    private Place() {}

    /**
     * The grid of a dataset. Without a reference system it has coordinates without meaning; without any place they are
     * pixels, x to the right and y up, the lower left corner being (0, 0).
     *
     * @param needed whether a dataset without a place is refused
     * @throws IllegalArgumentException when it is, or when its reference system cannot be used; the message goes on after
     *     the file's name
     */
    static GridGeometry2D of(Dataset dataset, boolean needed) {
        int width = dataset.GetRasterXSize();
        int height = dataset.GetRasterYSize();
        double[] g = dataset.GetGeoTransform();
        boolean placed = g != null && !Arrays.equals(g, NONE);
        if (!placed && needed) {
            throw new IllegalArgumentException(
                    dataset.GetGCPCount() > 0
                            ? "has ground control points instead of a grid; warp it onto one first, for example with"
                                    + " gdalwarp -t_srs EPSG:4326"
                            : "does not say where it lies, neither by tags nor by a world file; give it a place, for"
                                    + " example one in pixels with gdal_edit.py -a_ullr 0 ROWS COLUMNS 0");
        }
        AffineTransform grid = placed
                ? new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3])
                : new AffineTransform(1, 0, 0, -1, 0, height);
        if (!(Math.abs(grid.getDeterminant()) > 0)) {
            throw new IllegalArgumentException(
                    "has pixels without an extent: its geotransform is " + Arrays.toString(g));
        }
        CoordinateReferenceSystem crs = placed ? crs(dataset) : DefaultEngineeringCRS.CARTESIAN_2D;
        return new GridGeometry2D(
                new GridEnvelope2D(0, 0, width, height),
                PixelInCell.CELL_CORNER,
                new AffineTransform2D(grid),
                crs,
                null);
    }

    private static CoordinateReferenceSystem crs(Dataset dataset) {
        SpatialReference reference = dataset.GetSpatialRef();
        if (reference == null) {
            return DefaultEngineeringCRS.CARTESIAN_2D;
        }
        try {
            String code = epsg(reference);
            if (!code.isEmpty()) {
                return CRS.decode(code, true);
            }
            return CRS.parseWKT(eastFirst(reference.ExportToWkt()));
        } catch (FactoryException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "has a CRS that cannot be used here (%s); bring it into another first, for example with gdalwarp -t_srs EPSG:4326"
                            .formatted(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")),
                    e);
        } finally {
            reference.delete();
        }
    }

    /** Its code, if it says one and means that; else empty. */
    private static String epsg(SpatialReference reference) {
        String code = reference.GetAuthorityCode(null);
        if (!"EPSG".equals(reference.GetAuthorityName(null)) || code == null || !code.matches("\\d{4,6}")) {
            return "";
        }
        SpatialReference meant = new SpatialReference();
        try {
            boolean known = meant.ImportFromEPSG(Integer.parseInt(code)) == 0;
            return known && meant.IsSameGeogCS(reference) != 0 && isSame(meant, reference) ? "EPSG:" + code : "";
        } finally {
            meant.delete();
        }
    }

    private static boolean isSame(SpatialReference meant, SpatialReference reference) {
        SpatialReference copy = new SpatialReference(reference.ExportToWkt());
        try {
            return meant.IsSame(copy) != 0;
        } finally {
            copy.delete();
        }
    }

    /** Without the axes: coordinates of rasters are east first whatever the reference system says. */
    private static String eastFirst(String wkt) {
        return wkt.replaceAll(",AXIS\\[\"[^\"]*\",[A-Za-z]+\\]", "");
    }
}
