package org.deforma.displacement.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class TileLatticeTest {
    @Test
    void coresCoverTheImageOnceAndLieWithinTheirTiles() {
        for (int[] s : new int[][] {{352, 48}, {352, 40}, {64, 0}, {64, 5}, {64, 24}, {32, 8}, {16, 0}}) {
            for (int[] image : new int[][] {{1, 1}, {70, 300}, {353, 17}}) {
                TileLattice lattice = new TileLattice(image[0], image[1], s[0], s[1]);
                int[] covered = new int[image[0] * image[1]];
                for (Rectangle core : lattice.cores()) {
                    assertTrue(!core.isEmpty());
                    Rectangle tile = lattice.tile(core);
                    assertEquals(0, Math.floorMod(tile.x, 16) + Math.floorMod(tile.y, 16), "on multiples of 16 px");
                    Rectangle inner = new Rectangle(tile);
                    inner.grow(-s[1], -s[1]);
                    assertTrue(inner.contains(core), core + " in " + tile + " without its margin");
                    for (int y = core.y; y < core.y + core.height; y++) {
                        for (int x = core.x; x < core.x + core.width; x++) {
                            covered[y * image[0] + x]++;
                        }
                    }
                }
                for (int times : covered) {
                    assertEquals(1, times);
                }
            }
        }
    }

    @Test
    void tilesThatLeaveNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TileLattice(100, 100, 64, 25));
        assertThrows(IllegalArgumentException.class, () -> new TileLattice(100, 100, 72, 0));
    }
}
