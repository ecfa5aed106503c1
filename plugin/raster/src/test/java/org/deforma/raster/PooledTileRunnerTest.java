package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deforma.api.DeformaException;
import org.geotools.data.util.NullProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PooledTileRunnerTest {
    private static final List<Rectangle> TILES =
            IntStream.range(0, 50).mapToObj(i -> new Rectangle(i, 0, 1, 1)).toList();

    private final PooledTileRunner runner = new PooledTileRunner(3);

    /** Keeps what was reported, and by which thread. */
    private static class Recorder extends NullProgressListener {
        final List<Float> reports = new ArrayList<>();
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        volatile boolean cancelled;

        @Override
        public void progress(float percent) {
            reports.add(percent);
            threads.add(Thread.currentThread());
        }

        @Override
        public boolean isCanceled() {
            return cancelled;
        }
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void everyTileOnceAndProgressFromTheCaller() {
        Set<Rectangle> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        Recorder recorder = new Recorder();
        runner.forEach(
                "Work",
                TILES,
                tile -> {
                    calls.incrementAndGet();
                    seen.add(tile);
                },
                recorder);
        assertEquals(50, calls.get());
        assertEquals(Set.copyOf(TILES), seen);
        assertEquals(Set.of(Thread.currentThread()), recorder.threads);
        assertEquals(recorder.reports.stream().sorted().toList(), recorder.reports);
        assertEquals(0f, recorder.reports.get(0));
        assertEquals(100f, recorder.reports.get(recorder.reports.size() - 1));
    }

    @Test
    void noMoreTilesAtOnceThanThreadsAndNotOnTheCaller() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread caller = Thread.currentThread();
        runner.forEach(
                "Work",
                TILES,
                tile -> {
                    assertTrue(Thread.currentThread() != caller);
                    assertTrue(Thread.currentThread().isDaemon());
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    pause(2);
                    now.decrementAndGet();
                },
                null);
        assertTrue(most.get() >= 2 && most.get() <= 3, "at once: " + most);
    }

    @Test
    void theFirstFailureComesOutAndStopsTheRest() {
        DeformaException failure = new DeformaException("broken", null);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        DeformaException thrown = assertThrows(
                DeformaException.class,
                () -> runner.forEach(
                        "Work",
                        TILES,
                        tile -> {
                            started.incrementAndGet();
                            running.incrementAndGet();
                            try {
                                if (tile.x == 1) {
                                    throw failure;
                                }
                                pause(30);
                            } finally {
                                running.decrementAndGet();
                            }
                        },
                        null));
        assertSame(failure, thrown);
        assertEquals(0, running.get(), "tiles under way are waited for");
        assertTrue(started.get() < 10, "started: " + started);
    }

    @Test
    void errorsComeOutToo() {
        assertThrows(
                OutOfMemoryError.class,
                () -> runner.forEach(
                        "Work",
                        TILES,
                        tile -> {
                            throw new OutOfMemoryError("for the test");
                        },
                        null));
    }

    @Test
    void cancellingStopsWithinATile() {
        Recorder recorder = new Recorder();
        AtomicInteger started = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        CancellationException thrown = assertThrows(
                CancellationException.class,
                () -> runner.forEach(
                        "Work",
                        TILES,
                        tile -> {
                            running.incrementAndGet();
                            if (started.incrementAndGet() == 3) {
                                recorder.cancelled = true;
                            }
                            pause(100);
                            running.decrementAndGet();
                        },
                        recorder));
        assertEquals("Work was cancelled", thrown.getMessage());
        assertEquals(0, running.get());
        assertTrue(started.get() <= 6, "started: " + started);
    }

    @Test
    void aListenerThatThrowsStopsTheRun() {
        AtomicInteger running = new AtomicInteger();
        IllegalStateException dismissed = new IllegalStateException("dismissed");
        assertSame(
                dismissed,
                assertThrows(
                        IllegalStateException.class,
                        () -> runner.forEach(
                                "Work",
                                TILES,
                                tile -> {
                                    running.incrementAndGet();
                                    pause(5);
                                    running.decrementAndGet();
                                },
                                new Recorder() {
                                    @Override
                                    public void progress(float percent) {
                                        if (percent > 10) {
                                            throw dismissed;
                                        }
                                    }
                                })));
        assertEquals(0, running.get());
    }

    @Test
    void anInterruptCancelsAndIsKept() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        boolean[] result = new boolean[2];
        Thread caller = new Thread(() -> {
            try {
                runner.forEach(
                        "Work",
                        TILES,
                        tile -> {
                            begun.countDown();
                            pause(20);
                        },
                        null);
            } catch (CancellationException e) {
                result[0] = true;
            }
            result[1] = Thread.currentThread().isInterrupted();
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertTrue(result[0], "cancelled");
        assertTrue(result[1], "the interrupt is still there");
    }

    @Test
    void aStoppedServiceSaysSo() {
        runner.close();
        assertThrows(DeformaException.class, () -> runner.forEach("Work", TILES, tile -> {}, null));
    }

    @Test
    void nothingToDo() {
        Recorder recorder = new Recorder();
        runner.forEach("Work", List.of(), tile -> {}, recorder);
        assertFalse(recorder.reports.isEmpty());
    }

    @Test
    void threadsFromTheProperty() {
        try {
            System.setProperty(PooledTileRunner.THREADS, "7");
            assertEquals(7, PooledTileRunner.configuredThreads());
            for (String wrong : List.of("0", "257", "many")) {
                System.setProperty(PooledTileRunner.THREADS, wrong);
                assertThrows(IllegalArgumentException.class, PooledTileRunner::configuredThreads);
            }
        } finally {
            System.clearProperty(PooledTileRunner.THREADS);
        }
        assertEquals(Math.min(256, Runtime.getRuntime().availableProcessors()), PooledTileRunner.configuredThreads());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("workers are never interrupted", e);
        }
    }
}
