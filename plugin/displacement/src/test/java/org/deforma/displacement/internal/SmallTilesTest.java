package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallTilesTest {
    private static final ColorModel GREY = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);

    @ParameterizedTest
    @CsvSource({"50, 33, 48, 32", "600, 300, 256, 256", "7, 1, 7, 1", "16, 64, 16, 64"})
    void tilesCoverTheImage(int width, int height, int tileWidth, int tileHeight) {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 1), null);
        for (int i = 0; i < width * height; i++) {
            raster.setSample(i % width, i / width, 0, i);
        }
        SmallTiles image = new SmallTiles(GREY, raster);
        assertEquals(tileWidth, image.getTileWidth());
        assertEquals(tileHeight, image.getTileHeight());
        int seen = 0;
        for (int y = 0; y < image.getNumYTiles(); y++) {
            for (int x = 0; x < image.getNumXTiles(); x++) {
                Raster tile = image.getTile(x, y);
                int right = tile.getMinX() + tile.getWidth() - 1;
                int bottom = tile.getMinY() + tile.getHeight() - 1;
                assertEquals(bottom * width + right, tile.getSample(right, bottom, 0));
                seen += tile.getWidth() * tile.getHeight();
            }
        }
        assertEquals(width * height, seen);
    }
}
