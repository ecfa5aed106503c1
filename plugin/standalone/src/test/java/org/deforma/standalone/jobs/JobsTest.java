package org.deforma.standalone.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessException;
import org.geotools.util.SimpleInternationalString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JobsTest {
    private static final JobLimits LIMITS = new JobLimits(2, 3, 60);
    private static final StoredTask NOTHING = (folder, listener) -> List.of();

    @TempDir
    Path folder;

    private final AtomicInteger ended = new AtomicInteger();

    private Jobs open() {
        return new Jobs(folder, LIMITS);
    }

    private Job submit(Jobs jobs, StoredTask task) {
        return jobs.submit("test:Tool", "<request/>", task, ended::incrementAndGet);
    }

    private List<String> files(UUID id) {
        try (Stream<Path> all = Files.list(folder.resolve(id.toString()))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Until cancelled. */
    private static List<JobOutput> hang(ProgressListener listener) {
        try {
            while (!listener.isCanceled()) {
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CancellationException();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnded(int count) throws InterruptedException {
        while (ended.get() < count) {
            Thread.sleep(2);
        }
        assertEquals(count, ended.get());
    }

    private static List<JobOutput> result(Path folder) throws IOException {
        Files.writeString(folder.resolve("result.tif"), "pixels");
        Files.writeString(folder.resolve("scratch"), "not a result");
        return List.of(
                JobOutput.file("result", "image/tiff", "result.tif"),
                JobOutput.text("report", "", "{\"a\":\"\u00e9\"}"));
    }

    @Test
    void aResultOutlivesTheServer() throws Exception {
        Job done;
        try (Jobs jobs = open()) {
            Job job = submit(jobs, (place, listener) -> result(place));
            assertEquals(Job.State.QUEUED, job.state());
            done = jobs.await(job.id());
            awaitEnded(1);
        }
        assertEquals(Job.State.SUCCEEDED, done.state());
        assertEquals(100, done.percent());
        try (Jobs jobs = open()) {
            Job again = jobs.find(done.id()).orElseThrow();
            assertEquals(done, again);
            assertEquals(List.of("job.json", "request.xml", "result.tif"), files(done.id()));
            assertEquals(
                    "pixels", Files.readString(jobs.file(again, again.outputs().get(0))));
            assertEquals("<request/>", jobs.request(done.id()));
            assertThrows(JobFailedException.class, () -> jobs.await(UUID.randomUUID()));
        }
    }

    @Test
    void progressAndTaskAreSeenWhileItRuns() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Jobs jobs = open()) {
            Job job = submit(jobs, (place, listener) -> {
                listener.setTask(new SimpleInternationalString("step 2"));
                listener.progress(42.7f);
                told.countDown();
                await(go);
                return List.of();
            });
            await(told);
            Job now = jobs.find(job.id()).orElseThrow();
            assertEquals(Job.State.RUNNING, now.state());
            assertEquals(42, now.percent());
            assertEquals("step 2", now.task());
            assertEquals(1, jobs.running());
            go.countDown();
            assertEquals(Job.State.SUCCEEDED, jobs.await(job.id()).state());
        }
    }

    @Test
    void aFailureIsASentenceAndLeavesNoFiles() {
        try (Jobs jobs = open()) {
            Job job = submit(jobs, (place, listener) -> {
                result(place);
                throw new ProcessException("window must be 8..256");
            });
            Job failed = jobs.await(job.id());
            assertEquals(Job.State.FAILED, failed.state());
            assertEquals("window must be 8..256", failed.error());
            assertEquals(List.of("job.json", "request.xml"), files(job.id()));
        }
    }

    @Test
    void errorsOfTheMachineFailTheJobAndNothingElse() {
        try (Jobs jobs = open()) {
            Job memory = submit(jobs, (place, listener) -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertTrue(jobs.await(memory.id()).error().contains("ran out of memory"));
            Job disk = submit(jobs, (place, listener) -> {
                throw new FileSystemException("/secret/place", null, "No space left on device");
            });
            assertEquals(
                    "the result cannot be kept: No space left on device",
                    jobs.await(disk.id()).error());
            Job lost = submit(jobs, (place, listener) -> List.of(JobOutput.file("result", "image/tiff", "result.tif")));
            Job failed = jobs.await(lost.id());
            assertEquals(Job.State.FAILED, failed.state(), "a file that was not written is no result");
            assertEquals(
                    Job.State.SUCCEEDED, jobs.await(submit(jobs, NOTHING).id()).state());
        }
    }

    @Test
    void aRunningJobIsDismissedThenRemoved() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (Jobs jobs = open()) {
            Job job = submit(jobs, (place, listener) -> {
                result(place);
                started.countDown();
                return hang(listener);
            });
            await(started);
            assertEquals(Job.State.RUNNING, jobs.dismiss(job.id()).orElseThrow().state());
            assertEquals(Job.State.DISMISSED, jobs.find(job.id()).orElseThrow().state());
            awaitEnded(1);
            assertEquals(List.of("job.json", "request.xml"), files(job.id()));
            assertEquals(
                    Job.State.DISMISSED, jobs.dismiss(job.id()).orElseThrow().state());
            assertTrue(jobs.find(job.id()).isEmpty());
            assertFalse(Files.exists(folder.resolve(job.id().toString())));
            assertTrue(jobs.dismiss(job.id()).isEmpty());
        }
    }

    @Test
    void aJobThatFinishesAfterItsDismissalHasNoResult() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Jobs jobs = open()) {
            Job job = submit(jobs, (place, listener) -> {
                started.countDown();
                await(go);
                return result(place);
            });
            await(started);
            jobs.dismiss(job.id());
            jobs.dismiss(job.id());
            assertTrue(jobs.list().isEmpty());
            go.countDown();
            awaitEnded(1);
            assertFalse(Files.exists(folder.resolve(job.id().toString())));
        }
    }

    @Test
    void aWaitingJobIsDismissedWithoutRunning() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        try (Jobs jobs = open()) {
            for (int i = 0; i < LIMITS.parallel(); i++) {
                submit(jobs, (place, listener) -> {
                    await(go);
                    return List.of();
                });
            }
            Job waiting = submit(jobs, (place, listener) -> {
                ran.incrementAndGet();
                return List.of();
            });
            assertEquals(1, jobs.waiting());
            jobs.dismiss(waiting.id());
            assertEquals(0, jobs.waiting());
            assertEquals(1, ended.get());
            go.countDown();
            awaitEnded(3);
            assertEquals(0, ran.get());
            assertEquals(
                    Job.State.DISMISSED, jobs.find(waiting.id()).orElseThrow().state());
        }
    }

    @Test
    void aFullQueueRefusesAndLeavesNothing() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Jobs jobs = open()) {
            int all = LIMITS.parallel() + LIMITS.queue();
            for (int i = 0; i < all; i++) {
                submit(jobs, (place, listener) -> {
                    await(go);
                    return List.of();
                });
            }
            JobRefusedException refused = assertThrows(JobRefusedException.class, () -> submit(jobs, NOTHING));
            assertTrue(refused.getMessage().contains("2 jobs run and 3 wait"), refused.getMessage());
            assertThrows(JobRefusedException.class, () -> jobs.call("test:Tool", listener -> 1));
            assertEquals(all, jobs.list().size());
            try (Stream<Path> folders = Files.list(folder)) {
                assertEquals(all, folders.count());
            }
            go.countDown();
            awaitEnded(all);
            assertEquals("7", jobs.call("test:Tool", listener -> "7"));
        }
    }

    @Test
    void noQueueMeansNoWaiting() {
        try (Jobs jobs = new Jobs(folder, new JobLimits(1, 0, 60))) {
            CountDownLatch go = new CountDownLatch(1);
            Job first = submit(jobs, (place, listener) -> {
                await(go);
                return List.of();
            });
            assertThrows(JobRefusedException.class, () -> submit(jobs, NOTHING));
            assertEquals(1, jobs.list().size());
            go.countDown();
            assertEquals(Job.State.SUCCEEDED, jobs.await(first.id()).state());
        }
    }

    @Test
    void whatTakesTooLongIsStopped() {
        try (Jobs jobs = new Jobs(folder, new JobLimits(1, 1, 1))) {
            Job failed =
                    jobs.await(submit(jobs, (place, listener) -> hang(listener)).id());
            assertEquals(Job.State.FAILED, failed.state());
            assertTrue(failed.error().startsWith("stopped after 1 s"), failed.error());
        }
    }

    @Test
    void callsLeaveNoRecord() throws IOException {
        try (Jobs jobs = open()) {
            assertEquals("x", jobs.call("test:Tool", listener -> "x"));
            JobFailedException failed = assertThrows(
                    JobFailedException.class,
                    () -> jobs.call("test:Tool", listener -> {
                        throw new IllegalArgumentException("too small");
                    }));
            assertEquals("too small", failed.getMessage());
            assertTrue(jobs.list().isEmpty());
            try (Stream<Path> folders = Files.list(folder)) {
                assertEquals(0, folders.count());
            }
        }
    }

    @Test
    void closeInterruptsAndRecordsIt() {
        CountDownLatch started = new CountDownLatch(2);
        List<Job> all = new ArrayList<>();
        try (Jobs jobs = open()) {
            for (int i = 0; i < 4; i++) {
                all.add(submit(jobs, (place, listener) -> {
                    started.countDown();
                    return hang(listener);
                }));
            }
            await(started);
        }
        assertEquals(4, ended.get());
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("deforma-job"))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), threads);
        try (Jobs jobs = open()) {
            for (Job job : all) {
                Job now = jobs.find(job.id()).orElseThrow();
                assertEquals(Job.State.FAILED, now.state());
                assertEquals("interrupted: the server was stopped", now.error());
            }
        }
    }

    @Test
    void closedTakesNoMore() {
        Jobs jobs = open();
        jobs.close();
        assertTrue(assertThrows(JobRefusedException.class, () -> submit(jobs, NOTHING))
                .getMessage()
                .contains("stopping"));
        assertThrows(JobRefusedException.class, () -> jobs.call("test:Tool", listener -> 1));
    }

    @Test
    void theNewestComesFirst() {
        try (Jobs jobs = open()) {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(0, jobs.await(submit(jobs, NOTHING).id()).id());
            }
            assertEquals(ids, jobs.list().stream().map(Job::id).toList());
        }
    }

    @Test
    void manyAtOnceAllEndAsTheyShould() throws Exception {
        JobLimits limits = new JobLimits(4, 1000, 60);
        int count = 120;
        List<Future<Job>> all = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try (Jobs jobs = new Jobs(folder, limits)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(clients.submit(() -> {
                    Job job = submit(jobs, (place, listener) -> {
                        if (number % 3 == 0) {
                            throw new ProcessException("no " + number);
                        }
                        Files.writeString(place.resolve("a.tif"), String.valueOf(number));
                        return List.of(JobOutput.file("a", "image/tiff", "a.tif"));
                    });
                    if (number % 3 == 1) {
                        jobs.dismiss(job.id());
                    }
                    if (number % 5 == 0) {
                        assertEquals("" + number, jobs.call("test:Call", listener -> "" + number));
                    }
                    return job;
                }));
            }
            for (Future<Job> each : all) {
                each.get();
            }
            awaitEnded(count);
            for (int i = 0; i < count; i++) {
                var now = jobs.find(all.get(i).get().id());
                if (i % 3 == 0) {
                    assertEquals("no " + i, now.orElseThrow().error());
                } else if (i % 3 == 2) {
                    Job job = now.orElseThrow();
                    assertEquals(
                            String.valueOf(i),
                            Files.readString(jobs.file(job, job.outputs().get(0))));
                } else {
                    // Dismissed before, while or after it ran; in the last case it is gone.
                    now.ifPresent(job -> assertEquals(Job.State.DISMISSED, job.state()));
                }
            }
        } finally {
            clients.shutdownNow();
        }
        try (Jobs jobs = new Jobs(folder, limits)) {
            assertEquals(
                    Set.of(),
                    jobs.list().stream()
                            .filter(job -> job.error().startsWith("interrupted"))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void anInterruptedWaiterCancelsItsRun() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (Jobs jobs = open()) {
            Thread waiter = new Thread(() -> assertThrows(
                    JobFailedException.class,
                    () -> jobs.call("test:Tool", listener -> {
                        started.countDown();
                        return hang(listener);
                    })));
            waiter.start();
            await(started);
            waiter.interrupt();
            waiter.join(Duration.ofSeconds(20).toMillis());
            assertFalse(waiter.isAlive());
        }
    }
}
