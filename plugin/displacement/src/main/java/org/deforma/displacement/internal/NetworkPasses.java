package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.List;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.Predictors;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterSink;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.DeformedPair;
import org.deforma.displacement.correlation.FirstField;
import org.deforma.displacement.correlation.NetworkInput;
import org.deforma.displacement.correlation.Refinement;
import org.deforma.displacement.correlation.TileLattice;

/**
 * Passes of a network over the pixels of both images: each adds to the displacement of every pixel what it still lacks. The
 * tiles lie where they lie ({@link TileLattice}), whatever else is cut how, and each is a function of the pixels under it and of
 * what the pass before left there; so neither threads nor an area change the result.
 */
final class NetworkPasses {
    /** Passes. The second one finds what the first one could not, as {@code after} was deformed by a field that was far off. */
    static final int PASSES = 2;

    /**
     * What a pass leaves at every pixel: the displacement, and ln of the variance of each component: infinite where the
     * network's word is not to be taken, NaN where there was nothing to start from.
     */
    private static final List<Band> DENSE =
            List.of(new Band("dx", "px"), new Band("dy", "px"), new Band("log_variance", ""));

    private static final int BANDS = 3;

    private final ModelLease lease;
    private final PairSource pair;
    private final MeasureArea area;
    private final Phases phases;
    private final Sinks sinks;
    private final TileLattice lattice;
    private final int window;

    /**
     * Prepares.
     *
     * @param grid cells of the map
     * @param area of that grid
     */
    NetworkPasses(ModelLease lease, PairSource pair, CellGrid grid, MeasureArea area, Phases phases, Sinks sinks) {
        this.lease = lease;
        this.pair = pair;
        this.area = area;
        this.phases = phases;
        this.sinks = sinks;
        window = grid.window();
        ModelTiling tiling = lease.model().tiling();
        lattice = new TileLattice(grid.width(), grid.height(), tiling.size(), tiling.margin());
    }

    /** Grid of the first field for windows of a size: a quarter of the window loses hardly any detail. */
    static CellGrid firstGrid(CellGrid grid) {
        return new CellGrid(grid.width(), grid.height(), grid.window(), Math.max(1, grid.window() / 4));
    }

    /** Cells of the first field that the passes need. */
    MeasureArea firstArea(CellGrid first) {
        // A window in size on each side for every tile of the passes, and the reach of the interpolation.
        int reach = (FirstField.reach(first) + 1) * first.step();
        return area.around(first, distance(0) + lattice.size() + reach);
    }

    /** How near to the area the core of a tile must be that a pass has to run [px]. */
    private int distance(int pass) {
        // The last one is asked for the windows of the cells in the area, each one before for the whole tiles of the
        // next.
        return window + (PASSES - 1 - pass) * lattice.size();
    }

    /**
     * Runs.
     *
     * @param first grid of the first field
     * @param measured what its cells measured; closed as soon as it is no longer needed
     * @return the displacement at every pixel that was asked for: dx, dy [px] and ln of the variance
     */
    RasterSink run(CellGrid first, RasterSink measured) {
        RasterSink last = null;
        try (Predictors predictors = new Predictors(lease)) {
            for (int pass = 0; pass < PASSES; pass++) {
                RasterSink before = last;
                RasterSink next = sinks.pixels(DENSE);
                int distance = distance(pass);
                List<Rectangle> cores = lattice.cores().stream()
                        .filter(core -> area.isNear(core, distance))
                        .toList();
                phases.run(
                        "Refining, pass " + (pass + 1),
                        cores,
                        100f * pass / PASSES,
                        100f / PASSES,
                        core -> predictors.with(predictor -> {
                            Rectangle tile = lattice.tile(core);
                            float[][] field = before == null ? field(first, measured, tile) : field(before, tile);
                            next.write(core, cut(refine(tile, field, predictor), tile, core));
                        }));
                if (before != null) {
                    sinks.close(before);
                }
                last = next;
            }
        }
        return last;
    }

    /** The first field over a tile: dx, dy and sigma. */
    private static float[][] field(CellGrid first, RasterSink measured, Rectangle tile) {
        Rectangle cells = FirstField.cells(first, tile);
        return FirstField.of(first, cells, Sinks.read(measured, cells, MeasuredCells.BANDS.size()), tile);
    }

    /** The field that a pass left over a tile. */
    private static float[][] field(RasterSink dense, Rectangle tile) {
        float[][] field = read(dense, tile);
        for (int i = 0; i < field[2].length; i++) {
            field[2][i] = Refinement.sigma(field[2][i]);
        }
        return field;
    }

    private float[][] refine(Rectangle tile, float[][] field, ModelLease.Predictor predictor) {
        Rectangle around = DeformedPair.around(tile, field[0], field[1]);
        float[] input = new NetworkInput(
                        tile,
                        pair.readBefore(tile),
                        pair.greyBefore(),
                        around,
                        pair.readAfter(around),
                        pair.greyAfter())
                .of(field[0], field[1], field[2]);
        phases.check();
        float[] result = predictor
                .predict(input, 1, NetworkInput.CHANNELS, tile.height, tile.width)
                .values();
        return Refinement.add(field, result);
    }

    private static float[][] cut(float[][] values, Rectangle from, Rectangle part) {
        float[][] result = new float[values.length][part.width * part.height];
        for (int k = 0; k < values.length; k++) {
            for (int y = 0; y < part.height; y++) {
                int at = (part.y - from.y + y) * from.width + part.x - from.x;
                System.arraycopy(values[k], at, result[k], y * part.width, part.width);
            }
        }
        return result;
    }

    /**
     * What a pass left in a window. Beyond the image the pixels at its edge go on, as the cells of the first field do; where no
     * tile was run, as nobody asked for it, the displacement is zero and the variance NaN.
     */
    static float[][] read(RasterSink dense, Rectangle window) {
        int width = dense.grid().width();
        int height = dense.grid().height();
        Rectangle inside = window.intersection(new Rectangle(width, height));
        float[][] known = Sinks.read(dense, inside, BANDS);
        float[][] values = new float[BANDS][window.width * window.height];
        for (int i = 0; i < values[0].length; i++) {
            int x = Math.max(0, Math.min(inside.width - 1, window.x + i % window.width - inside.x));
            int y = Math.max(0, Math.min(inside.height - 1, window.y + i / window.width - inside.y));
            int at = y * inside.width + x;
            boolean there = !Float.isNaN(known[0][at]);
            values[0][i] = there ? known[0][at] : 0;
            values[1][i] = there ? known[1][at] : 0;
            values[2][i] = known[2][at];
        }
        return values;
    }
}
