package org.deforma.standalone.wms.draw;

import java.awt.Rectangle;

/** Bands of a window, as a style wants them: those of the raster, or what a process makes of them. */
interface BandReader {
    /**
     * Reads.
     *
     * @param level resolution, as in {@link org.deforma.standalone.layers.LayerPixels}
     * @param window pixels of that resolution, inside of it
     * @return a block for each band of the style; NaN for no data
     */
    float[][] read(int level, Rectangle window);
}
