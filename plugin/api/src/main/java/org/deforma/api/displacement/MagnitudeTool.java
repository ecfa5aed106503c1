package org.deforma.api.displacement;

import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** How far the ground moved, whichever way. Thread-safe. */
public interface MagnitudeTool {
    /**
     * The length of the displacement, {@code sqrt(east² + north²)}, on the grid of the map.
     *
     * <p>Maps are drawn through it, so small rasters (up to four million cells) are worked on in the calling thread and held in
     * memory; larger ones go tile by tile through the pool and a scratch file.
     *
     * @param displacement a map whose first two bands are east and north, in one unit; further bands do not matter
     * @param listener progress and cancelling; null for none
     * @return one band, {@code magnitude}, in the unit of the map; NaN where east or north has no data. Whoever gets it disposes
     *     it
     * @throws IllegalArgumentException for a raster of one band
     * @throws java.util.concurrent.CancellationException when cancelled
     * @throws org.deforma.api.DeformaException when reading or writing fails
     */
    GridCoverage2D magnitude(GridCoverage2D displacement, ProgressListener listener);
}
