package org.deforma.api.model;

import org.deforma.api.Product;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Runs any raster model over any raster. Thread-safe. */
public interface ClassifyTool {
    /**
     * Runs a model of layout PIXEL or PATCH over a raster, tile by tile.
     *
     * <p>The result of a classification has the bands {@code class} (the class' value), {@code confidence} (its probability),
     * one probability a class, named as the class, and on request {@code entropy} (0 sure, 1 all classes alike); that of a
     * regression the model's bands. NaN where the raster has no data in any of the bands used. Layout PIXEL keeps the grid of
     * the raster; layout PATCH gives one cell a step of the patches, each centred on its patch.
     *
     * @param raster what to look at
     * @param parameters model, bands, device
     * @param listener progress and cancelling; null for none
     * @throws IllegalArgumentException for a raster or a model that do not fit
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.deforma.api.DeformaException when reading, writing or the network fails
     */
    Product classify(GridCoverage2D raster, ClassifyParameters parameters, ProgressListener listener);
}
