package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CoherenceSceneTest {
    private static final int SIZE = 96;
    private static final int LOOKS = 25;
    private static final Region REGION = region();
    private static final Acquisitions ACQUISITIONS = Acquisitions.next(3, ParcelTest.days(20, 12));
    private static final CoherenceScene SCENE = scene();

    private static Region region() {
        Region pampas = Region.heldOut().get(0);
        Sensing s = pampas.sensing();
        return pampas.with(new Sensing(
                s.intervals(),
                s.span(),
                s.gaps(),
                s.networks(),
                s.missingPairs(),
                Range.of(0.02, 0.02),
                Range.of(LOOKS, LOOKS),
                s.mixedPixels(),
                s.mainShare()));
    }

    private static CoherenceScene scene() {
        return new CoherenceScene(REGION, ACQUISITIONS, 30, SIZE, SIZE, 3);
    }

    @Test
    void theSceneHoldsEveryCoverInAFairShare() {
        int[] pixels = new int[9];
        for (byte value : SCENE.covers()) {
            pixels[value]++;
        }
        assertEquals(0, pixels[0], "every pixel has a cover");
        for (GroundCover cover : GroundCover.values()) {
            assertTrue(pixels[cover.value()] > 0.008 * SIZE * SIZE, cover + " has " + pixels[cover.value()] + " px");
        }
    }

    @Test
    void coherenceIsThatOfTheTrueCover() {
        double[] mean = means();
        assertTrue(mean[GroundCover.BUILT_UP.value()] > 0.45, "built-up " + mean[GroundCover.BUILT_UP.value()]);
        assertTrue(mean[GroundCover.BARE_GROUND.value()] > 0.35, "bare " + mean[GroundCover.BARE_GROUND.value()]);
        assertTrue(mean[GroundCover.EVERGREEN_FOREST.value()] < 0.35);
        // Water inside the lake is the bias of the estimate and nothing else.
        double bias = LooksEstimatorTest.touziMoment(0, LOOKS, 1);
        byte[] covers = SCENE.covers();
        double sum = 0;
        int n = 0;
        for (int pair = 0; pair < ACQUISITIONS.pairs(); pair++) {
            float[] coherence = SCENE.coherence(pair);
            for (int i = SIZE + 1; i < covers.length - SIZE - 1; i++) {
                boolean inside = isWater(covers, i, -1, 1) && isWater(covers, i, -SIZE, SIZE);
                if (inside && !Float.isNaN(coherence[i])) {
                    sum += coherence[i];
                    n++;
                }
            }
        }
        assertTrue(n > 1000);
        assertEquals(bias, sum / n, 0.003);
    }

    private static boolean isWater(byte[] covers, int i, int before, int after) {
        int water = GroundCover.WATER.value();
        return covers[i] == water && covers[i + before] == water && covers[i + after] == water;
    }

    @Test
    void pairsAreMaskedHereAndThere() {
        int masked = 0;
        for (int pair = 0; pair < ACQUISITIONS.pairs(); pair++) {
            for (float c : SCENE.coherence(pair)) {
                masked += Float.isNaN(c) ? 1 : 0;
                assertTrue(!(c < 0) && !(c > 1));
            }
        }
        assertEquals(0.02, masked / ((double) SIZE * SIZE * ACQUISITIONS.pairs()), 0.001);
    }

    @Test
    void theSameArgumentsGiveTheSameSceneOnAnyNumberOfThreads() {
        CoherenceScene again = scene();
        assertArrayEquals(SCENE.covers(), again.covers());
        for (int pair = 0; pair < ACQUISITIONS.pairs(); pair++) {
            assertArrayEquals(SCENE.coherence(pair), again.coherence(pair));
        }
    }

    @Test
    void pixelsOfAParcelShareItsHistory() {
        Landscape landscape = new Landscape(SIZE, SIZE, 3);
        double within = 0;
        double between = 0;
        int n = 0;
        float[][] coherence = new float[ACQUISITIONS.pairs()][];
        for (int pair = 0; pair < coherence.length; pair++) {
            coherence[pair] = SCENE.coherence(pair);
        }
        for (int i = 0; i + 40 < landscape.pixels(); i++) {
            boolean fields = landscape.cover(i) == GroundCover.CROPLAND
                    && landscape.cover(i + 40) == GroundCover.CROPLAND
                    && landscape.parcel(i) == landscape.parcel(i + 1)
                    && landscape.parcel(i) != landscape.parcel(i + 40);
            if (fields) {
                within += distance(coherence, i, i + 1);
                between += distance(coherence, i, i + 40);
                n++;
            }
        }
        assertTrue(n > 100, n + " pixels");
        assertTrue(between > 1.4 * within, "between " + between / n + ", within " + within / n);
    }

    @Test
    void sizesAndDaysOutOfRangeAreRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new CoherenceScene(REGION, ACQUISITIONS, 0, 32, 96, 1));
        assertEquals("the width of a scene must be 64..4096 px, was 32", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new CoherenceScene(REGION, ACQUISITIONS, 365, 96, 96, 1));
    }

    private static double distance(float[][] coherence, int a, int b) {
        double sum = 0;
        for (float[] pair : coherence) {
            double difference = pair[a] - pair[b];
            sum += Double.isNaN(difference) ? 0 : difference * difference;
        }
        return sum;
    }

    private static double[] means() {
        double[] sum = new double[9];
        double[] count = new double[9];
        byte[] covers = SCENE.covers();
        for (int pair = 0; pair < ACQUISITIONS.pairs(); pair++) {
            float[] coherence = SCENE.coherence(pair);
            for (int i = 0; i < covers.length; i++) {
                if (!Float.isNaN(coherence[i])) {
                    sum[covers[i]] += coherence[i];
                    count[covers[i]]++;
                }
            }
        }
        for (int value = 1; value < 9; value++) {
            sum[value] /= count[value];
        }
        return sum;
    }
}
