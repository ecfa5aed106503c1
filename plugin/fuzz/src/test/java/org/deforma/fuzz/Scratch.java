package org.deforma.fuzz;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder of this JVM into which targets write, deleted at its end. */
public final class Scratch {
    private static final Path FOLDER = create();

    /** Files that classes and databases open once and keep, at most. */
    private static final int KEPT = 200;

    private Scratch() {}

    private static Path create() {
        try {
            Path folder = Files.createTempDirectory("deforma-fuzz-");
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

    /** Fails when files stay open: each case may leave none behind. */
    public static void checkHandles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getOpenFileDescriptorCount() > KEPT) {
            throw new AssertionError(system.getOpenFileDescriptorCount() + " files are open");
        }
    }
}
