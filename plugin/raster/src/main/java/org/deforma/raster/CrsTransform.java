package org.deforma.raster;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.util.Arrays;
import org.deforma.api.raster.RasterGrid;
import org.deforma.raster.resample.LatticeMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * From the pixels of one grid to those of another in a different reference system; (0, 0) is the first pixel's centre.
 */
final class CrsTransform implements LatticeMap.Exact {
    private final AffineTransform toWorld;
    private final MathTransform between;
    private final AffineTransform toPixels;

    /**
     * Finds the way.
     *
     * @throws IllegalArgumentException when GeoTools knows none between the two reference systems
     */
    CrsTransform(RasterGrid from, RasterGrid to) {
        toWorld = from.toWorld();
        toWorld.translate(0.5, 0.5);
        AffineTransform pixels = to.toWorld();
        pixels.translate(0.5, 0.5);
        try {
            // Lenient: without shift parameters between two datums none is applied, as GeoServer and GDAL do.
            between = CRS.findMathTransform(from.crs().orElseThrow(), to.crs().orElseThrow(), true);
            toPixels = pixels.createInverse();
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "there is no known transformation from %s to %s".formatted(Grids.label(from), Grids.label(to)), e);
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a raster grid can be inverted", e);
        }
    }

    @Override
    public void transform(double[] points) {
        int count = points.length / 2;
        toWorld.transform(points, 0, points, 0, count);
        double[] there = points.clone();
        try {
            between.transform(points, 0, there, 0, count);
        } catch (TransformException e) {
            oneByOne(points, there);
        }
        toPixels.transform(there, 0, points, 0, count);
    }

    /** Some point is beyond the projection's reach: find out which. */
    private void oneByOne(double[] points, double[] there) {
        for (int i = 0; i < points.length; i += 2) {
            try {
                between.transform(points, i, there, i, 1);
            } catch (TransformException e) {
                Arrays.fill(there, i, i + 2, Double.NaN);
            }
        }
    }
}
