package org.deforma.standalone.jobs;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.SimpleInternationalString;

/** Where a run tells how far it is, and is told to end. Thread-safe. */
final class JobListener implements ProgressListener {
    private final AtomicReference<String> reason = new AtomicReference<>();
    private volatile float progress;
    private volatile InternationalString task = new SimpleInternationalString("");

    /**
     * Asks the run to end.
     *
     * @param sentence why; the first one counts
     */
    void cancel(String sentence) {
        reason.compareAndSet(null, sentence);
    }

    /** Why it was asked to end; empty when it was not. */
    Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** How much is done, 0..99 [%]. */
    int percent() {
        return (int) Math.max(0, Math.min(99, progress));
    }

    @Override
    public boolean isCanceled() {
        return reason.get() != null;
    }

    @Override
    public void setCanceled(boolean cancel) {
        if (cancel) {
            cancel("cancelled");
        }
    }

    @Override
    public InternationalString getTask() {
        return task;
    }

    @Override
    public void setTask(InternationalString words) {
        task = words == null ? new SimpleInternationalString("") : words;
    }

    @Override
    public void started() {
        progress = 0;
    }

    @Override
    public void progress(float percent) {
        progress = Float.isNaN(percent) ? progress : percent;
    }

    @Override
    public float getProgress() {
        return progress;
    }

    @Override
    public void complete() {
        progress = 100;
    }

    @Override
    public void dispose() {}

    @Override
    public void warningOccurred(String source, String location, String warning) {}

    @Override
    public void exceptionOccurred(Throwable exception) {}
}
