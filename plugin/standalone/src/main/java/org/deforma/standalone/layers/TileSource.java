package org.deforma.standalone.layers;

import java.io.IOException;

/** A file of pixels in tiles. Thread-safe. */
interface TileSource {
    /** Columns [px]. */
    int width();

    /** Rows [px]. */
    int height();

    /** Number of bands. */
    int bands();

    /** Columns of a tile [px]. */
    int tileWidth();

    /** Rows of a tile [px]. */
    int tileHeight();

    /** In how many parts the bands of a tile are stored: each by itself, or all together. */
    int groups();

    /**
     * Decodes a tile.
     *
     * @param group part of the bands, from 0
     * @param column of the tile, from 0
     * @param row of the tile, from 0
     * @return by band of the group, tileWidth x tileHeight values, row by row; NaN for no data and beyond the raster
     * @throws IOException when the file cannot be read or its content not be decoded
     */
    float[][] decode(int group, int column, int row) throws IOException;

    /** Where it lies. */
    SharedFile file();
}
