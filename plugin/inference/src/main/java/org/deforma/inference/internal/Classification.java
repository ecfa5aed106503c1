package org.deforma.inference.internal;

import java.awt.Rectangle;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Predictors;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.style.StyleLibrary;
import org.deforma.inference.tiles.RasterRun;
import org.deforma.inference.tiles.ResultBands;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** What all classifications share: tiles in the pool, a predictor for each worker, the result on disk, the report. */
final class Classification {
    /** One tile: runs the network and gives on what comes out. */
    @FunctionalInterface
    interface Step {
        void run(Rectangle tile, ModelLease.Predictor predictor, BooleanSupplier cancelled, RasterRun.Output output);
    }

    /** Values that the input of one run of a network has, about, on processors: a tile of 256 x 256 px of four bands. */
    private static final int CPU_VALUES = 1 << 18;
    /** The same on GPUs, which want more at once. */
    private static final int GPU_VALUES = 1 << 22;

    private final RasterService rasters;
    private final TileRunner runner;
    private final StyleLibrary styles;

    Classification(RasterService rasters, TileRunner runner, StyleLibrary styles) {
        this.rasters = rasters;
        this.runner = runner;
        this.styles = styles;
    }

    /** How many values a run of the network should have. */
    static int values(ModelLease lease) {
        return lease.device().startsWith("gpu") ? GPU_VALUES : CPU_VALUES;
    }

    /**
     * Runs.
     *
     * @param grid of the result
     * @param tiles of the grid
     * @param late notes that are known at the end
     */
    Product run(
            ModelLease lease,
            RasterGrid grid,
            List<Rectangle> tiles,
            Step step,
            ClassifyReport report,
            Supplier<List<String>> late,
            boolean entropy,
            ProgressListener listener,
            long start) {
        ResultBands bands = new ResultBands(lease.model().output(), entropy);
        BooleanSupplier cancelled = () -> listener != null && listener.isCanceled();
        try (RasterSink result = rasters.create(grid, bands.bands());
                Predictors predictors = new Predictors(lease)) {
            RasterRun.Output output = (area, values) -> result.write(area, bands.of(values));
            runner.forEach(
                    "Classifying",
                    tiles,
                    tile -> predictors.with(predictor -> step.run(tile, predictor, cancelled, output)),
                    listener);
            report.note(late.get());
            report.result(grid, bands.counts());
            GridCoverage2D coverage =
                    result.finish("classification", report.provenance(), ClassificationStyles.of(styles, lease));
            return new Product(coverage, report.json(runner.threads(), start));
        }
    }
}
