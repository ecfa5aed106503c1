package org.deforma.standalone.layers;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file for many readers at once. It is opened by the first read and closed when nobody has read for a while, and opens again
 * when it is needed. Before it is moved or deleted it can be {@linkplain #hold held}: who knows it then can still read it.
 *
 * <p>Not a {@code FileChannel}: that one closes itself under all readers when one of their threads is interrupted.
 */
final class SharedFile {
    private static final Logger LOG = Logger.getLogger(SharedFile.class.getName());

    private final Path path;
    private final OpenFiles files;
    private RandomAccessFile file;
    private boolean held;
    private long lastRead;

    SharedFile(Path path, OpenFiles files) {
        this.path = path;
        this.files = files;
    }

    Path path() {
        return path;
    }

    /**
     * Reads bytes.
     *
     * @param at where in the file they begin
     * @param into where to
     * @param from index of the first in {@code into}
     * @return how many were read, at least one; -1 at the end of the file
     */
    synchronized int read(long at, byte[] into, int from, int length) throws IOException {
        RandomAccessFile reading = open();
        reading.seek(at);
        return reading.read(into, from, length);
    }

    /**
     * Reads as many bytes as asked for.
     *
     * @throws EOFException when the file ends before
     */
    synchronized byte[] read(long at, int length) throws IOException {
        RandomAccessFile reading = open();
        if (at < 0 || length < 0 || at > reading.length() - length) {
            throw new EOFException(path.getFileName() + " is cut off");
        }
        byte[] bytes = new byte[length];
        reading.seek(at);
        reading.readFully(bytes);
        return bytes;
    }

    /** Bytes of the file. */
    synchronized long length() throws IOException {
        return open().length();
    }

    private RandomAccessFile open() throws IOException {
        if (file == null) {
            if (held) {
                throw new IOException("the layer is gone");
            }
            file = new RandomAccessFile(path.toFile(), "r");
            files.opened(this);
        }
        lastRead = System.nanoTime();
        return file;
    }

    /** Opens it, since its name is about to go; it stays readable as long as there are readers. */
    synchronized void hold() {
        try {
            open();
        } catch (IOException e) {
            LOG.log(Level.FINE, "{0} had gone before", path);
        }
        held = true;
    }

    /** Its name stays after all. */
    synchronized void release() {
        held = false;
    }

    /** Closes it when nobody has read for as long [ns]. */
    synchronized void closeIfIdle(long nanos) {
        if (file != null && System.nanoTime() - lastRead >= nanos) {
            close();
        }
    }

    /** Closes it now. */
    synchronized void close() {
        if (file != null) {
            files.closed(this);
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(path + " cannot be closed", e);
            } finally {
                file = null;
            }
        }
    }
}
