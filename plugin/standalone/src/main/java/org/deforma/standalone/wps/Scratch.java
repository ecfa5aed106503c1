package org.deforma.standalone.wps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The files of one request; gone when it is closed. Thread-safe. */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scratch.class.getName());

    private final Path root;
    private Path folder;
    private int files;

    /** Makes a folder below this one when it is needed. */
    Scratch(Path root) {
        this.root = root;
    }

    /** A file that does not exist yet. */
    synchronized Path file(String suffix) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory(Files.createDirectories(root), "wps");
        }
        files++;
        return folder.resolve(files + suffix);
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what a request left cannot be removed: " + folder, e);
        }
        folder = null;
    }
}
