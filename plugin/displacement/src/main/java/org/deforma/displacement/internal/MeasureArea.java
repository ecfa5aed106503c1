package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.Optional;
import org.deforma.api.raster.RasterGrid;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * The cells that are to be measured: those whose centre lies in a geometry, or all; or those that others need around it.
 * Thread-safe.
 */
final class MeasureArea {
    private static final GeometryFactory POINTS = new GeometryFactory();

    private final PreparedGeometry geometry;
    private final AffineTransform toWorld;
    private final CellGrid grid;
    /** How far around the geometry cells are needed too [px]. */
    private final int around;

    /**
     * An area on an image.
     *
     * @throws IllegalArgumentException when no cell lies in it
     */
    MeasureArea(Optional<Geometry> area, RasterGrid image, CellGrid grid) {
        toWorld = image.toWorld();
        this.grid = grid;
        around = 0;
        geometry = area.map(PreparedGeometryFactory::prepare).orElse(null);
        if (geometry != null && !touches(new Rectangle(grid.columns(), grid.rows()))) {
            throw new IllegalArgumentException("area lies outside before: it covers "
                    + text(geometry.getGeometry().getEnvelopeInternal()) + ", the image "
                    + text(envelope(new Rectangle(grid.columns(), grid.rows())))
                    + "; give it in the CRS of before, east (longitude) first");
        }
    }

    private MeasureArea(MeasureArea area, CellGrid grid, int around) {
        geometry = area.geometry;
        toWorld = area.toWorld;
        this.grid = grid;
        this.around = around;
    }

    /** The cells of a grid that are needed for what lies in the area and as many pixels around it. */
    MeasureArea around(CellGrid cells, int pixels) {
        return new MeasureArea(this, cells, pixels);
    }

    private static String text(Envelope e) {
        return "x %.6g..%.6g, y %.6g..%.6g".formatted(e.getMinX(), e.getMaxX(), e.getMinY(), e.getMaxY());
    }

    /** Whether a block of cells may hold one that is needed: decided by its outline. */
    boolean touches(Rectangle cells) {
        return geometry == null || geometry.getGeometry().getEnvelopeInternal().intersects(envelope(cells));
    }

    /** Whether a rectangle of pixels lies near the area, by its outline: within as many pixels of it. */
    boolean isNear(Rectangle pixels, int distance) {
        return geometry == null
                || geometry.getGeometry()
                        .getEnvelopeInternal()
                        .intersects(envelope(
                                pixels.x - distance,
                                pixels.y - distance,
                                pixels.x + pixels.width + distance,
                                pixels.y + pixels.height + distance));
    }

    private Envelope envelope(Rectangle cells) {
        return envelope(
                grid.centre(cells.x) - around,
                grid.centre(cells.y) - around,
                grid.centre(cells.x + cells.width - 1) + around,
                grid.centre(cells.y + cells.height - 1) + around);
    }

    private Envelope envelope(double x0, double y0, double x1, double y1) {
        Envelope envelope = new Envelope();
        envelope.expandToInclude(world(x0, y0));
        envelope.expandToInclude(world(x1, y0));
        envelope.expandToInclude(world(x0, y1));
        envelope.expandToInclude(world(x1, y1));
        return envelope;
    }

    private Coordinate world(double x, double y) {
        Point2D p = toWorld.transform(new Point2D.Double(x, y), null);
        return new Coordinate(p.getX(), p.getY());
    }

    /**
     * Marks the cells of a tile that lie outside the area; what was measured there still helps their neighbours. Where cells
     * around the area are needed too, none is marked.
     */
    void mark(Rectangle tile, float[] status) {
        if (geometry == null || around > 0) {
            return;
        }
        for (int i = 0; i < tile.width * tile.height; i++) {
            if (!geometry.covers(POINTS.createPoint(
                    world(grid.centre(tile.x + i % tile.width), grid.centre(tile.y + i / tile.width))))) {
                status[i] = CellStatus.OUTSIDE_AREA.code();
            }
        }
    }

    /** What a tile without any cell that is needed holds. */
    static float[][] outside(Rectangle tile) {
        float[][] cells = new float[5][tile.width * tile.height];
        for (float[] band : cells) {
            Arrays.fill(band, Float.NaN);
        }
        Arrays.fill(cells[4], CellStatus.OUTSIDE_AREA.code());
        return cells;
    }
}
