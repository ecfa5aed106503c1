package org.deforma.synthetic.coherence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deforma.synthetic.Draws;

/**
 * The dates of a stack and the pairs of them there are. The arrays are not copied and must not be changed.
 *
 * @param days days from the first date, which is 0; strictly increasing, at least 2 dates
 * @param first index of the earlier date of each pair
 * @param second index of its later date
 */
@SuppressWarnings("ArrayRecordComponent") // days and pairs are plain arrays throughout; nothing compares these records
public record Acquisitions(int[] days, int[] first, int[] second) {
    /** Fewer dates than this are not drawn. */
    private static final int FEWEST_DATES = 8;

    /** Checks order and indices. */
    public Acquisitions {
        if (days.length < 2 || days[0] != 0) {
            throw new IllegalArgumentException("a stack needs 2 dates or more, the first on day 0");
        }
        for (int i = 1; i < days.length; i++) {
            if (days[i] <= days[i - 1]) {
                throw new IllegalArgumentException("dates must increase, day " + days[i] + " follows " + days[i - 1]);
            }
        }
        if (first.length == 0 || first.length != second.length) {
            throw new IllegalArgumentException(
                    "a stack needs pairs with two dates each, had " + first.length + " and " + second.length);
        }
        for (int p = 0; p < first.length; p++) {
            if (first[p] < 0 || first[p] >= second[p] || second[p] >= days.length) {
                throw new IllegalArgumentException("pair " + p + " must join an earlier with a later of " + days.length
                        + " dates, was " + first[p] + " with " + second[p]);
            }
        }
    }

    /** Every pair of the given days. */
    public static Acquisitions all(int... days) {
        return next(days.length - 1, days);
    }

    /** Every date with the next {@code following} ones. */
    public static Acquisitions next(int following, int... days) {
        if (following < 1) {
            throw new IllegalArgumentException("a date must be paired with at least the next one, was " + following);
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length && j <= i + following; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        return of(days.clone(), pairs);
    }

    /**
     * A stack as it may be found in a region: some overpasses and some pairs are missing, and a stack may be cut short
     * or have a long gap. Dates without a pair are left out; there are 8 dates or more.
     */
    public static Acquisitions draw(Region region, long seed) {
        Draws draws = new Draws(seed, 0);
        for (int attempt = 0; attempt < 1000; attempt++) {
            int[] days = dates(region.sensing(), draws);
            if (days.length >= FEWEST_DATES) {
                Acquisitions drawn = pairs(region.sensing(), days, draws);
                if (drawn.days.length >= FEWEST_DATES) {
                    return drawn;
                }
            }
        }
        throw new IllegalArgumentException(
                region.name() + ": stacks of so few dates and pairs cannot be used, allow longer ones or fewer gaps");
    }

    /** Pairs there are. */
    public int pairs() {
        return first.length;
    }

    /** Time from the first date to the last [days]. */
    public int span() {
        return days[days.length - 1];
    }

    private static int[] dates(Sensing sensing, Draws draws) {
        int interval = draws.any(sensing.intervals());
        int span = sensing.span().drawInt(draws);
        double missing = sensing.gaps().draw(draws);
        int outage = draws.chance(0.2) ? draws.between(0, span) : span + 1;
        int outageEnd = outage + draws.between(30, 70);
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day <= span; day += interval) {
            if (!draws.chance(missing) && (day < outage || day >= outageEnd)) {
                days.add(day);
            }
        }
        return days.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Acquisitions pairs(Sensing sensing, int[] days, Draws draws) {
        double missing = sensing.missingPairs().draw(draws);
        int following = days.length;
        int longest = Integer.MAX_VALUE;
        switch (draws.any(sensing.networks())) {
            case ALL -> {}
            case NEXT -> following = draws.between(2, 6);
            case RANDOM -> {
                longest = draws.between(60, 200);
                missing = draws.between(missing, 0.8);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        boolean[] used = new boolean[days.length];
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length && j <= i + following; j++) {
                if (days[j] - days[i] <= longest && !draws.chance(missing)) {
                    pairs.add(new int[] {i, j});
                    used[i] = true;
                    used[j] = true;
                }
            }
        }
        return pairs.isEmpty() ? all(0, 1) : of(keep(days, used, pairs), pairs);
    }

    /** The days of the used dates from the first of them; the indices of the pairs follow. */
    private static int[] keep(int[] days, boolean[] used, List<int[]> pairs) {
        int[] index = new int[days.length];
        int[] kept = new int[days.length];
        int n = 0;
        for (int i = 0; i < days.length; i++) {
            index[i] = n;
            if (used[i]) {
                kept[n++] = days[i];
            }
        }
        for (int[] pair : pairs) {
            pair[0] = index[pair[0]];
            pair[1] = index[pair[1]];
        }
        int start = kept[0];
        return Arrays.stream(kept, 0, n).map(day -> day - start).toArray();
    }

    private static Acquisitions of(int[] days, List<int[]> pairs) {
        return new Acquisitions(
                days,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
    }
}
