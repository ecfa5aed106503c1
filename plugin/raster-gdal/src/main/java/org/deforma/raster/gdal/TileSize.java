package org.deforma.raster.gdal;

import org.gdal.gdal.Band;
import org.gdal.gdal.gdal;

/**
 * How large the tiles of an image are [px]: as the file stores its blocks where these are tiles; else as many whole rows
 * as make a few megabytes, because such files store row after row.
 */
record TileSize(int width, int height) {
    /** About as much as one tile may take, all bands together [bytes]. */
    private static final long TILE_BYTES = 4L << 20;

    /** Blocks up to this side are tiles of the image. */
    private static final int LARGEST = 1024;

    /** A block that GDAL would have to hold in memory as a whole may have so many bytes. */
    private static final long BLOCK_BYTES = 256L << 20;

    /**
     * Chooses.
     *
     * @param band one of the dataset's
     * @param pixelBytes of a pixel of the image, all bands together
     * @throws IllegalArgumentException for a file in pieces too large to be decoded; the message goes on after its name
     */
    static TileSize of(Band band, int width, int height, int pixelBytes) {
        int blockWidth = Math.max(1, band.GetBlockXSize());
        int blockHeight = Math.max(1, band.GetBlockYSize());
        long bytes = (long) blockWidth * blockHeight * gdal.GetDataTypeSize(band.GetRasterDataType()) / 8;
        if (bytes > BLOCK_BYTES) {
            throw new IllegalArgumentException(
                    "is stored in pieces of %d x %d px, which is too large; rewrite it with gdal_translate -co TILED=YES"
                            .formatted(blockWidth, blockHeight));
        }
        boolean tiled = blockWidth < width || (blockHeight > 1 && width <= LARGEST);
        if (tiled && blockWidth >= 64 && blockHeight >= 64 && blockWidth <= LARGEST && blockHeight <= LARGEST) {
            return new TileSize(Math.min(width, blockWidth), Math.min(height, blockHeight));
        }
        if (blockWidth < width) {
            return new TileSize(Math.min(width, LARGEST / 2), Math.min(height, LARGEST / 2));
        }
        long rows = Math.max(1, TILE_BYTES / Math.max(1, (long) width * pixelBytes));
        long whole = rows - rows % Math.min(rows, blockHeight);
        return new TileSize(width, (int) Math.min(height, whole));
    }
}
