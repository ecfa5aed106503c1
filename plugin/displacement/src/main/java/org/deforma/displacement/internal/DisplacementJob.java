package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.StyleLibrary;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;
import org.deforma.displacement.correlation.GreyScale;
import org.deforma.displacement.correlation.NormalisedMedianTest;
import org.deforma.displacement.correlation.TileCorrelator;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.SubProgressListener;

/**
 * One run: the phases of the correlator over all tiles, then the verdict of the neighbours, the ramp and the units. What
 * a phase finds goes to disk, and the next one reads it back with a margin.
 */
final class DisplacementJob implements AutoCloseable {
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
    /** Band of {@link #measured} with the code of the {@link CellStatus}. */
    private static final int STATUS = 4;

    private static final List<Band> VERDICT = List.of(
            new Band("dx", "px"),
            new Band("dy", "px"),
            new Band("correlation", ""),
            new Band("sigma", "px"),
            new Band("status", ""));

    private final TileRunner runner;
    private final StyleLibrary styles;
    private final RasterSource before;
    private final RasterSource after;
    private final DisplacementParameters parameters;
    private final CellGrid grid;
    private final TileCorrelator correlator;
    private final GroundUnits units;
    private final MeasureArea area;
    private final Map<Rectangle, TileCorrelator.Tile> kept = new ConcurrentHashMap<>();
    private final boolean keep;
    private final LongAdder changed = new LongAdder();
    /** What the listener said last; tiles look here, as a listener belongs to the thread that runs the job. */
    private volatile boolean cancelled;

    private final List<RasterSink> sinks = new ArrayList<>();
    private final RasterSink found;
    private final RasterSink refined;
    private final RasterSink measured;
    private final RasterSink verdicts;
    private final RasterSink result;

    DisplacementJob(
            RasterService rasters,
            TileRunner runner,
            StyleLibrary styles,
            RasterSource before,
            RasterSource after,
            DisplacementParameters parameters) {
        this.runner = runner;
        this.styles = styles;
        this.before = before;
        this.after = after;
        this.parameters = parameters;
        RasterGrid image = before.grid();
        grid = new CellGrid(image.width(), image.height(), parameters.window(), parameters.step());
        area = new MeasureArea(parameters.area(), image, grid);
        units = GroundUnits.of(image);
        correlator = new TileCorrelator(
                grid, parameters.searchRange(), parameters.minCorrelation(), grey(before), grey(after));
        long pixels = (long) image.width() * image.height();
        keep = BYTES_A_PIXEL * pixels + BYTES_A_CELL * (long) grid.columns() * grid.rows() <= KEEP;
        RasterGrid cells = cells(image);
        try {
            found = create(rasters, cells, SHIFT);
            refined = create(rasters, cells, SHIFT);
            measured = create(rasters, cells, VERDICT);
            verdicts = create(rasters, cells, List.of(new Band("status", "")));
            result = create(
                    rasters,
                    cells,
                    List.of(
                            new Band("east", units.unit()),
                            new Band("north", units.unit()),
                            new Band("correlation", ""),
                            new Band("sigma", units.unit())));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private RasterSink create(RasterService rasters, RasterGrid cells, List<Band> bands) {
        RasterSink sink = rasters.create(cells, bands);
        sinks.add(sink);
        return sink;
    }

    /** One cell a step, each centred on its window. */
    private RasterGrid cells(RasterGrid image) {
        AffineTransform toWorld = image.toWorld();
        double first = grid.centre(0) - grid.step() / 2.0;
        toWorld.translate(first, first);
        toWorld.scale(grid.step(), grid.step());
        return new RasterGrid(grid.columns(), grid.rows(), toWorld, image.crs());
    }

    /** Grey levels of an even sample of blocks. */
    private GreyScale grey(RasterSource source) {
        int blocks = 5;
        int side = 32;
        float[] sample = new float[blocks * blocks * side * side];
        for (int j = 0, at = 0; j < blocks; j++) {
            int y = (int) ((long) Math.max(0, source.grid().height() - side) * j / (blocks - 1));
            for (int i = 0; i < blocks; i++, at += side * side) {
                int x = (int) ((long) Math.max(0, source.grid().width() - side) * i / (blocks - 1));
                float[] block = source.read(new Rectangle(x, y, side, side), parameters.band());
                System.arraycopy(block, 0, sample, at, block.length);
            }
        }
        return GreyScale.of(sample);
    }

    Product run(ProgressListener listener, String version, long start) {
        List<Rectangle> tiles = tiles();
        run("Searching", tiles, listener, 0, 30, this::search);
        run("Measuring, pass 1", tiles, listener, 30, 34, this::refine);
        int passes = 1;
        int from = 65;
        do {
            if (passes > 1) {
                run("Measuring", tiles, listener, from - 1, 1, this::takeOver);
            }
            changed.reset();
            run("Measuring, pass " + ++passes, tiles, listener, from, 9, this::measure);
            from += 10;
        } while (changed.sum() > MAX_CHANGED * grid.columns() * grid.rows() && passes < MAX_PASSES);
        kept.clear();
        if (testing()) {
            run("Testing for outliers", tiles, listener, 94, 1, this::test);
        }
        RunReport report = new RunReport(version, parameters, before, after);
        Sample measuredCells = summarise(report);
        Ramp ramp = Ramp.of(parameters.removeRamp(), measuredCells);
        Sample sample = measuredCells.without(ramp);
        report.result(grid, units, passes, sample, ramp);
        run("Writing", tiles, listener, 95, 5, tile -> write(tile, ramp));
        GridCoverage2D coverage =
                result.finish("displacement", report.provenance(), DisplacementStyles.of(styles, sample, units.unit()));
        return new Product(coverage, report.json(runner.threads(), start));
    }

    private void run(
            String what,
            List<Rectangle> tiles,
            ProgressListener listener,
            float from,
            float share,
            TileRunner.TileTask task) {
        ProgressListener part = listener == null ? null : new Part(listener, from, share);
        runner.forEach(what, tiles, task, part);
    }

    /** A phase's share of the progress, which remembers that the run was cancelled. */
    private final class Part extends SubProgressListener {
        Part(ProgressListener whole, float from, float share) {
            super(whole, from, share);
        }

        @Override
        public boolean isCanceled() {
            if (super.isCanceled()) {
                cancelled = true;
            }
            return cancelled;
        }
    }

    /** Tiles of cells of about equal size, row by row. */
    private List<Rectangle> tiles() {
        int columns = parts(grid.columns());
        int rows = parts(grid.rows());
        List<Rectangle> tiles = new ArrayList<>();
        for (int j = 0; j < rows; j++) {
            int y0 = (int) ((long) grid.rows() * j / rows);
            int y1 = (int) ((long) grid.rows() * (j + 1) / rows);
            for (int i = 0; i < columns; i++) {
                int x0 = (int) ((long) grid.columns() * i / columns);
                int x1 = (int) ((long) grid.columns() * (i + 1) / columns);
                tiles.add(new Rectangle(x0, y0, x1 - x0, y1 - y0));
            }
        }
        return tiles;
    }

    private int parts(int cells) {
        int side = Math.max(1, Math.min(TILE_CELLS, TILE / grid.step()));
        return (cells + side - 1) / side;
    }

    private void search(Rectangle tile) {
        // What is measured in this tile and its neighbours asks for the search in a margin around.
        if (area.touches(correlator.withMargin(correlator.withMargin(tile)))) {
            found.write(tile, pixels(tile).search(() -> cancelled));
        }
    }

    private void refine(Rectangle tile) {
        if (area.touches(correlator.withMargin(tile))) {
            refined.write(tile, pixels(tile).refine(read(found, correlator.withMargin(tile), 2)));
        }
    }

    private void measure(Rectangle tile) {
        float[][] cells;
        if (area.touches(tile)) {
            cells = pixels(tile).measure(read(refined, correlator.withMargin(tile), 2), read(found, tile, 2));
            area.mark(tile, cells[STATUS]);
            changed.add(changes(tile, cells));
        } else {
            cells = area.outside(tile);
        }
        measured.write(tile, cells);
    }

    /** How many cells a pass moved by more than their noise. */
    private int changes(Rectangle tile, float[][] cells) {
        float[][] last = read(refined, tile, 2);
        int count = 0;
        for (int i = 0; i < cells[STATUS].length; i++) {
            float change = Math.max(Math.abs(cells[0][i] - last[0][i]), Math.abs(cells[1][i] - last[1][i]));
            boolean is = cells[STATUS][i] == CellStatus.MEASURED.code();
            count += is && !TileCorrelator.settled(change, cells[3][i]) ? 1 : 0;
        }
        return count;
    }

    /** Makes what was measured the field that the next pass starts from. */
    private void takeOver(Rectangle tile) {
        if (area.touches(tile)) {
            refined.write(tile, read(measured, tile, 2));
        }
    }

    private TileCorrelator.Tile pixels(Rectangle tile) {
        TileCorrelator.Tile pixels = kept.get(tile);
        if (pixels == null) {
            pixels = readTile(tile);
            if (keep) {
                kept.put(tile, pixels);
            }
        }
        return pixels;
    }

    private TileCorrelator.Tile readTile(Rectangle tile) {
        return correlator.tile(
                tile,
                before.read(correlator.before(tile), parameters.band()),
                after.read(correlator.after(tile), parameters.band()));
    }

    private static float[][] read(RasterSink sink, Rectangle cells, int bands) {
        float[][] values = new float[bands][];
        for (int i = 0; i < bands; i++) {
            values[i] = sink.read(cells, i);
        }
        return values;
    }

    /** Asks the neighbours about every measurement. */
    private void test(Rectangle tile) {
        NormalisedMedianTest test = new NormalisedMedianTest(grid, parameters.medianThreshold());
        Rectangle near = new Rectangle(tile);
        near.grow(test.margin(), test.margin());
        near = near.intersection(new Rectangle(grid.columns(), grid.rows()));
        float[][] shift = read(measured, near, 2);
        float[] nearStatus = measured.read(near, STATUS);
        for (int i = 0; i < nearStatus.length; i++) {
            if (nearStatus[i] != CellStatus.MEASURED.code()) {
                shift[0][i] = Float.NaN;
                shift[1][i] = Float.NaN;
            }
        }
        float[] status = measured.read(tile, STATUS);
        for (int i = 0; i < status.length; i++) {
            int column = tile.x - near.x + i % tile.width;
            int row = tile.y - near.y + i / tile.width;
            if (status[i] == CellStatus.MEASURED.code() && test.rejects(shift[0], shift[1], near.width, column, row)) {
                status[i] = CellStatus.OUTLIER.code();
            }
        }
        verdicts.write(tile, new float[][] {status});
    }

    private float[] status(Rectangle cells) {
        return testing() ? verdicts.read(cells, 0) : measured.read(cells, STATUS);
    }

    private boolean testing() {
        return parameters.medianThreshold() > 0;
    }

    /** Counts what became of the cells and takes a sample of the measured ones, in the same order on every run. */
    private Sample summarise(RunReport report) {
        Sample sample = new Sample(grid.columns(), grid.rows());
        boolean nodata = false;
        boolean data = false;
        int height = Math.max(1, Math.min(grid.rows(), 1_000_000 / grid.columns()));
        for (int y = 0; y < grid.rows(); y += height) {
            Rectangle rows = new Rectangle(0, y, grid.columns(), Math.min(height, grid.rows() - y));
            float[] status = status(rows);
            float[][] cells = read(measured, rows, 4);
            for (int i = 0; i < status.length; i++) {
                report.count((int) status[i]);
                nodata |= status[i] == CellStatus.NODATA.code();
                data |= status[i] != CellStatus.NODATA.code() && status[i] != CellStatus.OUTSIDE_AREA.code();
                if (status[i] == CellStatus.MEASURED.code()) {
                    int column = i % grid.columns();
                    int row = y + i / grid.columns();
                    double px = grid.centre(column);
                    double py = grid.centre(row);
                    double[] scale = units.at(px, py);
                    double[] ground = units.ground(scale, cells[0][i], cells[1][i]);
                    double sigma = cells[3][i] * units.length(scale);
                    sample.add(column, row, px / grid.width(), py / grid.height(), ground[0], ground[1], sigma);
                }
            }
        }
        if (nodata && !data) {
            throw new IllegalArgumentException("before and after have no data in the same place: no window of "
                    + parameters.window() + " px is half full of values in both; check their nodata values, the band"
                    + " and, where it is given, the area");
        }
        return sample;
    }

    private void write(Rectangle tile, Ramp ramp) {
        float[][] cells = read(measured, tile, 4);
        float[] status = status(tile);
        float[][] bands = new float[4][status.length];
        for (int i = 0; i < status.length; i++) {
            if (status[i] != CellStatus.MEASURED.code()) {
                for (float[] band : bands) {
                    band[i] = Float.NaN;
                }
                continue;
            }
            double px = grid.centre(tile.x + i % tile.width);
            double py = grid.centre(tile.y + i / tile.width);
            double[] scale = units.at(px, py);
            double[] ground = units.ground(scale, cells[0][i], cells[1][i]);
            bands[0][i] = (float) (ground[0] - ramp.east(px / grid.width(), py / grid.height()));
            bands[1][i] = (float) (ground[1] - ramp.north(px / grid.width(), py / grid.height()));
            bands[2][i] = cells[2][i];
            bands[3][i] = (float) (cells[3][i] * units.length(scale));
        }
        result.write(tile, bands);
    }

    @Override
    public void close() {
        kept.clear();
        sinks.forEach(RasterSink::close);
    }
}
