package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full, or cannot be written. Whoever may not mount one skips the test. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param folder made for it
     * @param size as of {@code mount}, such as 64k
     */
    public static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String refused = run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
        Assumptions.assumeTrue(refused.isEmpty(), "a small disk cannot be mounted here: " + refused);
        return new SmallDisk(folder);
    }

    /** Takes away the right to write, which is root's too. */
    public void makeReadOnly() throws IOException, InterruptedException {
        remount("ro");
    }

    /** Another size, or the right to write, as options of {@code mount}. */
    public void remount(String options) throws IOException, InterruptedException {
        assertEquals("", run(List.of("mount", "-o", "remount," + options, folder.toString())));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.getMessage();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said.isBlank() ? "refused" : said.strip();
    }

    @Override
    public void close() {
        try {
            // Lazily: a server that is about to end may hold a file open.
            assertEquals("", run(List.of("umount", "--lazy", folder.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
