package org.deforma.standalone.wms.draw;

import java.util.Arrays;
import org.deforma.standalone.layers.Layer;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/**
 * Where a layer lies in a map, point by point. Positions are edges: the first pixel covers 0 to 1, of a map as of a layer.
 * Thread-safe.
 */
final class Placement {
    /** Circumference of the sphere of EPSG:3857 [m]. */
    private static final double EQUATOR = 2 * Math.PI * 6378137;

    private final MapView view;
    private final ReferencedEnvelope bounds;
    private final int columns;
    private final int rows;
    private final MathTransform toLayer;
    private final MathTransform toMap;
    private final double layerPeriod;
    private final double mapPeriod;

    /** @throws IllegalArgumentException when coordinates of the map cannot be turned into those of the layer */
    Placement(MapView view, Layer layer) {
        this.view = view;
        bounds = layer.bounds();
        columns = layer.width();
        rows = layer.height();
        toLayer = transform(view.crs(), layer.crs(), layer);
        toMap = transform(layer.crs(), view.crs(), layer);
        layerPeriod = period(layer.crs());
        mapPeriod = period(view.crs());
    }

    private static MathTransform transform(CoordinateReferenceSystem from, CoordinateReferenceSystem to, Layer layer) {
        try {
            return CRS.findMathTransform(from, to, true);
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    layer.fullName() + " cannot be drawn in " + from.getName().getCode() + " ("
                            + to.getName().getCode() + " cannot be turned into it); ask for another CRS",
                    e);
        }
    }

    /** After how much to the east a system is at the same place again; 0 for never. */
    private static double period(CoordinateReferenceSystem crs) {
        if (crs instanceof GeographicCRS) {
            return 360;
        }
        return crs.getName().getCode().contains("Pseudo-Mercator") ? EQUATOR : 0;
    }

    /** Width of the world in a map that goes around it [px]; 0 for other maps. */
    double period() {
        return mapPeriod / (view.bounds().getWidth() / view.width());
    }

    /**
     * From pixels of the map to pixels of the layer.
     *
     * @param points x, y, x, y and so on; replaced, by NaN where there is no such place
     */
    void toLayer(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            points[i] = around(0, view.x(points[i]), mapPeriod);
            points[i + 1] = view.y(points[i + 1]);
        }
        transform(toLayer, points);
        for (int i = 0; i < points.length; i += 2) {
            double x = around(bounds.getMedian(0), points[i], layerPeriod);
            points[i] = (x - bounds.getMinX()) / bounds.getWidth() * columns;
            points[i + 1] = (bounds.getMaxY() - points[i + 1]) / bounds.getHeight() * rows;
        }
    }

    /** The same place within half a period of a middle. */
    private static double around(double middle, double x, double period) {
        return period > 0 ? x + period * Math.rint((middle - x) / period) : x;
    }

    /**
     * From pixels of the layer to pixels of the map.
     *
     * @param points x, y, x, y and so on; replaced, by NaN where there is no such place
     */
    void toMap(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            points[i] = bounds.getMinX() + points[i] * (bounds.getWidth() / columns);
            points[i + 1] = bounds.getMaxY() - points[i + 1] * (bounds.getHeight() / rows);
        }
        transform(toMap, points);
        for (int i = 0; i < points.length; i += 2) {
            points[i] = view.column(points[i]);
            points[i + 1] = view.row(points[i + 1]);
        }
    }

    /** All at once, and one by one where some cannot be transformed. */
    private static void transform(MathTransform transform, double[] points) {
        double[] from = points.clone();
        try {
            transform.transform(from, 0, points, 0, points.length / 2);
        } catch (TransformException | RuntimeException e) {
            for (int i = 0; i < points.length; i += 2) {
                try {
                    transform.transform(from, i, points, i, 1);
                } catch (TransformException | RuntimeException none) {
                    points[i] = Double.NaN;
                }
            }
        }
        for (int i = 0; i < points.length; i += 2) {
            if (!Double.isFinite(points[i]) || !Double.isFinite(points[i + 1])) {
                Arrays.fill(points, i, i + 2, Double.NaN);
            }
        }
    }
}
