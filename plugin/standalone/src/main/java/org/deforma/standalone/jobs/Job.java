package org.deforma.standalone.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it is at one moment.
 *
 * @param id its name for ever
 * @param process what it runs, such as {@code deforma:Displacement}
 * @param state how far it is
 * @param percent done, 0..100; 100 only when it has succeeded
 * @param task what it is at, in words; empty where not known
 * @param created when it was asked for
 * @param started when it began to run; empty if it did not
 * @param ended when it ended in whatever way; empty before
 * @param error one sentence; empty unless it has failed
 * @param outputs in order; empty unless it has succeeded
 */
public record Job(
        UUID id,
        String process,
        State state,
        int percent,
        String task,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        String error,
        List<JobOutput> outputs) {

    /** How far a job is. */
    public enum State {
        /** Waits for its turn. */
        QUEUED,
        /** Runs. */
        RUNNING,
        /** All its results are there. */
        SUCCEEDED,
        /** Ended without results; the error says why. */
        FAILED,
        /** Ended by the user, without results. */
        DISMISSED;

        /** Whether nothing will happen to it any more. */
        public boolean isEnd() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** Defensive copy. */
    public Job {
        outputs = List.copyOf(outputs);
    }

    static Job queued(UUID id, String process) {
        return new Job(
                id, process, State.QUEUED, 0, "", Instant.now(), Optional.empty(), Optional.empty(), "", List.of());
    }

    Job running() {
        return new Job(id, process, State.RUNNING, 0, "", created, Optional.of(Instant.now()), ended, "", List.of());
    }

    Job at(int percentDone, String taskNow) {
        return new Job(id, process, state, percentDone, taskNow, created, started, ended, error, outputs);
    }

    Job succeeded(List<JobOutput> results) {
        return new Job(
                id, process, State.SUCCEEDED, 100, "", created, started, Optional.of(Instant.now()), "", results);
    }

    Job failed(String sentence) {
        return new Job(
                id,
                process,
                State.FAILED,
                percent,
                "",
                created,
                started,
                Optional.of(Instant.now()),
                sentence,
                List.of());
    }

    Job dismissed() {
        return new Job(
                id, process, State.DISMISSED, percent, "", created, started, Optional.of(Instant.now()), "", List.of());
    }
}
