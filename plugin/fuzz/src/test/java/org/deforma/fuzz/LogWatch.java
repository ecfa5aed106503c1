package org.deforma.fuzz;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sees what a server logs instead of telling its client: a failure with its cause, which foreign bytes may not bring about. */
public final class LogWatch extends Handler {
    private static final Logger LOG = Logger.getLogger("org.deforma");

    private final ConcurrentLinkedQueue<LogRecord> failures = new ConcurrentLinkedQueue<>();

    /** Begins to watch. */
    public LogWatch() {
        LOG.setLevel(Level.WARNING);
        LOG.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() >= Level.WARNING.intValue() && logged.getThrown() != null) {
            failures.add(logged);
        }
    }

    /**
     * Fails if something was logged since the last check.
     *
     * @throws AssertionError with what was logged as its cause
     */
    public void check() {
        LogRecord first = failures.poll();
        failures.clear();
        if (first != null) {
            throw new AssertionError("the log says: " + first.getMessage(), first.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
