package org.deforma.standalone;

import java.io.PrintStream;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.SimpleInternationalString;

/**
 * Progress as a bar on stderr, or nothing at all where nobody is looking; and where cancelling comes from. Thread-safe.
 */
final class ConsoleProgress implements ProgressListener {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean visible;
    private final long start = System.nanoTime();
    private long drawn;
    private float progress;
    private InternationalString task = new SimpleInternationalString("Starting");
    private volatile boolean canceled;

    /**
     * A bar.
     *
     * @param out where to draw
     * @param visible false to draw nothing
     */
    ConsoleProgress(PrintStream out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    @Override
    public synchronized InternationalString getTask() {
        return task;
    }

    @Override
    public synchronized void setTask(InternationalString task) {
        this.task = task;
    }

    @Override
    public void started() {
        progress(0);
    }

    @Override
    public synchronized void progress(float percent) {
        progress = percent;
        long now = System.nanoTime();
        if (visible && !canceled && now - drawn > REDRAW_NANOS) {
            drawn = now;
            int full = Math.round(WIDTH * Math.max(0, Math.min(100, percent)) / 100);
            out.printf(
                    "%s[%s%s] %3.0f %%  %s  %d s",
                    CLEAR_LINE,
                    "=".repeat(full),
                    " ".repeat(WIDTH - full),
                    percent,
                    task,
                    (now - start) / 1_000_000_000L);
            out.flush();
        }
    }

    @Override
    public synchronized float getProgress() {
        return progress;
    }

    @Override
    public void complete() {
        dispose();
    }

    /** Wipes the bar off the screen. */
    @Override
    public synchronized void dispose() {
        if (visible && drawn != 0) {
            out.print(CLEAR_LINE);
            out.flush();
            drawn = 0;
        }
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }

    @Override
    public void setCanceled(boolean cancel) {
        canceled = cancel;
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        dispose();
        out.println("deforma: warning: " + warning);
    }

    /** Nothing: the failure itself reaches the command, which says it once. */
    @Override
    public void exceptionOccurred(Throwable exception) {}
}
