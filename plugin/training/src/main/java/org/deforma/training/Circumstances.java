package org.deforma.training;

import java.util.ArrayList;
import java.util.List;
import org.deforma.synthetic.coherence.Range;
import org.deforma.synthetic.coherence.Region;
import org.deforma.synthetic.coherence.Sensing;
import org.deforma.synthetic.coherence.Sensing.PairNetwork;

/**
 * Stacks that differ from the usual ones of some regions in one respect, to see what accuracy depends on.
 *
 * @param name for people
 * @param change what differs
 */
record Circumstances(String name, Change change) {
    private static final Range YEAR = Range.of(360, 383);

    /** What differs. */
    interface Change {
        Sensing of(Sensing usual);
    }

    /** The regions under these circumstances. */
    List<Region> of(List<Region> regions) {
        return regions.stream()
                .map(region -> region.with(change.of(region.sensing())))
                .toList();
    }

    /** What the card tells. */
    static List<Circumstances> all() {
        List<Circumstances> all = new ArrayList<>();
        all.add(new Circumstances("pure pixels only", s -> mixed(s, 0)));
        all.add(new Circumstances("mixed pixels only", s -> mixed(s, 1)));
        for (int looks : new int[] {10, 20, 40, 80}) {
            all.add(new Circumstances(looks + " looks", s -> looks(s, looks)));
        }
        for (int interval : new int[] {6, 12, 24}) {
            all.add(new Circumstances("an image every " + interval + " days", s -> interval(s, interval)));
        }
        all.add(new Circumstances("100 to 150 days long", s -> span(s, Range.of(100, 150))));
        all.add(new Circumstances("150 to 300 days long", s -> span(s, Range.of(150, 300))));
        all.add(new Circumstances("a year long", s -> span(s, YEAR)));
        all.add(new Circumstances("all pairs of dates", s -> network(s, PairNetwork.ALL)));
        all.add(new Circumstances("each date with the next 2 to 6", s -> network(s, PairNetwork.NEXT)));
        all.add(new Circumstances("pairs at random", s -> network(s, PairNetwork.RANDOM)));
        all.add(new Circumstances(
                "a year of 12 days, all pairs, 40 looks, pure pixels",
                s -> mixed(looks(interval(span(network(s, PairNetwork.ALL), YEAR), 12), 40), 0)));
        return all;
    }

    private static Sensing interval(Sensing s, int interval) {
        return copy(s, List.of(interval), s.span(), s.networks(), s.looks(), s.mixedPixels());
    }

    private static Sensing span(Sensing s, Range span) {
        return copy(s, s.intervals(), span, s.networks(), s.looks(), s.mixedPixels());
    }

    private static Sensing network(Sensing s, PairNetwork network) {
        return copy(s, s.intervals(), s.span(), List.of(network), s.looks(), s.mixedPixels());
    }

    private static Sensing looks(Sensing s, int looks) {
        return copy(s, s.intervals(), s.span(), s.networks(), Range.of(looks, looks), s.mixedPixels());
    }

    private static Sensing mixed(Sensing s, double share) {
        return copy(s, s.intervals(), s.span(), s.networks(), s.looks(), share);
    }

    private static Sensing copy(
            Sensing s, List<Integer> intervals, Range span, List<PairNetwork> networks, Range looks, double mixed) {
        return new Sensing(
                intervals, span, s.gaps(), networks, s.missingPairs(), s.maskedPairs(), looks, mixed, s.mainShare());
    }
}
