package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.List;
import java.util.stream.IntStream;
import org.deforma.api.DeformaException;
import org.junit.jupiter.api.Test;

class TileCacheTest {
    private static final Raster RASTER =
            Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_BYTE, 64, 64, 1), new Point());

    private static TiledImage image() {
        return new TiledImage(RASTER, 16, 16);
    }

    @Test
    void aTileIsDecodedOnceHoweverManyThreadsWantIt() {
        TiledImage image = image();
        TileCache cache = new TileCache(1 << 20);
        PooledTileRunner runner = new PooledTileRunner(4);
        List<Rectangle> work = IntStream.range(0, 400)
                .mapToObj(i -> new Rectangle(i % 4, i / 4 % 4, 1, 1))
                .toList();
        runner.forEach("Read", work, tile -> cache.tile(image, tile.x, tile.y), null);
        runner.close();
        assertEquals(16, image.asked.get());
    }

    @Test
    void memoryIsBoundedAndTheOldestGoesFirst() {
        TiledImage image = image();
        // Child rasters share the parent's 4096 bytes, and count as such: room for two.
        TileCache cache = new TileCache(2 * 4096);
        cache.tile(image, 0, 0);
        cache.tile(image, 1, 0);
        cache.tile(image, 0, 0);
        cache.tile(image, 2, 0);
        assertEquals(3, image.asked.get());
        cache.tile(image, 0, 0);
        assertEquals(3, image.asked.get(), "used last but one");
        cache.tile(image, 1, 0);
        assertEquals(4, image.asked.get(), "had to go");
    }

    @Test
    void aThousandImagesShareOneBudget() {
        TileCache cache = new TileCache(10 * 4096);
        List<TiledImage> images =
                IntStream.range(0, 1000).mapToObj(i -> image()).toList();
        for (TiledImage image : images) {
            cache.tile(image, 0, 0);
            assertTrue(cache.bytes() <= 10 * 4096, "kept " + cache.bytes());
        }
        images.subList(990, 1000).forEach(image -> cache.tile(image, 0, 0));
        assertTrue(images.stream().allMatch(image -> image.asked.get() == 1), "the last ten are still there");
        cache.tile(images.get(0), 0, 0);
        assertEquals(2, images.get(0).asked.get());
    }

    @Test
    void aClosedImageLeavesNothingBehind() {
        TileCache cache = new TileCache(1 << 20);
        TiledImage first = image();
        TiledImage second = image();
        cache.tile(first, 0, 0);
        cache.tile(first, 1, 0);
        cache.tile(second, 0, 0);
        cache.forget(first);
        assertEquals(4096, cache.bytes());
        cache.tile(second, 0, 0);
        assertEquals(1, second.asked.get());
        cache.forget(second);
        assertEquals(0, cache.bytes());
    }

    @Test
    void failuresAreNotKept() {
        TiledImage image = image();
        ImageWindows reader = new ImageWindows("before", image, new TileCache(1 << 20));
        float[] out = new float[4];
        NoData none = new NoData(new double[0]);
        // Beyond the image: the raster refuses to make the child.
        assertThrows(DeformaException.class, () -> reader.read(new Rectangle(100, 0, 2, 2), 0, none, out, 0, 2));
        assertThrows(DeformaException.class, () -> reader.read(new Rectangle(100, 0, 2, 2), 0, none, out, 0, 2));
        assertEquals(2, image.asked.get());
    }
}
