package org.deforma.api.raster;

import java.awt.Rectangle;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A raster to read from, window by window. Thread-safe. Closing gives back what {@link RasterService#open} took; the coverage
 * itself stays its owner's.
 */
public interface RasterSource extends AutoCloseable {
    /** Where the pixels lie. */
    RasterGrid grid();

    /** Number of bands. */
    int bands();

    /**
     * One band of a window. Memory and time go with the window, not with the raster.
     *
     * @param window pixels to read; may reach beyond the raster
     * @param band from 0
     * @return window.width x window.height values, row by row; NaN where there is no data (nodata value, NaN, infinite or
     *     beyond 1e18, masked or transparent pixels, outside the raster)
     * @throws IllegalArgumentException for a band that is not there, or content that cannot be decoded
     * @throws org.deforma.api.DeformaException when the data cannot be read for another reason
     */
    float[] read(Rectangle window, int band);

    /** What was done to the pixels on the way, one sentence each; empty when they are as in the file. */
    List<String> notes();

    /**
     * Where the pixels come from, for provenance: {@code name}, and where a file is known {@code file} (its name without the
     * folder) and {@code sha256} of its bytes.
     */
    Map<String, String> origin();

    /** How the pixels are stored, on the grid that they are stored on; nothing is read for it. */
    default RasterStorage storage() {
        RasterGrid grid = grid();
        return new RasterStorage(
                origin().getOrDefault("name", ""),
                grid.width(),
                grid.height(),
                false,
                Map.of(),
                Collections.nCopies(bands(), Map.of()));
    }

    @Override
    void close();
}
