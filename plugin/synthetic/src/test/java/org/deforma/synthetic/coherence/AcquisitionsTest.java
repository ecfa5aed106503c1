package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcquisitionsTest {
    @Test
    void drawnStacksAreAsTheirRegionSays() {
        boolean complete = false;
        boolean sparse = false;
        boolean gap = false;
        for (int seed = 0; seed < 600; seed++) {
            Region region = Region.training().get(seed % Region.training().size());
            Acquisitions drawn = Acquisitions.draw(region, seed);
            int n = drawn.days().length;
            assertTrue(n >= 8 && drawn.span() <= region.sensing().span().high());
            boolean[] used = new boolean[n];
            for (int p = 0; p < drawn.pairs(); p++) {
                used[drawn.first()[p]] = true;
                used[drawn.second()[p]] = true;
            }
            for (int i = 0; i < n; i++) {
                assertTrue(used[i], "a date without a pair");
                assertEquals(0, drawn.days()[i] % 6);
                gap |= i > 0 && drawn.days()[i] - drawn.days()[i - 1] > 36;
            }
            double share = drawn.pairs() / (n * (n - 1) / 2.0);
            complete |= share > 0.95;
            sparse |= share < 0.2;
        }
        assertTrue(complete && sparse && gap);
    }

    @Test
    void theSameSeedDrawsTheSameStack() {
        Region region = Region.heldOut().get(2);
        Acquisitions a = Acquisitions.draw(region, 11);
        Acquisitions b = Acquisitions.draw(region, 11);
        assertArrayEquals(a.days(), b.days());
        assertArrayEquals(a.first(), b.first());
        assertArrayEquals(a.second(), b.second());
    }

    @Test
    void pairsOfGivenDates() {
        assertEquals(6, Acquisitions.all(0, 12, 30, 36).pairs());
        Acquisitions next = Acquisitions.next(2, 0, 12, 30, 36);
        assertArrayEquals(new int[] {0, 0, 1, 1, 2}, next.first());
        assertArrayEquals(new int[] {1, 2, 2, 3, 3}, next.second());
        assertEquals(36, next.span());
    }

    @Test
    void whatIsNoStackIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Acquisitions.all(0));
        assertThrows(IllegalArgumentException.class, () -> Acquisitions.all(6, 12));
        assertThrows(IllegalArgumentException.class, () -> Acquisitions.all(0, 12, 12));
        assertThrows(IllegalArgumentException.class, () -> Acquisitions.next(0, 0, 12));
        assertThrows(
                IllegalArgumentException.class, () -> new Acquisitions(new int[] {0, 6}, new int[] {1}, new int[] {0}));
        Sensing s = Region.training().get(0).sensing();
        Sensing tooShort = new Sensing(
                List.of(24),
                Range.of(40, 60),
                s.gaps(),
                s.networks(),
                s.missingPairs(),
                s.maskedPairs(),
                s.looks(),
                0,
                s.mainShare());
        Region region = Region.training().get(0).with(tooShort);
        assertThrows(IllegalArgumentException.class, () -> Acquisitions.draw(region, 1));
    }
}
