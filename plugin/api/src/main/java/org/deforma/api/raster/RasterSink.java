package org.deforma.api.raster;

import java.awt.Rectangle;
import java.util.List;
import java.util.Map;
import org.deforma.api.style.MapStyle;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Where a tool puts its result, block by block, on disk. Thread-safe for blocks that do not overlap. Closing without
 * {@link #finish} discards everything.
 */
public interface RasterSink extends AutoCloseable {
    /** Where the pixels lie. */
    RasterGrid grid();

    /**
     * Stores a block.
     *
     * @param window where it lies, inside the grid
     * @param bands one array a band, row by row; NaN for no data
     * @throws org.deforma.api.DeformaException when the disk is full or cannot be written
     */
    void write(Rectangle window, float[][] bands);

    /** Reads back what was stored: one band of a window inside the grid, NaN where nothing was written yet. */
    float[] read(Rectangle window, int band);

    /**
     * Ends writing and makes the coverage: a cloud-optimised GeoTIFF in a scratch file with CRS, nodata tag (NaN), names and
     * units of the bands, the given metadata, and smaller copies. See {@link org.deforma.api.Product} for who disposes it.
     *
     * @param name of the coverage
     * @param metadata provenance, name to value; written into the file
     * @param styles how to draw it, the usual way first; the coverage's property {@link org.deforma.api.Product#STYLES_PROPERTY}
     */
    GridCoverage2D finish(String name, Map<String, String> metadata, List<MapStyle> styles);

    @Override
    void close();
}
