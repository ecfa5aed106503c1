package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine does to a run: one line says so, what was there stays, and nothing half is left. */
class CommandLineFaultsTest {
    private static final int SIZE = 384;
    private static final long START_MILLIS = 60_000;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        Images.shiftedNoise(shared.resolve("before.tif"), SIZE, 1, 0, 0);
        Images.shiftedNoise(shared.resolve("after.tif"), SIZE, 1, 2, 1);
    }

    private Cli cli() {
        return new Cli(Distribution.bundleFolder(), shared, folder);
    }

    private static String[] words(Path output, String... more) {
        return Stream.concat(
                        Stream.of(
                                "run",
                                "Displacement",
                                "--before=before.tif",
                                "--after=after.tif",
                                "--output=" + output),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static void assertUntouched(Path output) throws IOException {
        assertEquals("precious", Files.readString(output));
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertEquals(List.of(output), files.toList());
        }
    }

    @Test
    void aFullDiskForTheResult() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), "16k")) {
            Path output = Files.writeString(disk.path().resolve("map.tif"), "precious");
            Cli.Outcome run = cli().run(words(output));
            assertEquals(1, run.code());
            assertTrue(
                    run.err()
                            .matches("deforma: output: " + output
                                    + " cannot be written: the result takes 0\\.\\d\\d MB, and " + disk.path()
                                    + " has 0\\.0\\d MB left\n"),
                    run.err());
            assertUntouched(output);
            assertEquals(List.of(), cli().leftovers());
        }
    }

    @Test
    void aFullDiskForTemporaryFiles() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("tmp"), "1m")) {
            Path output = Files.writeString(
                    Files.createDirectory(folder.resolve("out")).resolve("map.tif"), "precious");
            Cli.Outcome run = cli().run(words(output));
            assertEquals(1, run.code());
            assertEquals(
                    "deforma: the folder for temporary files cannot be written: " + disk.path()
                            + " (it has 1 MB left of the 10 MB needed to start); name another one with"
                            + " DEFORMA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER\n",
                    run.err());
            disk.remount("size=11m");
            Path large = Images.shiftedNoise(folder.resolve("large.tif"), 700, 1, 0, 0);
            run = cli().run(
                            "run",
                            "Displacement",
                            "--before=" + large,
                            "--after=" + large,
                            "--output=" + output,
                            "--step=1");
            assertEquals(1, run.code());
            assertTrue(
                    run.err().matches("deforma: [^\n]*scratch[^\n]* in " + disk.path() + "[^\n]*; make room[^\n]*\n"),
                    run.err());
            assertUntouched(output);
            assertEquals(List.of(), cli().leftovers());
        }
    }

    @Test
    void folderThatCannotBeWritten() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("tmp"), "20m")) {
            Path output = Files.writeString(disk.path().resolve("map.tif"), "precious");
            disk.makeReadOnly();
            Cli.Outcome run = cli().with("-Djava.io.tmpdir=" + folder).run(words(output));
            assertEquals("deforma: output: " + output + " may not be written by you\n", run.err());
            assertEquals(2, run.code());
            assertUntouched(output);
        }
    }

    @Test
    void memoryThatDoesNotSuffice() throws Exception {
        Path output =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("map.tif"), "precious");
        Cli.Outcome run = cli().with("-Xmx40m").run(words(output, "--searchRange=512"));
        assertEquals(
                "deforma: out of memory; give more with DEFORMA_JAVA_OPTS=-Xmx2g, or try a smaller raster or range\n",
                run.err());
        assertEquals(1, run.code());
        assertUntouched(output);
        assertEquals(List.of(), cli().leftovers());
    }

    /** A run that takes some seconds, in a folder of its own; waits until it measures. */
    private Cli.Running longRun(Path output) throws IOException, InterruptedException {
        Path before = Files.copy(shared.resolve("before.tif"), folder.resolve("before.tif"));
        Path after = Files.copy(shared.resolve("after.tif"), folder.resolve("after.tif"));
        Cli.Running run = cli().start(
                        "run",
                        "Displacement",
                        "--before=" + before,
                        "--after=" + after,
                        "--output=" + output,
                        "--searchRange=64",
                        "--step=2");
        long end = System.currentTimeMillis() + START_MILLIS;
        while (!measures() && run.process().isAlive()) {
            assertTrue(System.currentTimeMillis() < end, "the run does not begin to measure");
            Thread.sleep(20);
        }
        return run;
    }

    private boolean measures() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("result"));
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "replaced", "removed"})
    void anInputThatChangesUnderTheRun(String how) throws Exception {
        Path output =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("map.tif"), "precious");
        Cli.Running running = longRun(output);
        Path after = folder.resolve("after.tif");
        switch (how) {
            case "cut" -> {
                try (RandomAccessFile file = new RandomAccessFile(after.toFile(), "rw")) {
                    file.setLength(20_000);
                }
            }
            case "replaced" -> Files.copy(shared.resolve("before.tif"), after, StandardCopyOption.REPLACE_EXISTING);
            default -> Files.delete(after);
        }
        Cli.Outcome run = running.finish();
        assertEquals(
                "deforma: the file of after, after.tif, was " + (how.equals("removed") ? how : "changed")
                        + " while it was read; run again once it is complete\n",
                run.err());
        assertEquals(1, run.code());
        assertUntouched(output);
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void anOutputFolderThatGoesUnderTheRun() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("out"));
        Cli.Running running = longRun(gone.resolve("map.tif"));
        Files.delete(gone);
        Cli.Outcome run = running.finish();
        assertEquals(
                "deforma: output: " + gone.resolve("map.tif") + " cannot be written: there is no folder " + gone
                        + " any more\n",
                run.err());
        assertEquals(1, run.code());
        assertFalse(Files.exists(gone));
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void killedAndTheNextRunTidiesUp() throws Exception {
        Path output =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("map.tif"), "precious");
        Cli.Running running = longRun(output);
        running.process().destroyForcibly();
        assertEquals(137, running.finish().code());
        assertUntouched(output);
        assertEquals(1, cli().leftovers().size(), "a killed process cannot tidy up");
        assertEquals(0, cli().run("list").code());
        assertEquals(1, cli().leftovers().size(), "what is young may belong to a process that just starts");
        Path lock = cli().leftovers().get(0).resolve("lock");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        assertEquals(0, cli().run("list").code());
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void theFolderOfAProcessThatLivesIsLeftAlone() throws Exception {
        Path output = folder.resolve("map.tif");
        Cli.Running running = longRun(output);
        Path lock = cli().leftovers().get(0).resolve("lock");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        assertEquals(0, cli().run("list").code());
        Cli.Outcome run = running.finish();
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertTrue(Files.size(output) > 10_000);
        assertEquals(List.of(), cli().leftovers());
    }

    @Test
    void askedToEnd() throws Exception {
        Path output =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("map.tif"), "precious");
        Cli.Running running = longRun(output);
        running.process().destroy();
        Cli.Outcome run = running.finish();
        assertEquals("deforma: cancelled\n", run.err());
        assertEquals(143, run.code());
        assertUntouched(output);
        assertEquals(List.of(), cli().leftovers());
    }
}
