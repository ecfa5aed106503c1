package org.deforma.api.model;

import java.awt.Dimension;
import java.awt.Rectangle;
import org.deforma.api.raster.RasterGrid;

/**
 * What a network is shown for every pixel of a grid, such as its coherence matrix. Thread-safe.
 */
public interface SampleSource {
    /** Pixels that are to be classified. */
    RasterGrid grid();

    /** Values of one sample: the product of the shape that the model takes, without the batch. */
    int sampleSize();

    /** Samples per pixel; the probabilities of those that are there are averaged. */
    int samplesPerPixel();

    /**
     * Size of the tiles to work on [px], such that a tile in work for every thread fits in memory, and that pixels which are
     * stored together are read together.
     */
    Dimension tileSize();

    /** Reads what is needed for a tile; called from several threads, for different tiles. */
    Tile read(Rectangle tile);

    /** A tile in memory; used by one thread. */
    interface Tile {
        /**
         * Writes one sample, scaled as the network takes it.
         *
         * @param pixel index in the tile, row by row
         * @param sample 0..samplesPerPixel - 1
         * @param into where to write; all values of the sample are set
         * @param at index of the first value
         * @return false when there is too little data; {@code into} may hold anything then
         */
        boolean fill(int pixel, int sample, float[] into, int at);
    }
}
