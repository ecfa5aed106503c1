package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoherenceSimulatorTest {
    private static final Region REGION = Region.training().get(0);
    private static final List<GroundCover> COVERS = List.of(GroundCover.values());

    @Test
    void theSameSeedGivesTheSameSampleFromEveryThread() {
        CoherenceSimulator shared = new CoherenceSimulator(REGION);
        Acquisitions acquisitions = Acquisitions.draw(REGION, 4);
        CoherenceSample[] parallel = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> shared.sample(acquisitions, COVERS.get(i % 8), i))
                .toArray(CoherenceSample[]::new);
        for (int i = 0; i < parallel.length; i++) {
            CoherenceSample alone = new CoherenceSimulator(REGION).sample(acquisitions, COVERS.get(i % 8), i);
            assertArrayEquals(alone.pairs(), parallel[i].pairs());
            assertArrayEquals(alone.truth(), parallel[i].truth());
            assertEquals(alone.cover(), parallel[i].cover());
        }
        assertFalse(Arrays.equals(parallel[0].truth(), parallel[8].truth()), "seeds 0 and 8 of the same cover");
    }

    @Test
    void whatIsKnownDoesNotDependOnWhichPairsThereAre() {
        int[] days = ParcelTest.days(20, 12);
        CoherenceSimulator simulator = new CoherenceSimulator(REGION);
        CoherenceSample all = simulator.sample(Acquisitions.all(days), GroundCover.GRASSLAND, 3);
        CoherenceSample few = simulator.sample(Acquisitions.next(1, days), GroundCover.GRASSLAND, 3);
        for (int p = 0; p < few.truth().length; p++) {
            // With every pair, those of date i begin at this number.
            int same = p * 19 - p * (p - 1) / 2;
            assertEquals(few.truth()[p], all.truth()[same]);
        }
    }

    @Test
    void pairsAreMaskedAsOftenAsTheRegionSays() {
        Sensing s = REGION.sensing();
        Sensing masked = new Sensing(
                s.intervals(),
                s.span(),
                s.gaps(),
                s.networks(),
                s.missingPairs(),
                Range.of(0.3, 0.3),
                s.looks(),
                0,
                s.mainShare());
        CoherenceSimulator simulator = new CoherenceSimulator(REGION.with(masked));
        Acquisitions acquisitions = Acquisitions.all(ParcelTest.days(31, 12));
        int missing = 0;
        for (int seed = 0; seed < 40; seed++) {
            CoherenceSample sample = simulator.sample(acquisitions, GroundCover.WATER, seed);
            for (int p = 0; p < acquisitions.pairs(); p++) {
                missing += Float.isNaN(sample.pairs()[p]) ? 1 : 0;
                assertTrue(!(sample.pairs()[p] < 0) && !(sample.pairs()[p] > 1));
                assertEquals(0, sample.truth()[p], "unmixed water");
            }
        }
        assertEquals(0.3, missing / (40.0 * acquisitions.pairs()), 0.012);
    }

    @Test
    void mixedPixelsKeepTheirMainCoversShare() {
        Sensing s = REGION.sensing();
        Region mixed = REGION.with(new Sensing(
                s.intervals(),
                s.span(),
                s.gaps(),
                s.networks(),
                s.missingPairs(),
                s.maskedPairs(),
                s.looks(),
                1,
                Range.of(0.6, 0.6)));
        Acquisitions acquisitions = Acquisitions.all(ParcelTest.days(8, 12));
        int withOther = 0;
        for (int seed = 0; seed < 200; seed++) {
            CoherenceSample sample = new CoherenceSimulator(mixed).sample(acquisitions, GroundCover.WATER, seed);
            for (float truth : sample.truth()) {
                assertTrue(truth <= 0.4f, "water takes 0.6 of the pixel, coherence " + truth);
            }
            withOther += sample.truth()[0] > 0 ? 1 : 0;
            assertEquals(GroundCover.WATER, sample.cover());
        }
        assertTrue(withOther > 120, "others than water in " + withOther + " of 200");
    }

    @Test
    void coversOverlapInTheirCoherenceButDifferInTheMean() {
        Map<GroundCover, Double> means = new EnumMap<>(GroundCover.class);
        Acquisitions acquisitions = Acquisitions.next(2, ParcelTest.days(31, 6));
        for (GroundCover cover : GroundCover.values()) {
            for (int seed = 0; seed < 300; seed++) {
                Region region = Region.training().get(seed % Region.training().size());
                float[] truth = new CoherenceSimulator(region)
                        .sample(acquisitions, cover, seed)
                        .truth();
                double mean = IntStream.range(0, truth.length)
                        .mapToDouble(p -> truth[p])
                        .average()
                        .orElse(0);
                means.merge(cover, mean / 300, Double::sum);
            }
        }
        // Pairs of 6 and 12 days, Sentinel-1: what is reported, see Regions.
        assertEquals(0.65, means.get(GroundCover.BUILT_UP), 0.1);
        assertEquals(0.62, means.get(GroundCover.BARE_GROUND), 0.1);
        assertEquals(0.3, means.get(GroundCover.GRASSLAND), 0.1);
        assertEquals(0.25, means.get(GroundCover.DECIDUOUS_FOREST), 0.08);
        assertEquals(0.22, means.get(GroundCover.EVERGREEN_FOREST), 0.08);
        assertTrue(means.get(GroundCover.WATER) < 0.06);
    }
}
