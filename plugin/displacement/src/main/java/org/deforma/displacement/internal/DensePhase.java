package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.List;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.raster.RasterSink;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;
import org.deforma.displacement.correlation.DeformedPair;
import org.deforma.displacement.correlation.DenseCells;

/** The cells of the map from the displacement at every pixel. */
final class DensePhase {
    /** Side of a tile [px], and at most [cells]: some 30 MB a thread. */
    private static final int TILE = 512;

    private static final int TILE_CELLS = 256;

    private final PairSource pair;
    private final CellGrid grid;
    private final MeasureArea area;
    private final CellGrid first;
    private final RasterSink firstCells;
    private final RasterSink dense;
    private final DenseCells cells;
    private final RasterSink measured;

    /**
     * Prepares.
     *
     * @param grid cells of the map
     * @param first grid of the first field
     * @param firstCells what its cells measured: the reason where there is nothing
     * @param dense displacement at every pixel, as {@link NetworkPasses} leaves it
     */
    DensePhase(
            PairSource pair,
            CellGrid grid,
            MeasureArea area,
            DisplacementParameters parameters,
            CellGrid first,
            RasterSink firstCells,
            RasterSink dense,
            Sinks sinks) {
        this.pair = pair;
        this.grid = grid;
        this.area = area;
        this.first = first;
        this.firstCells = firstCells;
        this.dense = dense;
        cells = new DenseCells(
                grid, parameters.searchRange(), parameters.minCorrelation(), pair.greyBefore(), pair.greyAfter());
        measured = sinks.cells(grid, MeasuredCells.BANDS);
    }

    /** What the cells of the map say, in the bands of {@link MeasuredCells}. */
    RasterSink run(Phases phases) {
        List<Rectangle> tiles =
                Phases.tiles(grid.columns(), grid.rows(), Math.max(1, Math.min(TILE_CELLS, TILE / grid.step())));
        phases.run("Measuring at the cells", tiles, 0, 100, this::measure);
        return measured;
    }

    private void measure(Rectangle tile) {
        if (!area.touches(tile)) {
            measured.write(tile, MeasureArea.outside(tile));
            return;
        }
        Rectangle pixels = cells.pixels(tile);
        float[][] field = NetworkPasses.read(dense, pixels);
        Rectangle around = DeformedPair.around(pixels, field[0], field[1]);
        float[][] result =
                cells.measure(tile, pair.readBefore(pixels), around, pair.readAfter(around), field, reasons(tile));
        area.mark(tile, result[MeasuredCells.STATUS]);
        measured.write(tile, result);
    }

    /** The verdict on the cell of the first field that is nearest to each cell. */
    private float[] reasons(Rectangle tile) {
        int left = nearest(tile.x, first.columns());
        int top = nearest(tile.y, first.rows());
        Rectangle near = new Rectangle(
                left,
                top,
                nearest(tile.x + tile.width - 1, first.columns()) - left + 1,
                nearest(tile.y + tile.height - 1, first.rows()) - top + 1);
        float[] status = firstCells.read(near, MeasuredCells.STATUS);
        float[] reasons = new float[tile.width * tile.height];
        for (int i = 0; i < reasons.length; i++) {
            int column = nearest(tile.x + i % tile.width, first.columns()) - left;
            int row = nearest(tile.y + i / tile.width, first.rows()) - top;
            float reason = status[row * near.width + column];
            reasons[i] = Float.isNaN(reason) ? CellStatus.MEASURED.code() : reason;
        }
        return reasons;
    }

    private int nearest(int cell, int cellsThere) {
        return Math.max(0, Math.min(cellsThere - 1, first.nearest(grid.centre(cell))));
    }
}
