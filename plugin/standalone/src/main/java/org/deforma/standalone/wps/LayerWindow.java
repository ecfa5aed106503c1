package org.deforma.standalone.wps;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.host.files.RasterInput;
import org.deforma.standalone.layers.Layer;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.processing.Operations;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** The smallest window of whole pixels of a layer that holds a box. */
final class LayerWindow {
    /** Part of a pixel by which an edge may miss a pixel's edge without taking that pixel, since boxes are rounded. */
    private static final double TOLERANCE = 1e-3;

    private static final Pattern EPSG = Pattern.compile("(?:.*[eE][pP][sS][gG].*[:#/])?(\\d{1,9})");

    private LayerWindow() {}

    /**
     * Cuts.
     *
     * @param input name for messages
     * @param raster the layer, opened
     * @param box what is wanted; in a projected CRS x is first, in a geographic one what the CRS' name says: an URN
     *     ({@code urn:ogc:def:crs:EPSG::4326}) means the order of its authority, other names longitude first
     * @return the coverage itself when it is wanted whole; pixels are read only when they are asked for
     * @throws IllegalArgumentException for an unknown CRS, or a box that does not touch the layer
     */
    static GridCoverage2D of(String input, Layer layer, RasterInput raster, Optional<CoverageRequest.Box> box) {
        if (box.isEmpty()) {
            return raster.coverage();
        }
        GridCoverage2D coverage = raster.coverage();
        ReferencedEnvelope wanted = inLayer(input, layer, box.get());
        var grid = coverage.getGridGeometry();
        var range = grid.getGridRange2D();
        AffineTransform toWorld =
                new AffineTransform((AffineTransform) grid.getGridToCRS2D(PixelOrientation.UPPER_LEFT));
        Rectangle2D pixels = pixels(wanted, toWorld);
        int left = Math.max(range.x, (int) Math.floor(pixels.getMinX() + TOLERANCE));
        int top = Math.max(range.y, (int) Math.floor(pixels.getMinY() + TOLERANCE));
        int right = Math.min(range.x + range.width, (int) Math.ceil(pixels.getMaxX() - TOLERANCE));
        int bottom = Math.min(range.y + range.height, (int) Math.ceil(pixels.getMaxY() - TOLERANCE));
        if (left >= right || top >= bottom) {
            throw new IllegalArgumentException(
                    input + ": the box does not touch the layer " + layer.fullName() + "; the layer's is "
                            + layer.bounds().getMinX() + " " + layer.bounds().getMinY() + " to "
                            + layer.bounds().getMaxX() + " " + layer.bounds().getMaxY() + " in " + layer.epsg());
        }
        if (left == range.x && top == range.y && right == range.x + range.width && bottom == range.y + range.height) {
            return coverage;
        }
        return crop(coverage, toWorld, new Rectangle(left, top, right - left, bottom - top));
    }

    private static Rectangle2D pixels(ReferencedEnvelope wanted, AffineTransform toWorld) {
        try {
            var world =
                    new Rectangle2D.Double(wanted.getMinX(), wanted.getMinY(), wanted.getWidth(), wanted.getHeight());
            return toWorld.createInverse().createTransformedShape(world).getBounds2D();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalArgumentException("the layer's pixels have no size", e);
        }
    }

    private static GridCoverage2D crop(GridCoverage2D coverage, AffineTransform toWorld, Rectangle window) {
        // A little inside, so that rounding does not take a pixel more.
        double inset = 0.25;
        var inner = new Rectangle2D.Double(
                window.x + inset, window.y + inset, window.width - 2 * inset, window.height - 2 * inset);
        var world = toWorld.createTransformedShape(inner).getBounds2D();
        return (GridCoverage2D) Operations.DEFAULT.crop(
                coverage,
                new ReferencedEnvelope(
                        world.getMinX(),
                        world.getMaxX(),
                        world.getMinY(),
                        world.getMaxY(),
                        coverage.getCoordinateReferenceSystem2D()));
    }

    /**
     * GeoServer's clients write {@code http://www.opengis.net/gml/srs/epsg.xml#n}, which is EPSG:n, longitude first.
     */
    private static CoordinateReferenceSystem crs(String name) throws FactoryException {
        if (name.endsWith("CRS84") || name.equals("CRS:84")) {
            return CRS.decode("EPSG:4326", true);
        }
        Matcher epsg = EPSG.matcher(name);
        if (!epsg.matches()) {
            throw new FactoryException("write EPSG:n or urn:ogc:def:crs:EPSG::n");
        }
        boolean authority = name.startsWith("urn:") || name.contains("/def/crs/");
        try {
            CoordinateReferenceSystem crs = CRS.decode("EPSG:" + epsg.group(1), !authority);
            if (crs.getCoordinateSystem().getDimension() == 2) {
                return crs;
            }
        } catch (LinkageError e) {
            // GeoTools needs a library for some projections that is not among those of this host.
            throw new FactoryException("it cannot be computed here", e);
        }
        throw new FactoryException("it is not one of maps");
    }

    private static ReferencedEnvelope inLayer(String input, Layer layer, CoverageRequest.Box box) {
        String name = box.crs().isEmpty() ? layer.epsg() : box.crs();
        try {
            CoordinateReferenceSystem crs = crs(name);
            ReferencedEnvelope given = new ReferencedEnvelope(
                    Math.min(box.lower().get(0), box.upper().get(0)),
                    Math.max(box.lower().get(0), box.upper().get(0)),
                    Math.min(box.lower().get(1), box.upper().get(1)),
                    Math.max(box.lower().get(1), box.upper().get(1)),
                    crs);
            return CRS.equalsIgnoreMetadata(crs, layer.crs()) ? given : given.transform(layer.crs(), true, 21);
        } catch (FactoryException | TransformException e) {
            throw new IllegalArgumentException(
                    input + ": a box in the CRS '" + name + "' cannot be used for the layer " + layer.fullName()
                            + " in " + layer.epsg() + ": " + e.getMessage(),
                    e);
        }
    }
}
