package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.deforma.api.raster.RasterGrid;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.ReferenceIdentifier;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.referencing.CRS;

/** The grid of a coverage: east first, pixel (0, 0) in the image's corner. */
public final class Grids {
    private Grids() {}

    /**
     * Reads the grid of a coverage.
     *
     * @throws IllegalArgumentException when pixels are not on an affine grid of a finite size, or the axis order cannot be put right
     */
    static RasterGrid of(String name, GridCoverage2D coverage) {
        GridGeometry2D geometry = coverage.getGridGeometry();
        MathTransform transform = geometry.getGridToCRS2D(PixelOrientation.UPPER_LEFT);
        if (!(transform instanceof AffineTransform affine)) {
            throw new IllegalArgumentException(
                    name + " is not on a regular grid; warp it onto one first, for example with gdalwarp");
        }
        GridEnvelope2D range = geometry.getGridRange2D();
        AffineTransform toWorld = new AffineTransform(affine);
        toWorld.translate(range.x, range.y);
        double corner = toWorld.getTranslateX() + toWorld.getTranslateY();
        if (!(Math.abs(toWorld.getDeterminant()) > 0) || !Double.isFinite(toWorld.getDeterminant() + corner)) {
            throw new IllegalArgumentException(
                    name + " says that its pixels have no size, or lie nowhere; give it a place again, for example with"
                            + " gdal_edit.py -a_ullr");
        }
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        // GeoTools gives rasters without a reference system an engineering one.
        if (crs == null || crs instanceof EngineeringCRS) {
            return new RasterGrid(range.width, range.height, toWorld, Optional.empty());
        }
        if (CRS.getAxisOrder(crs) == CRS.AxisOrder.NORTH_EAST) {
            crs = eastFirst(name, crs);
            toWorld.preConcatenate(new AffineTransform(0, 1, 1, 0, 0, 0));
        }
        return new RasterGrid(range.width, range.height, toWorld, Optional.of(crs));
    }

    private static CoordinateReferenceSystem eastFirst(String name, CoordinateReferenceSystem crs) {
        for (ReferenceIdentifier id : crs.getIdentifiers()) {
            try {
                return CRS.decode(id.toString(), true);
            } catch (FactoryException e) {
                // The next identifier may do; without any the message below says what is wrong.
            }
        }
        throw new IllegalArgumentException(
                "%s has coordinates with north first in a reference system without EPSG code (%s)"
                        .formatted(name, crs.getName()));
    }

    /** What to call the reference system of a grid in a message: its code, else its name. */
    static String label(RasterGrid grid) {
        if (grid.crs().isEmpty()) {
            return "no reference system";
        }
        return label(grid.crs().get());
    }

    /** The code of a reference system, such as {@code EPSG:32633}, else its name. */
    public static String label(CoordinateReferenceSystem crs) {
        return crs.getIdentifiers().stream().findFirst().map(Object::toString).orElseGet(() -> crs.getName()
                .getCode());
    }

    /** Pixel size and reference system of a grid, for a message. */
    static String describe(RasterGrid grid) {
        return "pixels of %s x %s in %s".formatted(number(grid.pixelWidth()), number(grid.pixelHeight()), label(grid));
    }

    /** The extent of a grid in world coordinates and its reference system, for a message. */
    static String extent(RasterGrid grid) {
        Rectangle2D box = grid.toWorld()
                .createTransformedShape(new Rectangle(grid.width(), grid.height()))
                .getBounds2D();
        return "x %s..%s, y %s..%s in %s"
                .formatted(
                        number(box.getMinX()),
                        number(box.getMaxX()),
                        number(box.getMinY()),
                        number(box.getMaxY()),
                        label(grid));
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }
}
