package org.deforma.api.raster;

import java.util.List;
import org.geotools.coverage.grid.GridCoverage2D;

/** Opens coverages for windowed reading and makes places for results. Thread-safe. */
public interface RasterService {
    /**
     * Opens a coverage for reading. Nothing is read yet.
     *
     * @param name what the user calls it, for messages: the name of the parameter, such as {@code before}
     * @param coverage a raster of real or integer samples
     * @throws IllegalArgumentException when the coverage cannot serve as an image
     */
    RasterSource open(String name, GridCoverage2D coverage);

    /**
     * Shows a source on another grid. Where grid and CRS agree the source itself comes back; else its pixels are resampled
     * window by window with a band-limited kernel (smoothed first where the target is coarser), and {@link RasterSource#notes}
     * says so. Closing the result closes {@code source}.
     *
     * @param source what to show
     * @param target grid to show it on
     * @throws IllegalArgumentException when the two do not overlap, or only one of them has a CRS and their grids
     *     differ
     */
    RasterSource align(RasterSource source, RasterGrid target);

    /** Makes an empty place for a Float32 result with the given bands on disk. */
    RasterSink create(RasterGrid grid, List<Band> bands);
}
