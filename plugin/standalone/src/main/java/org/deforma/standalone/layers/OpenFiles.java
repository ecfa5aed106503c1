package org.deforma.standalone.layers;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The files of all layers that are open at the moment; a thread closes those that nobody reads any more. Thread-safe. */
final class OpenFiles implements AutoCloseable {
    /** How long a file stays open after the last read; longer than a map takes to be drawn from one read to the next. */
    private static final long IDLE_SECONDS = 30;

    private static final Logger LOG = Logger.getLogger(OpenFiles.class.getName());

    private final Set<SharedFile> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "layers-idle-files");
        thread.setDaemon(true);
        return thread;
    });

    OpenFiles() {
        Future<?> unused =
                sweeper.scheduleWithFixedDelay(this::sweep, IDLE_SECONDS / 3, IDLE_SECONDS / 3, TimeUnit.SECONDS);
    }

    /** An exception would end the sweeping for good, and files would stay open from then on. */
    private void sweep() {
        try {
            closeIdle(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a file of a layer cannot be closed; tried again later", e);
        }
    }

    /** A file, not yet opened. */
    SharedFile file(Path path) {
        return new SharedFile(path, this);
    }

    void opened(SharedFile file) {
        open.add(file);
    }

    void closed(SharedFile file) {
        open.remove(file);
    }

    /** Closes what nobody has read for as long [ns]. */
    void closeIdle(long nanos) {
        open.forEach(file -> file.closeIfIdle(nanos));
    }

    /** Closes all; they open again when they are read. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        closeIdle(0);
    }
}
