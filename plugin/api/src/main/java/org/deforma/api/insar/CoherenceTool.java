package org.deforma.api.insar;

import java.util.List;
import org.deforma.api.Product;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Classifies what the ground is from how its InSAR coherence behaves in time. Thread-safe. */
public interface CoherenceTool {
    /**
     * Classifies every pixel by its coherence matrix.
     *
     * @param coherence rasters of one band a pair of dates, or one raster with a band for each; 0..1, all on one grid
     * @param parameters pairs, model, device
     * @param listener progress and cancelling; null for none
     * @return bands as {@link org.deforma.api.model.ClassifyTool} says, and the report
     * @throws IllegalArgumentException for a stack that cannot be used
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.deforma.api.DeformaException when reading, writing or the network fails
     */
    Product classify(List<GridCoverage2D> coherence, CoherenceParameters parameters, ProgressListener listener);
}
