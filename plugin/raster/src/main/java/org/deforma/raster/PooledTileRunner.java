package org.deforma.raster;

import java.awt.Rectangle;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.api.DeformaException;
import org.deforma.api.TileRunner;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.NullProgressListener;
import org.geotools.util.SimpleInternationalString;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Tiles in one pool for the whole process: as many threads as processors, or as the system property {@value #THREADS}
 * says.
 *
 * <p>Runs that go on at the same time share the threads tile by tile, so none starves. Each keeps at most {@link
 * #threads} tiles in the pool, which bounds the memory of a run whatever the number of its tiles. Must not be called
 * from a tile's task.
 */
@Component(service = TileRunner.class)
public final class PooledTileRunner implements TileRunner {
    /** System property: number of threads, 1..256. */
    static final String THREADS = "deforma.threads";

    /** What one tile under way takes of the heap, roughly [byte]. */
    private static final long TILE = 100L << 20;
    /** What all else takes [byte]. */
    private static final long REST = 300L << 20;

    private static final long POLL_MILLIS = 50;
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final int threads;
    private final ThreadPoolExecutor pool;

    /** Starts with the number of threads that the system property asks for. */
    @Activate
    public PooledTileRunner() {
        this(configuredThreads());
    }

    PooledTileRunner(int threads) {
        this.threads = threads;
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, queue, PooledTileRunner::newThread);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "deforma-tile-" + SERIAL.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** As many as the setting says; without one as many as there are processors and as the heap has room for. */
    static int configuredThreads() {
        String value = System.getProperty(THREADS);
        if (value == null || value.isBlank()) {
            Runtime runtime = Runtime.getRuntime();
            long room = Math.max(1, (runtime.maxMemory() - REST) / TILE);
            return (int) Math.min(Math.min(256, room), runtime.availableProcessors());
        }
        int threads;
        try {
            threads = Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(THREADS + " must be a whole number of 1..256, was " + value, e);
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException(THREADS + " must be 1..256, was " + threads);
        }
        return threads;
    }

    /** Gives the threads back; tiles under way end, tiles that wait do not start. */
    @Deactivate
    void close() {
        pool.shutdown();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void forEach(String what, List<Rectangle> tiles, TileTask task, ProgressListener listener) {
        ProgressListener progress = listener == null ? new NullProgressListener() : listener;
        progress.setTask(new SimpleInternationalString(what));
        progress.progress(0);
        new Run(tiles, task, progress).go(what);
    }

    /** One call of {@link #forEach}; its fields belong to the calling thread, but for {@code stopped}. */
    private final class Run {
        private final List<Rectangle> tiles;
        private final Iterator<Rectangle> waiting;
        private final TileTask task;
        private final ProgressListener progress;
        private final CompletionService<Void> service = new ExecutorCompletionService<>(pool);
        // What a tile reads may look up plug-ins through the context class loader, so workers borrow the caller's.
        private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
        private final Set<Future<Void>> inPool = new HashSet<>();
        private volatile boolean stopped;
        private boolean interrupted;

        Run(List<Rectangle> tiles, TileTask task, ProgressListener progress) {
            this.tiles = List.copyOf(tiles);
            this.waiting = this.tiles.iterator();
            this.task = task;
            this.progress = progress;
        }

        void go(String what) {
            try {
                int done = 0;
                while (waiting.hasNext() || !inPool.isEmpty()) {
                    if (progress.isCanceled() || interrupted) {
                        throw new CancellationException(what + " was cancelled");
                    }
                    fill();
                    if (poll()) {
                        progress.progress(100f * ++done / tiles.size());
                    }
                }
            } finally {
                drain();
            }
        }

        private void fill() {
            while (waiting.hasNext() && inPool.size() < threads) {
                Rectangle tile = waiting.next();
                try {
                    inPool.add(service.submit(() -> runOne(tile), null));
                } catch (RejectedExecutionException e) {
                    throw new DeformaException("the raster service was stopped while work was under way", e);
                }
            }
        }

        private void runOne(Rectangle tile) {
            if (stopped) {
                return;
            }
            Thread worker = Thread.currentThread();
            worker.setContextClassLoader(loader);
            try {
                task.run(new Rectangle(tile));
            } finally {
                worker.setContextClassLoader(null);
            }
        }

        /** Waits a moment for a tile to end. True when one was done; a tile's failure is thrown as it is. */
        @SuppressWarnings("CollectionUndefinedEquality") // The very same future is looked for.
        private boolean poll() {
            try {
                Future<Void> ended = service.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (ended == null) {
                    // Out of memory, a tile may end without being reported.
                    ended = inPool.stream().filter(Future::isDone).findFirst().orElse(null);
                }
                if (ended == null || !inPool.remove(ended)) {
                    return false;
                }
                ended.get();
                return true;
            } catch (InterruptedException e) {
                interrupted = true;
                return false;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause();
            }
        }

        /** Waits for what is in the pool; tiles that did not start do nothing. Only the first failure counts. */
        private void drain() {
            // Workers are not interrupted: that would close the file channels that they and others read from.
            stopped = true;
            while (!inPool.isEmpty()) {
                try {
                    poll();
                } catch (RuntimeException | Error e) {
                    // The first failure is on its way already.
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
