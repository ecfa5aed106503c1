package org.deforma.raster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deforma.api.DeformaException;

/**
 * The folder of one process that holds all scratch files, one folder a result. Made at
 * the first result; deleted when the JVM exits, and after {@link #close} with the last result, which may live longer: a
 * host can still be sending it when the bundle that made it is updated. Thread-safe.
 *
 * <p>Not every host disposes what it was given: GeoServer never tells a coverage that its answer has been sent. What
 * nobody holds any more is deleted when the garbage collector finds it, which on a server with much memory can take
 * long; so the collector is asked to look whenever results have come to fill a good deal of disk, or the last of it.
 */
final class ScratchFolder implements AutoCloseable {
    private static final long LOOK_AT = 1L << 30;
    private static final long LOOK_MILLIS = 2_000;

    private final Path parent;
    private final long least;
    private Path folder;
    private Thread atExit;
    private boolean closed;
    private final Map<Path, Long> results = new HashMap<>();
    private long held;
    private long lookAt;

    ScratchFolder(Path parent) {
        this(parent, LOOK_AT);
    }

    /**
     * A folder that is made when it is needed.
     *
     * @param parent where it is made
     * @param lookAt results as large as this together are looked through for some that nobody holds [byte]
     */
    ScratchFolder(Path parent, long lookAt) {
        this.parent = parent;
        this.least = lookAt;
        this.lookAt = lookAt;
    }

    /**
     * Makes an empty folder for one result.
     *
     * @param bytes how much will be written at least
     * @throws DeformaException when it cannot be made, the disk has no room for so much, or the JVM is going down
     */
    synchronized Path newFolder(long bytes) {
        try {
            if (folder == null) {
                folder = makeUntilExit();
            }
            if (held + bytes > lookAt || free() < bytes) {
                collect();
            }
            long free = free();
            if (free < bytes) {
                throw new DeformaException(
                        "the result needs %.1f MB of scratch space in %s, where %.1f MB are free; make room there%s"
                                .formatted(bytes / 1e6, parent, free / 1e6, orElsewhere(parent)),
                        null);
            }
            Path result = Files.createTempDirectory(folder, "result");
            results.put(result, bytes);
            held += bytes;
            return result;
        } catch (IOException e) {
            throw failed("make", parent, e);
        }
    }

    private Path makeUntilExit() throws IOException {
        Path made = Files.createTempDirectory(parent, "deforma-");
        atExit = new Thread(() -> delete(made), "deforma-scratch-cleanup");
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down already: what is made now would stay.
            delete(made);
            throw new DeformaException("interrupted: the program is being stopped", e);
        }
        return made;
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Asks for a garbage collection and waits shortly for what it finds; the next one is due when twice as much is held. */
    private void collect() {
        long before = held;
        System.gc();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        try {
            while (held == before && held > 0 && System.nanoTime() < end) {
                wait(LOOK_MILLIS / 10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lookAt = Math.max(least, 2 * held);
    }

    /** The failure to write below the scratch folder, with the way out. */
    static DeformaException failed(String what, Path where, IOException cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new DeformaException(
                "cannot %s the scratch file in %s (%s); make room there%s"
                        .formatted(what, where, reason, orElsewhere(where)),
                cause);
    }

    /** A host that keeps its data elsewhere says itself where. */
    private static String orElsewhere(Path where) {
        return where.startsWith(System.getProperty("java.io.tmpdir"))
                ? ", or name another folder with -Djava.io.tmpdir"
                : "";
    }

    /** Deletes the folder of a result and what is in it. */
    synchronized void release(Path result) {
        delete(result);
        held -= results.remove(result);
        notifyAll();
        deleteIfUnused();
    }

    /** Deletes a folder and what is in it; what cannot be deleted stays. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // Nothing to delete, or no right to: nobody waits for the answer.
            return;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        deleteIfUnused();
    }

    private void deleteIfUnused() {
        if (!closed || !results.isEmpty() || folder == null) {
            return;
        }
        delete(folder);
        folder = null;
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down already and the hook runs by itself.
            return;
        }
    }
}
