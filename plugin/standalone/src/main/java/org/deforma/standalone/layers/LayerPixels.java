package org.deforma.standalone.layers;

import java.awt.Dimension;
import java.awt.Rectangle;

/**
 * The pixels of a layer at the resolution that a map needs: the raster itself and smaller copies of it, each of half the
 * columns and rows of the one before. Thread-safe.
 */
public interface LayerPixels {
    /** Number of resolutions; 0 is the raster itself. At the last one, neither side is longer than 512 px. */
    int levels();

    /** Columns and rows of a resolution: those of the raster divided by 2 to the power of {@code level}, rounded up. */
    Dimension size(int level);

    /**
     * One band of a window.
     *
     * <p>Pixel edges: the window's first pixel of level n covers 0 to 2^n pixels of the raster. Numbers are averaged on the
     * way down over those pixels that have data; classes keep the most frequent one.
     *
     * @param level resolution, from 0
     * @param window pixels of that resolution; may reach beyond it
     * @param band from 0
     * @return window.width x window.height values, row by row; NaN where there is no data
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    float[] read(int level, Rectangle window, int band);
}
