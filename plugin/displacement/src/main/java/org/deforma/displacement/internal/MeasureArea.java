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

/** The cells that are to be measured: those whose centre lies in a geometry, or all. Thread-safe. */
final class MeasureArea {
    private static final GeometryFactory POINTS = new GeometryFactory();

    private final PreparedGeometry geometry;
    private final AffineTransform toWorld;
    private final CellGrid grid;

    /**
     * An area on an image.
     *
     * @throws IllegalArgumentException when no cell lies in it
     */
    MeasureArea(Optional<Geometry> area, RasterGrid image, CellGrid grid) {
        toWorld = image.toWorld();
        this.grid = grid;
        geometry = area.map(PreparedGeometryFactory::prepare).orElse(null);
        if (geometry != null && !touches(new Rectangle(grid.columns(), grid.rows()))) {
            throw new IllegalArgumentException("area lies outside before: it covers "
                    + text(geometry.getGeometry().getEnvelopeInternal()) + ", the image "
                    + text(envelope(new Rectangle(grid.columns(), grid.rows())))
                    + "; give it in the CRS of before, east (longitude) first");
        }
    }

    private static String text(Envelope e) {
        return "x %.6g..%.6g, y %.6g..%.6g".formatted(e.getMinX(), e.getMaxX(), e.getMinY(), e.getMaxY());
    }

    /** Whether a block of cells may hold one of the area: decided by its outline. */
    boolean touches(Rectangle cells) {
        return geometry == null || geometry.getGeometry().getEnvelopeInternal().intersects(envelope(cells));
    }

    private Envelope envelope(Rectangle cells) {
        Envelope envelope = new Envelope();
        for (int k = 0; k < 4; k++) {
            envelope.expandToInclude(
                    world(cells.x + (k % 2 == 0 ? 0 : cells.width - 1), cells.y + (k < 2 ? 0 : cells.height - 1)));
        }
        return envelope;
    }

    private Coordinate world(int column, int row) {
        Point2D p = toWorld.transform(new Point2D.Double(grid.centre(column), grid.centre(row)), null);
        return new Coordinate(p.getX(), p.getY());
    }

    /** Marks the cells of a tile that lie outside the area; what was measured there still helps their neighbours. */
    void mark(Rectangle tile, float[] status) {
        if (geometry == null) {
            return;
        }
        for (int i = 0; i < tile.width * tile.height; i++) {
            if (!geometry.covers(POINTS.createPoint(world(tile.x + i % tile.width, tile.y + i / tile.width)))) {
                status[i] = CellStatus.OUTSIDE_AREA.code();
            }
        }
    }

    /** What a tile without any cell of the area holds. */
    float[][] outside(Rectangle tile) {
        float[][] cells = new float[5][tile.width * tile.height];
        for (float[] band : cells) {
            Arrays.fill(band, Float.NaN);
        }
        Arrays.fill(cells[4], CellStatus.OUTSIDE_AREA.code());
        return cells;
    }
}
