package org.deforma.insar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TileShapeTest {
    private static Dimension best(int width, int height, int blockWidth, int blockHeight, long pixels) {
        return new TileShape(width, height, blockWidth, blockHeight).within(pixels);
    }

    @Test
    void filesInTilesAreReadTileByTile() {
        assertEquals(new Dimension(256, 256), best(5000, 5000, 256, 256, 1 << 16));
        assertEquals(new Dimension(256, 256), best(5000, 5000, 256, 256, 100_000));
        assertEquals(new Dimension(128, 256), best(5000, 5000, 128, 128, 1 << 15));
    }

    @Test
    void filesInStripsAreReadInFullRows() {
        assertEquals(new Dimension(5000, 13), best(5000, 5000, 5000, 1, 1 << 16));
        assertEquals(new Dimension(5000, 8), best(5000, 5000, 5000, 8, 1 << 16));
        // A third of a strip each.
        assertEquals(new Dimension(5000, 11), best(5000, 5000, 5000, 32, 1 << 16));
    }

    @Test
    void largeTilesAreCutEvenly() {
        // No shape of so many pixels decodes a piece fewer than four times.
        Dimension shape = best(5120, 5120, 512, 512, 1 << 16);
        assertEquals(1 << 16, shape.width * shape.height);
        assertEquals(0, 512 % shape.width);
    }

    @Test
    void smallRastersAreOneTile() {
        assertEquals(new Dimension(100, 60), best(100, 60, 100, 20, 10_000));
        assertEquals(new Dimension(1, 1), best(1, 1, 1, 1, 1));
    }

    @Test
    void neverMoreThanAllowedNorNothing() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            int width = 1 + random.nextInt(3000);
            int height = 1 + random.nextInt(3000);
            int most = 1 + random.nextInt(100_000);
            Dimension shape = best(width, height, 1 + random.nextInt(700), 1 + random.nextInt(700), most);
            assertTrue(shape.width >= 1 && shape.height >= 1, shape::toString);
            assertTrue(shape.width <= width && shape.height <= height, shape::toString);
            assertTrue((long) shape.width * shape.height <= most, () -> shape + " for " + most);
        }
    }
}
