package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data folder for one process: a file {@code lock}, locked, in which its number stands. Ends with the process. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    /** Kept, since the JVM forgets locks that nobody holds. */
    private final FileLock lock;

    private DataLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes a folder.
     *
     * @throws IllegalArgumentException when another process has it
     * @throws IOException when it cannot be written
     */
    static DataLock of(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = lock(channel);
            if (lock == null) {
                throw new IllegalArgumentException("--data: the folder " + folder + " is in use by another server"
                        + other(channel) + "; stop that one or name another folder");
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
            taken = true;
            return new DataLock(channel, lock);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Null when it is taken, by another process or in this one. */
    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Who has it, where that can be read. */
    private static String other(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String number =
                StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return number.matches("\\d+") ? " (process " + number + ")" : "";
    }

    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
