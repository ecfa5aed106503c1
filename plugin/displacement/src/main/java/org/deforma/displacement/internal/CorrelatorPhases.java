package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterSink;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;
import org.deforma.displacement.correlation.TileCorrelator;

/**
 * The phases of the correlator over all tiles of cells. What a phase finds goes to disk, and the next one reads it back with a
 * margin.
 */
final class CorrelatorPhases {
    /** Side of a tile [px]. Larger ones share less margin, smaller ones use less memory: about 60 MB a thread at this size. */
    private static final int TILE = 1024;
    /** Side of a tile at most [cells]: where cells lie dense, they and not the pixels fill the memory. */
    private static final int TILE_CELLS = 256;
    /** Tiles are kept between the phases when all together take no more than this [byte]; else they are read again. */
    private static final long KEEP = 100_000_000;

    private static final int BYTES_A_PIXEL = 16;
    private static final int BYTES_A_CELL = 80;

    /** Passes over the image at most; two are enough for most pairs, strong noise or strain takes three. */
    private static final int MAX_PASSES = 4;
    /** Share of the cells that may still change in the last pass. */
    private static final double MAX_CHANGED = 0.02;

    private static final List<Band> SHIFT = List.of(new Band("dx", "px"), new Band("dy", "px"));

    private final PairSource pair;
    private final CellGrid grid;
    private final MeasureArea area;
    private final Phases phases;
    private final Sinks sinks;
    private final TileCorrelator correlator;
    private final boolean keep;
    private final List<Rectangle> tiles;
    private final Map<Rectangle, TileCorrelator.Tile> kept = new ConcurrentHashMap<>();
    private final LongAdder changed = new LongAdder();
    private final RasterSink found;
    private final RasterSink refined;
    private final RasterSink measured;

    /**
     * Prepares.
     *
     * @param grid cells to measure
     * @param area of that grid
     */
    CorrelatorPhases(
            PairSource pair,
            CellGrid grid,
            MeasureArea area,
            DisplacementParameters parameters,
            Phases phases,
            Sinks sinks) {
        this.pair = pair;
        this.grid = grid;
        this.area = area;
        this.phases = phases;
        this.sinks = sinks;
        correlator = new TileCorrelator(
                grid, parameters.searchRange(), parameters.minCorrelation(), pair.greyBefore(), pair.greyAfter());
        long pixels = (long) grid.width() * grid.height();
        keep = BYTES_A_PIXEL * pixels + BYTES_A_CELL * (long) grid.columns() * grid.rows() <= KEEP;
        tiles = Phases.tiles(grid.columns(), grid.rows(), Math.max(1, Math.min(TILE_CELLS, TILE / grid.step())));
        found = sinks.cells(grid, SHIFT);
        refined = sinks.cells(grid, SHIFT);
        measured = sinks.cells(grid, MeasuredCells.BANDS);
    }

    /** What the cells measured, in the bands of {@link MeasuredCells}, and the passes that it took. */
    record Result(RasterSink measured, int passes) {}

    Result run() {
        phases.run("Searching", tiles, 0, 32, this::search);
        phases.run("Measuring, pass 1", tiles, 32, 36, this::refine);
        int passes = 1;
        float from = 68;
        do {
            if (passes > 1) {
                phases.run("Measuring", tiles, from, 0.5f, this::takeOver);
            }
            changed.reset();
            phases.run("Measuring, pass " + ++passes, tiles, from + 0.5f, 10, this::measure);
            from += 10.5f;
        } while (changed.sum() > MAX_CHANGED * grid.columns() * grid.rows() && passes < MAX_PASSES);
        kept.clear();
        sinks.close(found);
        sinks.close(refined);
        return new Result(measured, passes);
    }

    private void search(Rectangle tile) {
        // What is measured in this tile and its neighbours asks for the search in a margin around.
        if (area.touches(correlator.withMargin(correlator.withMargin(tile)))) {
            found.write(tile, pixels(tile).search(phases::cancelled));
        }
    }

    private void refine(Rectangle tile) {
        if (area.touches(correlator.withMargin(tile))) {
            refined.write(tile, pixels(tile).refine(Sinks.read(found, correlator.withMargin(tile), 2)));
        }
    }

    private void measure(Rectangle tile) {
        float[][] cells;
        if (area.touches(tile)) {
            cells = pixels(tile)
                    .measure(Sinks.read(refined, correlator.withMargin(tile), 2), Sinks.read(found, tile, 2));
            area.mark(tile, cells[MeasuredCells.STATUS]);
            changed.add(changes(tile, cells));
        } else {
            cells = MeasureArea.outside(tile);
        }
        measured.write(tile, cells);
    }

    /** How many cells a pass moved by more than their noise. */
    private int changes(Rectangle tile, float[][] cells) {
        float[][] last = Sinks.read(refined, tile, 2);
        float[] status = cells[MeasuredCells.STATUS];
        int count = 0;
        for (int i = 0; i < status.length; i++) {
            float change = Math.max(Math.abs(cells[0][i] - last[0][i]), Math.abs(cells[1][i] - last[1][i]));
            boolean is = status[i] == CellStatus.MEASURED.code();
            count += is && !TileCorrelator.settled(change, cells[3][i]) ? 1 : 0;
        }
        return count;
    }

    /** Makes what was measured the field that the next pass starts from. */
    private void takeOver(Rectangle tile) {
        if (area.touches(tile)) {
            refined.write(tile, Sinks.read(measured, tile, 2));
        }
    }

    private TileCorrelator.Tile pixels(Rectangle tile) {
        TileCorrelator.Tile pixels = kept.get(tile);
        if (pixels == null) {
            pixels = correlator.tile(
                    tile, pair.readBefore(correlator.before(tile)), pair.readAfter(correlator.after(tile)));
            if (keep) {
                kept.put(tile, pixels);
            }
        }
        return pixels;
    }
}
