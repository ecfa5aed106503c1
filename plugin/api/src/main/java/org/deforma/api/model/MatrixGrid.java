package org.deforma.api.model;

/**
 * The dates of a coherence matrix that a network takes (layout COHERENCE_MATRIX). Its input has two channels of {@code dates} x
 * {@code dates}: the coherence, and 1 where there is one (0 where there is not; the coherence is 0 there too). Row and column
 * {@code k} stand for the time {@code k * interval} after the first acquisition.
 *
 * @param dates rows and columns
 * @param interval time from one to the next [days]
 */
public record MatrixGrid(int dates, int interval) {
    /** Checks the numbers. */
    public MatrixGrid {
        if (dates < 4 || dates > 512) {
            throw new IllegalArgumentException("a coherence matrix must have 4..512 dates, was " + dates);
        }
        if (interval < 1 || interval > 366) {
            throw new IllegalArgumentException(
                    "dates of a coherence matrix must be 1..366 days apart, was " + interval);
        }
    }

    /** Time that the matrix covers [days]. */
    public int days() {
        return dates * interval;
    }
}
