package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;

/** A network over one raster, block by block. Thread-safe; each block must be run once. */
public interface RasterRun extends AutoCloseable {
    /** Takes values of the result: one array a channel of the network, row by row, NaN where there is none. */
    @FunctionalInterface
    interface Output {
        /** Called from several threads, for areas that do not overlap and together cover the grid. */
        void write(Rectangle area, float[][] values);
    }

    /** Grid of the result. */
    RasterGrid grid();

    /** What to run, in an order that is good for reading. */
    List<Rectangle> blocks();

    /**
     * Runs a block.
     *
     * @param block one of {@link #blocks}
     * @param predictor of the calling thread
     * @param cancelled asked before every run of the network
     * @param output where values go, sooner or later
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    void run(Rectangle block, ModelLease.Predictor predictor, BooleanSupplier cancelled, Output output);

    @Override
    void close();

    /**
     * Prepares a run.
     *
     * @param model of layout PIXEL or PATCH
     * @param bands of the source, in the order of the model's channels
     * @param range counts the values that are read
     * @param values how many the input of one run of the network should have, about
     */
    static RasterRun of(
            ModelDescription model,
            RasterService rasters,
            RasterSource source,
            int[] bands,
            ValueRange range,
            int values) {
        return model.layout() == ModelLayout.PATCH
                ? new PatchRun(model, source, bands, range, values)
                : new PixelRun(model, rasters, source, bands, range, values);
    }
}
