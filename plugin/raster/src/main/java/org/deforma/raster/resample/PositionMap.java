package org.deforma.raster.resample;

import java.awt.Rectangle;

/**
 * Where the pixels of one raster lie in another. Implementations are thread-safe, and a pixel's answer depends on it
 * alone.
 */
public interface PositionMap {
    /**
     * Maps the centres of all pixels of a window.
     *
     * @param window pixels of the target
     * @param xs where to put source columns, row by row; 0 = centre of the first pixel; NaN where there is no answer
     * @param ys where to put source rows, likewise
     */
    void map(Rectangle window, double[] xs, double[] ys);
}
