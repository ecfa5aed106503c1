package org.deforma.standalone.wps;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The files of one request; gone when it is closed. Thread-safe. */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scratch.class.getName());

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private Path folder;
    private int files;

    /** Makes a folder below this one when it is needed. */
    Scratch(Path root) {
        this.root = root;
    }

    /**
     * A file that does not exist yet.
     *
     * @throws WpsException when the folder cannot be made
     */
    synchronized Path file(String suffix) {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory(Files.createDirectories(root), "wps");
            }
            files++;
            return folder.resolve(files + suffix);
        } catch (IOException e) {
            throw full(e);
        }
    }

    /**
     * A folder of its own.
     *
     * @throws WpsException when it cannot be made
     */
    Path folder() {
        try {
            return Files.createDirectory(file(""));
        } catch (IOException e) {
            throw full(e);
        }
    }

    /**
     * Writes a file. What fails in writing is a {@link WpsException}, so that it cannot be taken for a failure in
     * reading what is written.
     */
    static OutputStream write(Path file) {
        try {
            return new BufferedOutputStream(new Writer(Files.newOutputStream(file)), BUFFER);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static WpsException full(IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        LOG.log(Level.WARNING, "what a request brings cannot be kept", e);
        return WpsException.storage("what the request brings cannot be kept: " + reason);
    }

    private static final class Writer extends FilterOutputStream {
        Writer(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw full(e);
            }
        }
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
