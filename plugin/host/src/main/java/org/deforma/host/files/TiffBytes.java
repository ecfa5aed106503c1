package org.deforma.host.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories of a TIFF file, classic or BigTIFF, and what their tags hold, as bytes. The methods throw
 * {@link EOFException} where the file ends before.
 */
final class TiffBytes {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int HEAD = 8;
    private static final int MAX_ENTRIES = 4096;

    private final FileChannel channel;
    private final ByteOrder order;
    /** Bytes of an offset or of a count of values. */
    private final int word;

    private TiffBytes(FileChannel channel, ByteOrder order, boolean big) {
        this.channel = channel;
        this.order = order;
        word = big ? 8 : 4;
    }

    /** Looks at the head of a file; empty where it does not begin as a TIFF does. */
    static Optional<TiffBytes> of(FileChannel channel) throws IOException {
        if (channel.size() < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = read(channel, 0, HEAD);
        ByteOrder order = head.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int marks = head.getShort(0);
        int magic = head.order(order).getShort(2);
        return (marks == 0x4949 || marks == 0x4d4d) && (magic == CLASSIC || magic == BIG)
                ? Optional.of(new TiffBytes(channel, order, magic == BIG))
                : Optional.empty();
    }

    /** Where the directory of the first image lies [byte]. */
    long first() throws IOException {
        // After the marks; BigTIFF says the length of offsets before.
        return number(word == 8 ? at(8, 8) : read(channel, 4, 4).order(order), 0);
    }

    /**
     * Where the directory after another lies [byte]; 0 after the last one.
     *
     * @param directory where that one lies
     */
    long next(long directory) throws IOException {
        return number(at(start(directory) + count(directory) * width(), word), 0);
    }

    /**
     * The entries of a directory, each in the file's order of bytes.
     *
     * @throws IllegalArgumentException when it cannot have so many; the message goes on after the file's name
     */
    List<ByteBuffer> entries(long directory) throws IOException {
        int count = count(directory);
        ByteBuffer all = at(start(directory), count * width());
        List<ByteBuffer> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(all.slice(i * width(), width()).order(order));
        }
        return entries;
    }

    /** Number of the tag of an entry. */
    static int tag(ByteBuffer entry) {
        return entry.getShort(0) & 0xffff;
    }

    /** Number of the values of an entry; negative beyond those of Java. */
    long values(ByteBuffer entry) {
        return number(entry, 4);
    }

    /** The values of an entry, which stand in it where they fit. */
    ByteBuffer data(ByteBuffer entry, int length) throws IOException {
        int field = 4 + word;
        return length <= word ? entry.slice(field, length).order(order) : at(number(entry, field), length);
    }

    /** Size of the file [byte]. */
    long size() throws IOException {
        return channel.size();
    }

    private int width() {
        return 4 + 2 * word;
    }

    private long start(long directory) {
        return directory + (word == 8 ? 8 : 2);
    }

    private int count(long directory) throws IOException {
        long count = word == 8 ? at(directory, 8).getLong() : at(directory, 2).getShort() & 0xffff;
        if (count < 1 || count > MAX_ENTRIES) {
            throw new IllegalArgumentException("is damaged: its directory holds " + count + " tags");
        }
        return (int) count;
    }

    private long number(ByteBuffer bytes, int at) {
        return word == 8 ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
    }

    private ByteBuffer at(long at, int length) throws IOException {
        if (at < HEAD) {
            throw new EOFException();
        }
        return read(channel, at, length).order(order);
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        if (at > channel.size() - length) {
            throw new EOFException();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
