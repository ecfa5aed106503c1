package org.deforma.api.raster;

import org.deforma.api.Product;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Makes a raster from anywhere ready to be a map layer: finds out what it shows and how to draw it. Thread-safe. */
public interface ImportTool {
    /**
     * Looks at an even sample of the pixels, bounded in memory and time whatever the raster's size.
     *
     * <p>The result has the same pixels, and its styles ({@link Product#STYLES_PROPERTY}): those of the product where it is one
     * of Deforma's, known by the names of its bands, else the coherence's, the raster's own colours, or grey for each band.
     * Where the raster is all of a GeoTIFF, that file is the result's ({@link Product#FILE_PROPERTY}), not a copy of it; the
     * result then has a reader of its own and does not need {@code raster} any more. Else it shows {@code raster}'s image and
     * lives no longer than that.
     *
     * @param raster on a regular grid, with a reference system
     * @param listener progress and cancelling; null for none
     * @return the raster, and a report of size, place, bands with their values, kind and styles
     * @throws IllegalArgumentException when it cannot be a map layer
     * @throws java.util.concurrent.CancellationException when the listener was cancelled
     */
    Product prepare(GridCoverage2D raster, ProgressListener listener);
}
