package org.deforma.host.framework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folder below {@code java.io.tmpdir} for all temporary files of one host. It goes when it is closed; when the process
 * is killed it stays, and the next host that starts deletes it.
 *
 * <p>A host holds the lock of a file in its folder, which ends with the process, however that ends. A number of the process
 * would not tell whether it lives: containers that share a folder do not see each other's.
 */
final class TemporaryFolder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TemporaryFolder.class.getName());

    private static final String PREFIX = "deforma-host-";
    private static final String LOCK = "lock";

    /** With less room than that bundles cannot be installed [MB]. */
    private static final long LEAST_MEGABYTES = 10;

    /** A lock may be younger than its owner's claim to it. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one, after those are deleted whose hosts are no more.
     *
     * @throws UncheckedIOException when it cannot be made, or there is no room for anything in it
     */
    static TemporaryFolder make() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            sweep(parent);
            long left = Files.getFileStore(parent).getUsableSpace() / 1_000_000;
            if (left < LEAST_MEGABYTES) {
                throw new IOException("it has " + left + " MB left of the " + LEAST_MEGABYTES + " MB needed to start");
            }
            Path folder = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            return new TemporaryFolder(folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder for temporary files cannot be written: " + parent + why(e)
                            + "; name another one with DEFORMA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /** What is more than a path. */
    private static String why(IOException failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? "" : " (" + reason + ")";
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isAbandoned(folder.resolve(LOCK))) {
                    delete(folder);
                    LOG.log(Level.INFO, "{0} deleted, which a process left that was killed", folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path lock) {
        try {
            Instant made =
                    Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (made.isAfter(Instant.now().minus(YOUNG))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    var held = channel.tryLock()) {
                return held != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Somebody else's, just gone, or of another host in this process.
            return false;
        }
    }

    /** Deletes the folder and all that is in it. */
    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a lock stays open", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", new Object[] {folder, e.getMessage()});
        }
    }
}
