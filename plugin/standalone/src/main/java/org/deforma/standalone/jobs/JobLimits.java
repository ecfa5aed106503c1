package org.deforma.standalone.jobs;

/**
 * What runs may take.
 *
 * @param parallel runs at a time, 1..64
 * @param queue runs that may wait for their turn, 0..10,000
 * @param seconds that one run may take, at least 1 [s]
 */
public record JobLimits(int parallel, int queue, long seconds) {
    /** @throws IllegalArgumentException for a value out of its range */
    public JobLimits {
        if (parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("parallel jobs must be 1..64, was " + parallel);
        }
        if (queue < 0 || queue > 10_000) {
            throw new IllegalArgumentException("waiting jobs must be 0..10000, was " + queue);
        }
        if (seconds < 1) {
            throw new IllegalArgumentException("seconds of a job must be 1 or more, was " + seconds);
        }
    }
}
