package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.Vector;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;

/**
 * A palette image whose samples are wanted as the numbers that they are, such as those of land cover classes: without its
 * palette, which {@link org.deforma.api.raster.RasterService#open} refuses, as nothing can be measured in it.
 */
public final class PaletteNumbers {
    private PaletteNumbers() {}

    /** The same coverage without its palette; empty when it has none. It need not be disposed. */
    public static Optional<GridCoverage2D> of(GridCoverage2D coverage) {
        RenderedImage image = coverage.getRenderedImage();
        if (!(image.getColorModel() instanceof IndexColorModel)) {
            return Optional.empty();
        }
        return Optional.of(new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        new WithoutPalette(image),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        coverage.getProperties()));
    }

    /** Another image in all but its colours. */
    private record WithoutPalette(RenderedImage image) implements RenderedImage {
        @Override
        public ColorModel getColorModel() {
            return null;
        }

        @Override
        public Vector<RenderedImage> getSources() {
            return image.getSources();
        }

        @Override
        public Object getProperty(String name) {
            return image.getProperty(name);
        }

        @Override
        public String[] getPropertyNames() {
            return image.getPropertyNames();
        }

        @Override
        public SampleModel getSampleModel() {
            return image.getSampleModel();
        }

        @Override
        public int getWidth() {
            return image.getWidth();
        }

        @Override
        public int getHeight() {
            return image.getHeight();
        }

        @Override
        public int getMinX() {
            return image.getMinX();
        }

        @Override
        public int getMinY() {
            return image.getMinY();
        }

        @Override
        public int getNumXTiles() {
            return image.getNumXTiles();
        }

        @Override
        public int getNumYTiles() {
            return image.getNumYTiles();
        }

        @Override
        public int getMinTileX() {
            return image.getMinTileX();
        }

        @Override
        public int getMinTileY() {
            return image.getMinTileY();
        }

        @Override
        public int getTileWidth() {
            return image.getTileWidth();
        }

        @Override
        public int getTileHeight() {
            return image.getTileHeight();
        }

        @Override
        public int getTileGridXOffset() {
            return image.getTileGridXOffset();
        }

        @Override
        public int getTileGridYOffset() {
            return image.getTileGridYOffset();
        }

        @Override
        public Raster getTile(int tileX, int tileY) {
            return image.getTile(tileX, tileY);
        }

        @Override
        public Raster getData() {
            return image.getData();
        }

        @Override
        public Raster getData(Rectangle rect) {
            return image.getData(rect);
        }

        @Override
        public WritableRaster copyData(WritableRaster raster) {
            return image.copyData(raster);
        }
    }
}
