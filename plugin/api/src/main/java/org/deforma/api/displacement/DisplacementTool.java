package org.deforma.api.displacement;

import org.deforma.api.Product;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Measures how the ground moved between two images. Thread-safe. */
public interface DisplacementTool {
    /**
     * Measures where the ground of {@code before} went in {@code after}.
     *
     * <p>The result has one cell per step, each centred on the centre of its window, and four bands: east [m], north [m],
     * correlation 0..1 and sigma [m], the standard deviation to expect of each component; NaN where nothing could be measured,
     * as where less than half of the window has data in both images, whatever the method.
     * {@code after} is brought onto the grid of {@code before} first where they differ. Without a CRS the unit is that of the
     * raster's own grid.
     *
     * <p>Method CNN gives the displacement at the centre of the window instead of that of the window: it needs an installed
     * network of layout {@link org.deforma.api.model.ModelLayout#DISPLACEMENT}.
     *
     * @param before the earlier image
     * @param after the later image
     * @param parameters what to do
     * @param listener progress and cancelling; null for none
     * @return the map and its report
     * @throws IllegalArgumentException for images that cannot be compared; for method CNN without a network that can be used
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.deforma.api.DeformaException when reading, writing or the network fails
     */
    Product measure(
            GridCoverage2D before, GridCoverage2D after, DisplacementParameters parameters, ProgressListener listener);
}
