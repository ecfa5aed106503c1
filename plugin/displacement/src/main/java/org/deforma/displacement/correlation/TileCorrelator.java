package org.deforma.displacement.correlation;

import java.awt.Rectangle;
import java.util.function.BooleanSupplier;

/**
 * Measures the displacement between two images, tile by tile in phases: search, first pass, and last pass, which is repeated
 * until little changes ({@link #settled}). Each phase is a function of the pixels under a tile and of what the phase before
 * found there and in a margin of cells around, so the result does not depend on how the image is cut into tiles. Immutable and
 * thread-safe.
 *
 * <p>Displacements are where the ground of {@code before} went in {@code after}, in pixels, x to the right and y down.
 */
public final class TileCorrelator {
    /** Difference at which neighbours stop being smoothed together, after the search [px]. */
    private static final float COARSE_TOLERANCE = 2;
    /** The same after the first pass [px]. */
    private static final float FINE_TOLERANCE = 1;
    /** A window whose surroundings are this far off is measured on its own [px]. */
    private static final float OWN_STEP = 0.25f;
    /** So is one whose search found something else than its surroundings [px]. */
    private static final float OWN_SEARCH = 1;
    /** By how much the correlation of a window on its own must be better to be believed. */
    private static final float BETTER = 0.02f;
    /** A change that is small enough whatever the noise [px]. */
    private static final float SETTLED = 0.02f;
    /** A measurement that is no better than this is none [px]. */
    static final float MAX_SIGMA = 0.5f;

    private final CellGrid grid;
    private final double range;
    private final double minCorrelation;
    private final GreyScale greyBefore;
    private final GreyScale greyAfter;

    /**
     * A correlator for a pair of images on the same grid.
     *
     * @param grid windows on the images
     * @param range largest displacement along each axis [px]
     * @param minCorrelation lower ones are rejected, 0..1
     * @param greyBefore grey levels of the earlier image
     * @param greyAfter grey levels of the later image
     */
    public TileCorrelator(
            CellGrid grid, double range, double minCorrelation, GreyScale greyBefore, GreyScale greyAfter) {
        this.grid = grid;
        this.range = range;
        this.minCorrelation = minCorrelation;
        this.greyBefore = greyBefore;
        this.greyAfter = greyAfter;
    }

    /** Pixels of {@code before} that a tile of cells needs; may reach beyond the image. */
    public Rectangle before(Rectangle cells) {
        return pixels(cells, IntegerSearch.margin(grid.window(), range));
    }

    /** Pixels of {@code after} that a tile of cells needs; may reach beyond the image. */
    public Rectangle after(Rectangle cells) {
        int search = IntegerSearch.margin(grid.window(), range) + Patch.ALIGNMENT;
        return pixels(cells, (int) Math.ceil(range) + search + SepticSpline.REACH);
    }

    private Rectangle pixels(Rectangle cells, int margin) {
        CellBlock block = block(cells);
        Rectangle pixels = new Rectangle(block.left(), block.top(), block.width(), block.height());
        pixels.grow(margin, margin);
        return Patch.aligned(pixels);
    }

    private CellBlock block(Rectangle cells) {
        return new CellBlock(grid, cells.x, cells.y, cells.width, cells.height);
    }

    /** Cells, with those around that {@link Tile#refine} and {@link Tile#measure} need, inside the grid. */
    public Rectangle withMargin(Rectangle cells) {
        CellBlock grown = block(cells).grown(FieldSmoother.reach(grid) + DenseField.reach(grid));
        return new Rectangle(grown.firstColumn(), grown.firstRow(), grown.columns(), grown.rows());
    }

    /**
     * Whether a pass left a cell where it was, within what its noise explains.
     *
     * @param change of the larger component against the pass before [px]
     * @param sigma of the cell [px]
     */
    public static boolean settled(float change, float sigma) {
        return change <= Math.max(SETTLED, sigma);
    }

    /**
     * Takes the pixels of a tile.
     *
     * @param cells the tile
     * @param before pixels in {@link #before}, row by row, NaN = no data; changed in place
     * @param after pixels in {@link #after}, likewise
     */
    public Tile tile(Rectangle cells, float[] before, float[] after) {
        return new Tile(cells, patch(before(cells), before, greyBefore), patch(after(cells), after, greyAfter));
    }

    private static Patch patch(Rectangle window, float[] values, GreyScale grey) {
        return Patch.of(window.x, window.y, window.width, window.height, values, grey);
    }

    /** A tile of cells with the pixels under it. Not thread-safe. */
    public final class Tile {
        private final Rectangle cells;
        private final CellBlock block;
        private Patch before;
        private Patch after;
        private PairTile pair;

        private Tile(Rectangle cells, Patch before, Patch after) {
            this.cells = cells;
            this.block = block(cells);
            this.before = before;
            this.after = after;
        }

        /**
         * First phase: the search. To be called before the others on the same tile, if at all: they let go of the pixels.
         *
         * @param stop asked many times a second, from this thread
         * @return displacement along x and along y of each cell of the tile [px], good to some tenths of a pixel, NaN = none
         * @throws java.util.concurrent.CancellationException when told to stop
         */
        public float[][] search(BooleanSupplier stop) {
            IntegerSearch found = IntegerSearch.run(before, after, block, range, stop);
            return new float[][] {found.dx, found.dy};
        }

        /**
         * Second phase: the first pass.
         *
         * @param found what the search found in {@link TileCorrelator#withMargin}
         * @return displacement along x and along y of each cell of the tile [px], NaN = none
         */
        public float[][] refine(float[][] found) {
            Measurements m = pass(found, COARSE_TOLERANCE);
            return new float[][] {m.dx, m.dy};
        }

        /**
         * Last phase: another pass, windows that move on their own, and the verdict on each.
         *
         * @param refined what the pass before found in {@link TileCorrelator#withMargin}
         * @param found what the search found in the tile
         * @return displacement along x and y [px], correlation, sigma [px], whatever the verdict, NaN where there is none; and
         *     the code of the {@link CellStatus}
         */
        public float[][] measure(float[][] refined, float[][] found) {
            Measurements m = pass(refined, FINE_TOLERANCE);
            WindowIcgn single = pair.single();
            int n = block.cells();
            float[] status = new float[n];
            for (int i = 0; i < n; i++) {
                boolean own = !(m.lastStep[i] <= OWN_STEP)
                        || !(Math.abs(m.dx[i] - found[0][i]) <= OWN_SEARCH)
                        || !(Math.abs(m.dy[i] - found[1][i]) <= OWN_SEARCH);
                if (own
                        && m.share[i] >= PairTile.MIN_SHARE
                        && !Float.isNaN(found[0][i])
                        && single.measure(pair.left(i), pair.top(i), found[0][i], found[1][i])
                        && !(single.correlation < m.correlation[i] + BETTER)) {
                    m.set(i, single);
                }
                status[i] = verdict(m, i).code();
            }
            return new float[][] {m.dx, m.dy, m.correlation, m.sigma, status};
        }

        private Measurements pass(float[][] field, float tolerance) {
            if (pair == null) {
                pair = new PairTile(block, before, after);
                before = null;
                after = null;
            }
            CellBlock known = block(withMargin(cells));
            float[][] smooth = new FieldSmoother(known).smooth(field[0], field[1], tolerance);
            return pair.pass(known, smooth[0], smooth[1]);
        }

        private CellStatus verdict(Measurements m, int i) {
            if (m.share[i] < PairTile.MIN_SHARE) {
                return CellStatus.NODATA;
            }
            if (Float.isNaN(m.dx[i])) {
                return CellStatus.LOW_TEXTURE;
            }
            if (m.correlation[i] < minCorrelation) {
                return CellStatus.LOW_CORRELATION;
            }
            if (Math.abs(m.dx[i]) > range || Math.abs(m.dy[i]) > range) {
                return CellStatus.SEARCH_EDGE;
            }
            if (m.lastStep[i] > 2 * OWN_STEP) {
                return CellStatus.NOT_CONVERGED;
            }
            return m.sigma[i] <= MAX_SIGMA ? CellStatus.MEASURED : CellStatus.LOW_TEXTURE;
        }
    }
}
