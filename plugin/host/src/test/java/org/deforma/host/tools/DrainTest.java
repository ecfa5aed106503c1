package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.deforma.host.framework.Host;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Tools that are to go while they run. */
@Timeout(60)
class DrainTest {
    private static final Name RUN = FakeTools.name("Run");
    private static final String GONE =
            "test:Run is being updated or removed, or the server is stopping; try again in a minute";
    private static final long LONG = 3600;

    @TempDir
    static Path folder;

    private static Host host;
    private static Bundle bundle;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ProgressListener caller = new DefaultProgressListener();
    private volatile boolean ended;
    private ToolFactory tools;
    private ServiceRegistration<ProcessFactory> service;

    @BeforeAll
    static void startHost() throws Exception {
        host = Host.start(folder);
        bundle = Bundles.start(host, "one", "1.0.0");
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @AfterEach
    void endAll() throws InterruptedException {
        end.countDown();
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS), "no thread waits for ever");
        tools.close();
    }

    /** Runs until it is told to, whatever the listener says. */
    private Map<String, Object> deaf(Map<String, Object> arguments, ProgressListener listener) {
        running.countDown();
        while (end.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return Map.of("result", "complete");
    }

    /** As tools do: asks at every tile. */
    private Map<String, Object> listening(Map<String, Object> arguments, ProgressListener listener) {
        running.countDown();
        while (end.getCount() > 0) {
            if (listener.isCanceled()) {
                ended = true;
                throw new CancellationException("cancelled at a tile");
            }
            LockSupport.parkNanos(1_000_000);
        }
        return Map.of("result", "complete");
    }

    private Future<Map<String, Object>> run(Process process, long patience, long grace) throws InterruptedException {
        tools = new ToolFactory(host.context(), List.of(), new ToolFactory.Drain(patience, grace), () -> {});
        service = Bundles.offer(bundle, new FakeTools("Run", "slow", process));
        Future<Map<String, Object>> run = threads.submit(() -> tools.create(RUN).execute(Map.of(), caller));
        running.await();
        return run;
    }

    /** Waits until somebody waits for the run; from then on no other is let in. */
    private static void awaitDraining() {
        while (Thread.getAllStackTraces().values().stream().noneMatch(DrainTest::isDraining)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isDraining(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals(Offer.class.getName())
                        && frame.getMethodName().equals("awaitNone"));
    }

    @Test
    void aRunUnderWayEndsBeforeItsServiceIsLetGo() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, LONG, LONG);
        Future<?> gone = threads.submit(service::unregister);
        awaitDraining();
        ProcessException refused = assertThrows(
                ProcessException.class, () -> tools.create(RUN).execute(Map.of(), null), "no new run is let in");
        assertEquals(GONE, refused.getMessage());
        assertFalse(gone.isDone());
        assertFalse(run.isDone());
        assertEquals(Set.of(RUN), tools.getNames(), "hosts ask about a process while it runs");
        end.countDown();
        assertEquals(Map.of("result", "complete"), run.get());
        gone.get();
        assertNotNull(tools.getResultInfo(RUN, null), "and while they write its answer");
        assertEquals("slow", FakeTools.description(tools));
        assertThrows(ProcessException.class, () -> tools.create(RUN).execute(Map.of(), null));
    }

    @Test
    void theOldVersionsRunEndsWhileTheNewOneIsUsed() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, LONG, LONG);
        Future<?> gone = threads.submit(service::unregister);
        awaitDraining();
        Process next = (arguments, listener) -> Map.of("result", "new");
        ServiceRegistration<ProcessFactory> update = Bundles.offer(bundle, new FakeTools("Run", "new", next));
        assertEquals("new", FakeTools.description(tools));
        assertEquals(Map.of("result", "new"), tools.create(RUN).execute(Map.of(), null));
        end.countDown();
        assertEquals(Map.of("result", "complete"), run.get());
        gone.get();
        assertEquals("new", FakeTools.description(tools));
        update.unregister();
    }

    @Test
    void whenPatienceIsOverRunsAreCancelled() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, 0, LONG);
        try (LogRecords log = new LogRecords()) {
            service.unregister();
            ExecutionException failed = assertThrows(ExecutionException.class, run::get);
            assertEquals(GONE, failed.getCause().getMessage(), "the user learns that it was not he who cancelled");
            assertFalse(caller.isCanceled(), "the caller's listener is his");
            assertEquals(List.of(), log.causes());
        }
    }

    @Test
    void whatDoesNotListenIsLeftBehindAfterTheGrace() throws Exception {
        Future<Map<String, Object>> run = run(this::deaf, 0, 0);
        try (LogRecords log = new LogRecords()) {
            service.unregister();
            assertFalse(run.isDone());
            assertEquals(1, log.causes().size(), "an administrator is told");
        }
        end.countDown();
        assertEquals(Map.of("result", "complete"), run.get(), "its user gets what it came to");
    }

    @Test
    void closingCancelsAtOnceAndWaitsForTheEnd() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, LONG, LONG);
        tools.close();
        assertTrue(ended, "closed means that nothing runs any more");
        assertEquals(
                GONE,
                assertThrows(ExecutionException.class, run::get).getCause().getMessage());
        assertEquals(Set.of(), tools.getNames());
        service.unregister();
    }

    @Test
    void closingDoesNotWaitForThePatienceOfAnUpdateUnderWay() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, LONG, LONG);
        Future<?> gone = threads.submit(service::unregister);
        awaitDraining();
        tools.close();
        assertTrue(ended, "closed means that nothing runs any more");
        assertEquals(
                GONE,
                assertThrows(ExecutionException.class, run::get).getCause().getMessage());
        gone.get();
    }

    @Test
    void whoeverStopsTheWaitingCancelsTheRuns() throws Exception {
        Future<Map<String, Object>> run = run(this::listening, LONG, LONG);
        Thread update = new Thread(service::unregister);
        update.start();
        awaitDraining();
        update.interrupt();
        update.join();
        assertEquals(
                GONE,
                assertThrows(ExecutionException.class, run::get).getCause().getMessage());
    }
}
