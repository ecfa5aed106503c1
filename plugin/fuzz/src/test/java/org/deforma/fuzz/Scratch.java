package org.deforma.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder of this JVM into which targets write, deleted at its end. */
public final class Scratch {
    private static final Path FOLDER = create();

    /** The files that this process has open, on Linux. */
    private static final Path HANDLES = Path.of("/proc/self/fd");

    private Scratch() {}

    private static Path create() {
        try {
            Path folder = Files.createTempDirectory("deforma-fuzz-").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with that content, replaced where there is one. */
    public static Path file(String name, byte... content) throws IOException {
        return Files.write(FOLDER.resolve(name), content);
    }

    /** An empty folder, emptied where there is one. */
    public static Path folder(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** All files below a folder, relative to it. */
    public static List<String> content(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails when a file of the folder is still open, where the system tells. */
    public static void checkHandles() throws IOException {
        if (!Files.isDirectory(HANDLES)) {
            return;
        }
        try (Stream<Path> open = Files.list(HANDLES)) {
            List<Path> left = open.map(Scratch::target)
                    .filter(file -> file.startsWith(FOLDER))
                    .toList();
            if (!left.isEmpty()) {
                throw new AssertionError("still open: " + left);
            }
        }
    }

    private static Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (IOException e) {
            // Closed meanwhile, as that of this very listing.
            return handle;
        }
    }
}
