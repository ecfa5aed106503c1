package org.deforma.synthetic.coherence;

import java.util.List;

/**
 * How the stacks of a region were taken and processed.
 *
 * @param intervals days between overpasses; a stack has one of them
 * @param span length of a stack [days]
 * @param gaps share of overpasses without an image, 0..0.8
 * @param networks which pairs a stack may have
 * @param missingPairs share of those pairs that are missing, 0..0.8
 * @param maskedPairs share of a pixel's pairs that are masked, 0..0.5
 * @param looks independent looks of an estimate; the same for the whole stack
 * @param mixedPixels share of the pixels that hold two covers, 0..1
 * @param mainShare share of the area of a mixed pixel that its main cover takes, 0.5..1
 */
public record Sensing(
        List<Integer> intervals,
        Range span,
        Range gaps,
        List<PairNetwork> networks,
        Range missingPairs,
        Range maskedPairs,
        Range looks,
        double mixedPixels,
        Range mainShare) {
    /** Which of all pairs of dates were processed. */
    public enum PairNetwork {
        /** Every date with every other. */
        ALL,
        /** Every date with the next two to six. */
        NEXT,
        /** Any of the pairs up to some span, chosen at random. */
        RANDOM
    }

    /** Checks the limits. */
    public Sensing {
        intervals = List.copyOf(intervals);
        networks = List.copyOf(networks);
        if (intervals.isEmpty() || networks.isEmpty()) {
            throw new IllegalArgumentException("a region needs an interval of acquisitions and a network of pairs");
        }
        for (int interval : intervals) {
            if (interval < 1 || interval > 366) {
                throw new IllegalArgumentException("overpasses must be 1..366 days apart, was " + interval);
            }
        }
        span.check("length of a stack", 30, 3000, " days");
        gaps.check("share of missing dates", 0, 0.8, "");
        missingPairs.check("share of missing pairs", 0, 0.8, "");
        maskedPairs.check("share of masked pairs", 0, 0.5, "");
        looks.check("looks", 1, 1000, "");
        if (!(mixedPixels >= 0 && mixedPixels <= 1)) {
            throw new IllegalArgumentException("the share of mixed pixels must be 0..1, was " + mixedPixels);
        }
        mainShare.check("share of the main cover", 0.5, 1, "");
    }
}
