package org.deforma.synthetic.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deforma.synthetic.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParcelTest {
    private static final Range NONE = Range.of(0, 0);
    private static final Range ONE = Range.of(1, 1);
    private static final int N = 41;
    private static final int[] DAYS = days(N, 12);

    @ParameterizedTest
    @EnumSource(GroundCover.class)
    void matricesCanBeThoseOfASignal(GroundCover cover) {
        List<Region> regions = Stream.of(Region.training(), Region.validation(), Region.heldOut())
                .flatMap(List::stream)
                .toList();
        for (Region region : regions) {
            for (int seed = 0; seed < 20; seed++) {
                double[] matrix = matrix(cover, region, seed, 17 * seed);
                // Throws unless all pivots are above 0; a part of the signal is always lost at once.
                double[] factor = LooksEstimator.choleskyColumns(matrix, N);
                for (int k = 0; k < N; k++) {
                    assertTrue(factor[k * N + k] > 0.1, "pivot " + k);
                }
                assertTrue(Arrays.stream(matrix).allMatch(c -> c >= 0 && c <= 1));
            }
        }
    }

    @Test
    void withoutSeasonsAndEventsCoherenceDecaysExponentiallyToItsLongTermLevel() {
        Climate still =
                new Climate(0, Range.of(100, 100), Range.of(280, 280), NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        CoverLevels levels = new CoverLevels(at(0.2), at(0.5), at(30), NONE, ONE, NONE, NONE, at(10));
        Region region = still(still).with(GroundCover.EVERGREEN_FOREST, levels);
        int[] days = {0, 6, 12, 30, 60, 3000};
        int n = days.length;
        double[] stable = new double[301];
        double[] decaying = new double[301];
        double[] tau = new double[301];
        for (int seed = 0; seed < 301; seed++) {
            Weather weather = Weather.draw(still, 0, 3001, new Draws(seed, 1));
            double[] m = new double[n * n];
            Parcel.draw(GroundCover.EVERGREEN_FOREST, region, weather, days, new Draws(seed, 2))
                    .addTo(m, 1, new Draws(seed, 3));
            stable[seed] = m[n - 1];
            tau[seed] = -6 / Math.log((m[2] - m[n - 1]) / (m[1] - m[n - 1]));
            decaying[seed] = (m[1] - m[n - 1]) * Math.exp(6 / tau[seed]);
            for (int j = 1; j < n; j++) {
                double law = stable[seed] + decaying[seed] * Math.exp(-days[j] / tau[seed]);
                assertEquals(law, m[j], 1e-9);
            }
        }
        // At 10 dB thermal noise leaves 10 parts of 11.
        assertEquals(0.2 * 10 / 11, median(stable), 0.006);
        assertEquals(0.5 * 10 / 11, median(decaying), 0.015);
        assertEquals(30, median(tau), 1);
    }

    @Test
    void deciduousForestIsMoreCoherentInTheWinterOfItsHemisphere() {
        for (Region region : List.of(Region.training().get(1), Region.heldOut().get(0))) {
            int winter = region.climate().seasonShift();
            double cold = 0;
            double warm = 0;
            for (int seed = 0; seed < 100; seed++) {
                // The stack begins three weeks before the coldest day and is 480 days long.
                double[] m = matrix(GroundCover.DECIDUOUS_FOREST, region, seed, Math.floorMod(winter - 21, 365));
                cold += mean(m, 0, 4);
                warm += mean(m, 14, 18);
            }
            assertTrue(cold > 1.8 * warm, region.name() + ": winter " + cold + ", summer " + warm);
        }
    }

    @Test
    void whatIsDoneToAFieldCutsTheCoherenceAcrossIt() {
        Region region = Region.training().get(0);
        int cutPairs = 0;
        for (int seed = 0; seed < 50; seed++) {
            Weather weather = Weather.draw(region.climate(), 0, DAYS[N - 1] + 1, new Draws(seed, 1));
            double[] m = matrix(GroundCover.CROPLAND, region, seed, 0);
            // The history is the first that a parcel draws.
            double[] cuts = SurfaceHistory.draw(GroundCover.CROPLAND, region, weather, new Draws(seed, 2))
                    .cuts();
            assertTrue(Arrays.stream(cuts).sum() > 1, "a field is worked on within a year");
            for (int i = 0; i + 1 < N; i++) {
                double cut = Arrays.stream(cuts, DAYS[i] + 1, DAYS[i + 1] + 1).sum();
                cutPairs += cut > 2 ? 1 : 0;
                assertTrue(m[i * N + i + 1] <= Math.exp(-cut), "dates " + i + " and the next");
            }
        }
        assertTrue(cutPairs > 50, "too few events to tell, " + cutPairs);
    }

    @Test
    void aChangeLeavesNothingAcrossItAndStableGroundOnBothSides() {
        Region region = Region.heldOut().get(1);
        for (int seed = 0; seed < 50; seed++) {
            double[] m = matrix(GroundCover.CHANGED, region, seed, 100);
            int change = 1;
            while (Arrays.stream(m, change, N).sum() > 0 && change < N - 1) {
                change++;
            }
            assertTrue(change >= 2 && change <= N - 3, "a change after date " + change);
            double across = 0;
            for (int i = 0; i < change; i++) {
                across += Arrays.stream(m, i * N + change, i * N + N).sum();
            }
            assertEquals(0, across);
            assertTrue(m[1] > 0.03, "before " + m[1]);
            assertTrue(mean(m, N - 2, N) > 0.03, "after " + mean(m, N - 2, N));
        }
    }

    @Test
    void waterHasNoCoherence() {
        double[] matrix = matrix(GroundCover.WATER, Region.training().get(0), 1, 0);
        assertEquals(0, Arrays.stream(matrix).sum());
    }

    @Test
    void snowLowersTheCoherenceOfDatesUnderIt() {
        Region region = Region.training().get(3);
        double snowy = 0;
        double clear = 0;
        for (int seed = 0; seed < 50; seed++) {
            Weather weather = Weather.draw(region.climate(), 300, DAYS[N - 1] + 1, new Draws(seed, 1));
            double[] m = matrix(GroundCover.BARE_GROUND, region, seed, 300);
            for (int i = 0; i + 1 < 14; i++) {
                boolean snow = weather.snow()[DAYS[i]] > 0.6 && weather.snow()[DAYS[i + 1]] > 0.6;
                boolean none = weather.snow()[DAYS[i]] == 0 && weather.snow()[DAYS[i + 1]] == 0;
                snowy = snow ? Math.max(snowy, m[i * N + i + 1]) : snowy;
                clear = none ? Math.max(clear, m[i * N + i + 1]) : clear;
            }
        }
        assertTrue(snowy > 0 && snowy < 0.7 && clear > 0.75, "under snow " + snowy + ", without " + clear);
    }

    /** The matrix of one pixel of a pure parcel; the diagonal and what lies left of it stay 0. */
    private static double[] matrix(GroundCover cover, Region region, int seed, int firstDay) {
        Weather weather = Weather.draw(region.climate(), firstDay, DAYS[N - 1] + 1, new Draws(seed, 1));
        double[] matrix = new double[N * N];
        Parcel.draw(cover, region, weather, DAYS, new Draws(seed, 2)).addTo(matrix, 1, new Draws(seed, 3));
        return matrix;
    }

    /** Mean coherence of the pairs of a run of dates. */
    private static double mean(double[] matrix, int from, int to) {
        double sum = 0;
        int pairs = 0;
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < to; j++) {
                sum += matrix[i * N + j];
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static Region still(Climate climate) {
        Region base = Region.training().get(0);
        return new Region("Still", climate, base.levels(), base.crops(), NONE, base.sensing());
    }

    private static Range at(double value) {
        return Range.of(value, value);
    }

    private static double median(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    static int[] days(int n, int interval) {
        int[] days = new int[n];
        Arrays.setAll(days, i -> i * interval);
        return days;
    }
}
