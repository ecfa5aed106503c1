package org.deforma.displacement.internal;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * An image in memory that says it has tiles, whose sides are multiples of 16 px and not larger than the image, from 16 px
 * on. GeoServer writes GeoTIFFs with the tiles of the image; a tile as large as the image would be rounded down to such a
 * multiple, and what lies beyond it be lost.
 */
final class SmallTiles extends BufferedImage {
    private static final int UNIT = 16;
    private static final int LARGEST = 256;

    private final int tileWidth;
    private final int tileHeight;

    SmallTiles(ColorModel colors, WritableRaster raster) {
        super(colors, raster, false, null);
        tileWidth = side(raster.getWidth());
        tileHeight = side(raster.getHeight());
    }

    private static int side(int length) {
        return length < UNIT ? length : Math.min(LARGEST, length / UNIT * UNIT);
    }

    @Override
    public int getTileWidth() {
        return tileWidth;
    }

    @Override
    public int getTileHeight() {
        return tileHeight;
    }

    @Override
    public int getNumXTiles() {
        return (getWidth() + tileWidth - 1) / tileWidth;
    }

    @Override
    public int getNumYTiles() {
        return (getHeight() + tileHeight - 1) / tileHeight;
    }

    /** The tile as far as it lies in the image. */
    @Override
    public Raster getTile(int tileX, int tileY) {
        int x = tileX * tileWidth;
        int y = tileY * tileHeight;
        int width = Math.min(tileWidth, getWidth() - x);
        int height = Math.min(tileHeight, getHeight() - y);
        return getRaster().createChild(x, y, width, height, x, y, null);
    }
}
