package org.deforma.standalone.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server finds that was killed, or whose disk was full. */
class JobStoreTest {
    private static final JobLimits LIMITS = new JobLimits(1, 5, 60);

    @TempDir
    Path folder;

    private Path of(Job job) {
        return folder.resolve(job.id().toString());
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void aJobThatRanWhenTheServerWasKilledHasFailed() throws IOException {
        JobStore store = new JobStore(folder);
        Job queued = Job.queued(UUID.randomUUID(), "test:Tool");
        Job running = Job.queued(UUID.randomUUID(), "test:Tool").running();
        store.create(queued, "<a/>");
        store.create(running, "<b/>");
        // A result half written, and a record that was about to be replaced.
        Files.writeString(of(running).resolve("result.tif"), "half");
        Files.writeString(of(running).resolve("job.json.part"), "{\"id\": \"");
        try (Jobs jobs = new Jobs(folder, LIMITS)) {
            for (Job job : List.of(queued, running)) {
                Job now = jobs.find(job.id()).orElseThrow();
                assertEquals(Job.State.FAILED, now.state());
                assertEquals("interrupted: the server stopped while it ran; run it again", now.error());
                assertEquals(job.started(), now.started());
            }
            assertFalse(Files.exists(of(running).resolve("result.tif")));
            assertFalse(Files.exists(of(running).resolve("job.json.part")));
            assertEquals("<b/>", jobs.request(running.id()));
        }
        assertEquals(
                Job.State.FAILED,
                JobRecord.read(Files.readString(of(running).resolve("job.json")))
                        .state());
    }

    @Test
    void aFinishedResultIsThereAfterAKill() throws IOException {
        JobStore store = new JobStore(folder);
        Job job = Job.queued(UUID.randomUUID(), "test:Tool").running();
        store.create(job, "<a/>");
        Files.writeString(of(job).resolve("result.tif"), "pixels");
        List<JobOutput> outputs = List.of(JobOutput.file("result", "image/tiff", "result.tif"));
        store.keep(job.id(), outputs);
        store.write(job.succeeded(outputs));
        Files.writeString(of(job).resolve("job.json.part"), "");
        try (Jobs jobs = new Jobs(folder, LIMITS)) {
            Job now = jobs.find(job.id()).orElseThrow();
            assertEquals(Job.State.SUCCEEDED, now.state());
            assertEquals("pixels", Files.readString(jobs.file(now, now.outputs().get(0))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"id\":\"%s\",\"process\":\"a\",\"state\":\"ODD\",\"percent\":1,\"created\":\"2026-01-01T00:00:00Z\","
                        + "\"outputs\":[]}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"process\":\"a\",\"state\":\"FAILED\",\"percent\":1,"
                        + "\"created\":\"2026-01-01T00:00:00Z\",\"outputs\":[]}",
                "{\"id\":\"%s\",\"process\":\"a\",\"state\":\"SUCCEEDED\",\"percent\":1,"
                        + "\"created\":\"2026-01-01T00:00:00Z\",\"outputs\":[{\"name\":\"a\",\"file\":\"../../x\"}]}"
            })
    void aFolderWithoutAReadableRecordIsRemoved(String record) throws IOException {
        UUID id = UUID.randomUUID();
        Path broken = Files.createDirectories(folder.resolve(id.toString()));
        Files.writeString(broken.resolve("job.json"), record.formatted(id));
        Files.writeString(broken.resolve("result.tif"), "half");
        Files.createDirectories(folder.resolve(UUID.randomUUID().toString()));
        Path file = Files.writeString(folder.resolve("README"), "stays");
        try (Jobs jobs = new Jobs(folder, LIMITS)) {
            assertTrue(jobs.list().isEmpty());
        }
        assertEquals(List.of(file), folders());
    }

    @Test
    void aJobThatCannotBeRecordedIsRefusedAndTheOthersStay() throws IOException {
        try (Jobs jobs = new Jobs(folder, LIMITS)) {
            Job kept = jobs.await(jobs.submit("test:Tool", "", (place, listener) -> List.of(), () -> {})
                    .id());
            Path moved = folder.resolveSibling("away");
            Files.move(folder, moved);
            UncheckedIOException failed = assertThrows(
                    UncheckedIOException.class,
                    () -> jobs.submit("test:Tool", "", (place, listener) -> List.of(), () -> {}));
            assertTrue(failed.getMessage().startsWith("the job cannot be recorded: "), failed.getMessage());
            Files.move(moved, folder);
            assertEquals(List.of(kept), jobs.list());
            assertEquals(1, folders().size());
        }
    }

    @Test
    void aJobWhoseEndCannotBeRecordedHasFailedAllTheSame() throws IOException {
        try (Jobs jobs = new Jobs(folder, LIMITS)) {
            Job job = jobs.submit(
                    "test:Tool",
                    "",
                    (place, listener) -> {
                        Files.writeString(place.resolve("a.tif"), "a");
                        // In place of the file that is to replace the record.
                        Files.createDirectory(place.resolve("job.json.part"));
                        return List.of(JobOutput.file("a", "image/tiff", "a.tif"));
                    },
                    () -> {});
            Job failed = jobs.await(job.id());
            assertEquals(Job.State.FAILED, failed.state());
            assertTrue(failed.error().startsWith("the result cannot be kept: "), failed.error());
            assertFalse(Files.exists(of(job).resolve("a.tif")));
        }
    }

    @Test
    void recordsAreReadAsTheyWereWritten() {
        Job job = Job.queued(UUID.randomUUID(), "a:\u00e9\"<b>")
                .running()
                .succeeded(
                        List.of(JobOutput.text("t", "", "\u0000\n\ud83c\udf0b"), JobOutput.file("f", "m/n", "f.tif")));
        assertEquals(job, JobRecord.read(JobRecord.write(job)));
        Job failed = job.failed("why: \\");
        assertEquals(failed, JobRecord.read(JobRecord.write(failed)));
    }
}
