package org.deforma.raster.gdal;

import java.awt.Image;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;

/** A dataset as an image whose tiles are read when asked for, and kept by whoever asks. Thread-safe. */
final class GdalImage implements RenderedImage {
    private final Handles handles;
    private final Pixels pixels;
    private final Rectangle bounds;
    private final SampleModel sampleModel;
    private final ColorModel colorModel;

    /**
     * Reads nothing yet.
     *
     * @param width of the dataset [px]
     * @param height of the dataset [px]
     * @param tiles their size
     */
    GdalImage(Handles handles, Pixels pixels, int width, int height, TileSize tiles, ColorModel colors) {
        this.handles = handles;
        this.pixels = pixels;
        bounds = new Rectangle(width, height);
        sampleModel = new BandedSampleModel(pixels.type(), tiles.width(), tiles.height(), pixels.bands());
        colorModel = colors;
    }

    private WritableRaster read(Rectangle area) {
        return handles.use((handle, call) -> pixels.read(handle, call, area));
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        int width = getTileWidth();
        int height = getTileHeight();
        if (tileX < 0 || tileY < 0 || tileX >= getNumXTiles() || tileY >= getNumYTiles()) {
            throw new ArrayIndexOutOfBoundsException("no tile %d, %d".formatted(tileX, tileY));
        }
        Rectangle whole = new Rectangle(tileX * width, tileY * height, width, height);
        Rectangle inside = whole.intersection(bounds);
        if (inside.equals(whole)) {
            return read(whole);
        }
        WritableRaster padded = Raster.createWritableRaster(sampleModel, whole.getLocation());
        padded.setRect(read(inside));
        return padded;
    }

    @Override
    public Raster getData() {
        return getData(bounds);
    }

    @Override
    public Raster getData(Rectangle area) {
        return read(area.intersection(bounds));
    }

    @Override
    public WritableRaster copyData(WritableRaster raster) {
        if (raster == null) {
            return read(bounds);
        }
        Rectangle area = raster.getBounds().intersection(bounds);
        if (!area.isEmpty()) {
            raster.setRect(read(area));
        }
        return raster;
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
        return colorModel;
    }

    @Override
    public SampleModel getSampleModel() {
        return sampleModel;
    }

    @Override
    public int getWidth() {
        return bounds.width;
    }

    @Override
    public int getHeight() {
        return bounds.height;
    }

    @Override
    public int getMinX() {
        return 0;
    }

    @Override
    public int getMinY() {
        return 0;
    }

    @Override
    public int getNumXTiles() {
        return (bounds.width + getTileWidth() - 1) / getTileWidth();
    }

    @Override
    public int getNumYTiles() {
        return (bounds.height + getTileHeight() - 1) / getTileHeight();
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
        return sampleModel.getWidth();
    }

    @Override
    public int getTileHeight() {
        return sampleModel.getHeight();
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
    }
}
