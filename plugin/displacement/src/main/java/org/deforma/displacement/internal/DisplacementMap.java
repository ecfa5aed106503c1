package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.List;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.style.StyleLibrary;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.CellStatus;
import org.deforma.displacement.correlation.NormalisedMedianTest;
import org.geotools.coverage.grid.GridCoverage2D;

/** What becomes of measured cells, whatever measured them: the verdict of the neighbours, the sum, the ramp and the units. */
final class DisplacementMap {
    /** Side of a tile [cells]. */
    private static final int TILE = 256;

    private final CellGrid grid;
    private final GroundUnits units;
    private final DisplacementParameters parameters;
    private final Phases phases;
    private final List<Rectangle> tiles;
    private final RasterSink measured;
    private final RasterSink verdicts;
    private final RasterSink result;

    /**
     * Prepares.
     *
     * @param measured the cells, in the bands of {@link MeasuredCells}
     */
    DisplacementMap(
            CellGrid grid,
            GroundUnits units,
            DisplacementParameters parameters,
            RasterSink measured,
            Phases phases,
            Sinks sinks) {
        this.grid = grid;
        this.units = units;
        this.parameters = parameters;
        this.measured = measured;
        this.phases = phases;
        tiles = Phases.tiles(grid.columns(), grid.rows(), TILE);
        verdicts = sinks.cells(grid, List.of(new Band("status", "")));
        result = sinks.cells(
                grid,
                List.of(
                        new Band("east", units.unit()),
                        new Band("north", units.unit()),
                        new Band("correlation", ""),
                        new Band("sigma", units.unit())));
    }

    /**
     * Makes the map and completes the report.
     *
     * @param passes of the correlator
     */
    GridCoverage2D finish(RunReport report, int passes, StyleLibrary styles) {
        if (testing()) {
            phases.run("Testing for outliers", tiles, 0, 17, this::test);
        }
        Sample measuredCells = summarise(report);
        Ramp ramp = Ramp.of(parameters.removeRamp(), measuredCells);
        Sample sample = measuredCells.without(ramp);
        report.result(grid, units, passes, sample, ramp);
        phases.run("Writing", tiles, 17, 83, tile -> write(tile, ramp));
        return result.finish("displacement", report.provenance(), DisplacementStyles.of(styles, sample, units.unit()));
    }

    /** Asks the neighbours about every measurement. */
    private void test(Rectangle tile) {
        NormalisedMedianTest test = new NormalisedMedianTest(grid, parameters.medianThreshold());
        Rectangle near = new Rectangle(tile);
        near.grow(test.margin(), test.margin());
        near = near.intersection(new Rectangle(grid.columns(), grid.rows()));
        float[][] shift = Sinks.read(measured, near, 2);
        float[] nearStatus = measured.read(near, MeasuredCells.STATUS);
        for (int i = 0; i < nearStatus.length; i++) {
            if (nearStatus[i] != CellStatus.MEASURED.code()) {
                shift[0][i] = Float.NaN;
                shift[1][i] = Float.NaN;
            }
        }
        float[] status = measured.read(tile, MeasuredCells.STATUS);
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
        return testing() ? verdicts.read(cells, 0) : measured.read(cells, MeasuredCells.STATUS);
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
            float[][] cells = Sinks.read(measured, rows, 4);
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
        float[][] cells = Sinks.read(measured, tile, 4);
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
}
