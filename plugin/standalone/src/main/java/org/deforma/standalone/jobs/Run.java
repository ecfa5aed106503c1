package org.deforma.standalone.jobs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.process.ProcessException;

/** One run in a thread of the pool: its time limit, its lines in the log, and its failures as sentences. */
abstract class Run implements Runnable {
    private static final Logger LOG = Logger.getLogger(Run.class.getName());

    final UUID id;
    final String process;
    final JobListener listener = new JobListener();
    private final long seconds;
    private final ScheduledExecutorService clock;

    /**
     * Prepares.
     *
     * @param id for the log
     * @param process what runs
     * @param seconds it may take
     * @param clock ends it then
     */
    Run(UUID id, String process, long seconds, ScheduledExecutorService clock) {
        this.id = id;
        this.process = process;
        this.seconds = seconds;
        this.clock = clock;
    }

    /** Does the work, and says so to whoever waits for it; what it throws goes to {@link #failed}. */
    abstract void work() throws IOException;

    /** Told once, when there will be no result. */
    abstract void failed(String sentence);

    /** Told once, last, also when it never ran. */
    abstract void ended();

    /** Instead of a run: it has left the queue. */
    final void drop(String sentence) {
        LOG.log(Level.INFO, "job {0} {1} left the queue: {2}", new Object[] {id, process, sentence});
        try {
            failed(sentence);
        } finally {
            ended();
        }
    }

    @Override
    public final void run() {
        LOG.log(Level.INFO, "job {0} {1} started", new Object[] {id, process});
        long start = System.nanoTime();
        ScheduledFuture<?> alarm = clock.schedule(
                () -> listener.cancel("stopped after " + seconds + " s, the longest that a run may take on this server;"
                        + " try a smaller area or a larger step, or ask for more time"),
                seconds,
                TimeUnit.SECONDS);
        String outcome = "succeeded";
        try {
            work();
        } catch (Throwable e) {
            // Whatever fails, out of memory included, is the end of this run and of nothing else.
            String sentence = sentence(e);
            outcome = "failed: " + sentence.replaceAll("\\p{Cntrl}", " ");
            failed(sentence);
        } finally {
            alarm.cancel(false);
            String took = String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9);
            LOG.log(Level.INFO, "job {0} {1} ended after {2} s: {3}", new Object[] {id, process, took, outcome});
            ended();
        }
    }

    private String sentence(Throwable failure) {
        if (listener.reason().isPresent() && !(failure instanceof Error)) {
            return listener.reason().get();
        }
        String message = failure.getMessage();
        if (failure instanceof CancellationException) {
            return "cancelled";
        }
        if (failure instanceof OutOfMemoryError) {
            LOG.log(Level.WARNING, process + " ran out of memory", failure);
            return process + " ran out of memory; try a smaller area, or give the server more with java -Xmx";
        }
        if (failure instanceof IOException io) {
            LOG.log(Level.WARNING, process + " failed", failure);
            return "the result cannot be kept: " + reason(io);
        }
        boolean told = failure instanceof ProcessException
                || failure instanceof IllegalArgumentException
                || failure instanceof JobFailedException;
        if (told && message != null && !message.isBlank()) {
            return message;
        }
        LOG.log(Level.WARNING, process + " failed", failure);
        return process + " failed (" + failure.getClass().getSimpleName() + "); the server's log says more";
    }

    /** What the operating system says, without paths. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return failure.getCause() instanceof IOException deeper
                ? reason(deeper)
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
