package org.deforma.synthetic.coherence;

/**
 * One pixel of a stack with its truth. The arrays follow the pairs of the acquisitions, are not copied and must not be
 * changed.
 *
 * @param acquisitions dates and pairs
 * @param pairs estimated coherence of each pair, 0..1; NaN where it is masked
 * @param truth true coherence of each pair, 0..1
 * @param cover what the larger part of the pixel is
 */
@SuppressWarnings("ArrayRecordComponent") // pairs are plain arrays throughout; nothing compares these records
public record CoherenceSample(Acquisitions acquisitions, float[] pairs, float[] truth, GroundCover cover) {
    /** Checks the lengths. */
    public CoherenceSample {
        if (pairs.length != acquisitions.pairs() || truth.length != acquisitions.pairs()) {
            throw new IllegalArgumentException("a sample of " + acquisitions.pairs() + " pairs must have as many"
                    + " coherences, had " + pairs.length + " and " + truth.length);
        }
    }
}
