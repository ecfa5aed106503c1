package org.deforma.raster;

import java.awt.Image;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Vector;

/** A scratch raster as an image whose tiles are read from disk when asked for. Thread-safe. */
final class ScratchImage implements RenderedImage {
    private static final int TILE = 256;

    private final ScratchRaster scratch;
    private final int width;
    private final int height;
    private final int bands;
    private final SampleModel sampleModel;
    private final ColorModel colorModel;

    ScratchImage(ScratchRaster scratch, int width, int height, int bands) {
        this.scratch = scratch;
        this.width = width;
        this.height = height;
        this.bands = bands;
        sampleModel = new BandedSampleModel(DataBuffer.TYPE_FLOAT, TILE, TILE, bands);
        // Writers insist on a colour model; beyond one band it only says how many components there are.
        ColorSpace space = bands == 1 ? ColorSpace.getInstance(ColorSpace.CS_GRAY) : new Components(bands);
        colorModel = new ComponentColorModel(space, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_FLOAT);
    }

    /** Reads a part of the image, which may not reach beyond it. */
    private WritableRaster read(Rectangle area) {
        float[][] values = new float[bands][];
        for (int band = 0; band < bands; band++) {
            values[band] = scratch.read(area, band);
        }
        return Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, area.width, area.height, bands),
                new DataBufferFloat(values, area.width * area.height),
                area.getLocation());
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        Rectangle whole = new Rectangle(tileX * TILE, tileY * TILE, TILE, TILE);
        Rectangle inside = whole.intersection(new Rectangle(width, height));
        if (inside.isEmpty()) {
            throw new ArrayIndexOutOfBoundsException("no tile %d, %d".formatted(tileX, tileY));
        }
        if (inside.equals(whole)) {
            return read(whole);
        }
        WritableRaster padded = Raster.createWritableRaster(sampleModel, whole.getLocation());
        padded.setRect(read(inside));
        return padded;
    }

    @Override
    public Raster getData() {
        return getData(new Rectangle(width, height));
    }

    @Override
    public Raster getData(Rectangle area) {
        return read(area.intersection(new Rectangle(width, height)));
    }

    @Override
    public WritableRaster copyData(WritableRaster raster) {
        if (raster == null) {
            return read(new Rectangle(width, height));
        }
        Rectangle area = raster.getBounds().intersection(new Rectangle(width, height));
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
        return width;
    }

    @Override
    public int getHeight() {
        return height;
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
        return (width + TILE - 1) / TILE;
    }

    @Override
    public int getNumYTiles() {
        return (height + TILE - 1) / TILE;
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
        return TILE;
    }

    @Override
    public int getTileHeight() {
        return TILE;
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
    }

    /** Any number of components without a colour of their own; the first one is shown as grey. */
    private static final class Components extends ColorSpace {
        private static final long serialVersionUID = 1L;

        Components(int count) {
            super(Math.min(TYPE_2CLR + count - 2, TYPE_FCLR), count);
        }

        @Override
        public float[] toRGB(float[] components) {
            float grey = Math.max(0, Math.min(1, components[0]));
            return new float[] {grey, grey, grey};
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            float[] components = new float[getNumComponents()];
            Arrays.fill(components, (rgb[0] + rgb[1] + rgb[2]) / 3);
            return components;
        }

        @Override
        public float[] toCIEXYZ(float[] components) {
            return ColorSpace.getInstance(CS_sRGB).toCIEXYZ(toRGB(components));
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            return fromRGB(ColorSpace.getInstance(CS_sRGB).fromCIEXYZ(xyz));
        }
    }
}
