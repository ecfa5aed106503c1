package org.deforma.standalone.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A job's way from one state to the next, on disk first. Whoever comes first decides how it ends; the others find it
 * ended. Thread-safe.
 */
final class LiveJob {
    private static final Logger LOG = Logger.getLogger(LiveJob.class.getName());

    private final JobStore store;
    private final Optional<Run> run;
    private volatile Job job;
    private boolean removed;

    /**
     * Of a job that is on disk.
     *
     * @param run what does its work; empty for one that has ended
     */
    LiveJob(JobStore store, Job job, Optional<Run> run) {
        this.store = store;
        this.job = job;
        this.run = run;
    }

    Optional<Run> run() {
        return run;
    }

    /** As it is now. */
    Job snapshot() {
        Job now = job;
        return now.state() == Job.State.RUNNING && run.isPresent()
                ? now.at(
                        run.get().listener.percent(),
                        Objects.toString(run.get().listener.getTask(), ""))
                : now;
    }

    /** Waits until it has ended. */
    synchronized Job await() throws InterruptedException {
        while (!job.state().isEnd()) {
            wait();
        }
        return job;
    }

    /** @return whether it may run */
    synchronized boolean start() {
        if (job.state() != Job.State.QUEUED) {
            return false;
        }
        job = job.running();
        record();
        return true;
    }

    /** Its files are complete. When they cannot be kept, this throws and it is still running. */
    synchronized void succeed(List<JobOutput> outputs) throws IOException {
        if (!job.state().isEnd()) {
            store.keep(job.id(), outputs);
            Job succeeded = job.succeeded(outputs);
            store.write(succeeded);
            job = succeeded;
            notifyAll();
        }
    }

    synchronized void fail(String sentence) {
        if (!job.state().isEnd()) {
            job = snapshot().failed(sentence);
            notifyAll();
            // First, since the disk may be full.
            store.clean(job);
            record();
        }
    }

    /** @return whether it had not ended before */
    synchronized boolean dismiss() {
        if (job.state().isEnd()) {
            return false;
        }
        job = snapshot().dismissed();
        notifyAll();
        run.ifPresent(each -> each.listener.cancel("dismissed"));
        record();
        return true;
    }

    /** Called when nothing works for it any more. */
    synchronized void workEnded() {
        if (removed) {
            store.delete(job.id());
        } else if (job.state() != Job.State.SUCCEEDED) {
            store.clean(job);
        }
    }

    /** Removes all that it has. What still works for it cannot write any more; what it wrote meanwhile goes when it ends. */
    synchronized void remove() {
        removed = true;
        store.delete(job.id());
    }

    /** What is not recorded here is found to be interrupted at the next start. */
    private void record() {
        try {
            store.write(job);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the state of job " + job.id() + " cannot be written: " + job.state(), e);
        }
    }
}
