package org.deforma.raster;

import java.awt.Image;
import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;
import java.util.concurrent.atomic.AtomicInteger;

/** A raster as an image in tiles, which counts how often one is asked for. */
final class TiledImage implements RenderedImage {
    final AtomicInteger asked = new AtomicInteger();
    private final Raster raster;
    private final int tileWidth;
    private final int tileHeight;

    TiledImage(Raster raster, int tileWidth, int tileHeight) {
        this.raster = raster;
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        asked.incrementAndGet();
        Rectangle tile =
                new Rectangle(getMinX() + tileX * tileWidth, getMinY() + tileY * tileHeight, tileWidth, tileHeight);
        return getData(tile.intersection(raster.getBounds()));
    }

    @Override
    public Raster getData(Rectangle area) {
        return raster.createChild(area.x, area.y, area.width, area.height, area.x, area.y, null);
    }

    @Override
    public Raster getData() {
        return raster;
    }

    @Override
    public WritableRaster copyData(WritableRaster target) {
        target.setRect(raster);
        return target;
    }

    @Override
    public Vector<RenderedImage> getSources() {
        return null;
    }

    @Override
    public Object getProperty(String name) {
        return Image.UndefinedProperty;
    }

    @Override
    public String[] getPropertyNames() {
        return null;
    }

    @Override
    public ColorModel getColorModel() {
        return null;
    }

    @Override
    public SampleModel getSampleModel() {
        return raster.getSampleModel();
    }

    @Override
    public int getWidth() {
        return raster.getWidth();
    }

    @Override
    public int getHeight() {
        return raster.getHeight();
    }

    @Override
    public int getMinX() {
        return raster.getMinX();
    }

    @Override
    public int getMinY() {
        return raster.getMinY();
    }

    @Override
    public int getNumXTiles() {
        return (getWidth() + tileWidth - 1) / tileWidth;
    }

    @Override
    public int getNumYTiles() {
        return (getHeight() + tileHeight - 1) / tileHeight;
    }

    @Override
    public int getMinTileX() {
        return 0;
    }

    @Override
    public int getMinTileY() {
        return 0;
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
    public int getTileGridXOffset() {
        return getMinX();
    }

    @Override
    public int getTileGridYOffset() {
        return getMinY();
    }
}
