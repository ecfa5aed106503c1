package org.deforma.verify.data;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.synthetic.coherence.Acquisitions;
import org.deforma.synthetic.coherence.CoherenceScene;
import org.deforma.synthetic.coherence.Region;

/**
 * A made-up landscape as a small stack of coherence in EPSG:32756, Float32 with NaN for no data, and its truth.
 *
 * @param pairs rasters by {@code YYYYMMDD_YYYYMMDD}
 * @param truth values of the true classes, 1 to 8
 */
@SuppressWarnings("ArrayRecordComponent") // stacks are not compared
public record CoverStack(Map<String, GeoTiff> pairs, byte[] truth) {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 9);
    private static final int SIZE = 64;
    private static final int DATES = 16;
    private static final int DAYS_BETWEEN = 24;
    private static final int FOLLOWING = 3;

    /** A year of acquisitions every 24 days, each paired with the next three, in a region that no training saw. */
    public static CoverStack make(long seed) {
        int[] days = IntStream.range(0, DATES).map(i -> i * DAYS_BETWEEN).toArray();
        Acquisitions acquisitions = Acquisitions.next(FOLLOWING, days);
        CoherenceScene scene =
                new CoherenceScene(Region.heldOut().get(0), acquisitions, FIRST.getDayOfYear() - 1, SIZE, SIZE, seed);
        GeoTiff grid =
                new GeoTiff(SIZE, SIZE, new float[1][], "Float32", Optional.of("nan"), 300_000, 6_260_000, 40, 32756);
        Map<String, GeoTiff> pairs = new LinkedHashMap<>();
        for (int pair = 0; pair < acquisitions.pairs(); pair++) {
            String name = date(days[acquisitions.first()[pair]]) + "_"
                    + date(days[acquisitions.second()[pair]]);
            pairs.put(name, grid.with(scene.coherence(pair)));
        }
        return new CoverStack(pairs, scene.covers());
    }

    private static String date(int day) {
        return FIRST.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Share of the pixels of a class map that are right, 0..1. */
    public double accuracy(GeoTiff map) {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += map.bands()[0][i] == truth[i] ? 1 : 0;
        }
        return (double) right / truth.length;
    }

    /** Share of the commonest class: what a map of that class alone would reach. */
    public double commonest() {
        int[] counts = new int[128];
        for (byte value : truth) {
            counts[value]++;
        }
        return (double) IntStream.of(counts).max().orElseThrow() / truth.length;
    }
}
