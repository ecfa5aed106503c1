package org.deforma.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of one TIFF image, little endian, as classic TIFF (Adobe: TIFF 6.0, 1992, section 2) or as BigTIFF. Not
 * thread-safe.
 */
@SuppressWarnings("ByteBufferBackingArray") // All buffers here are whole arrays of their own.
final class TiffDirectory {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;
    private static final int LONG8 = 16;

    private static final class Entry {
        final int type;
        final long count;
        final byte[] value;

        Entry(int type, long count, byte[] value) {
            this.type = type;
            this.count = count;
            this.value = value;
        }
    }

    private final boolean big;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    TiffDirectory(boolean big) {
        this.big = big;
    }

    /** First bytes of the file, which say where the directory begins. */
    byte[] header(long directoryAt) {
        ByteBuffer header = little(headerBytes()).put((byte) 'I').put((byte) 'I');
        if (big) {
            header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directoryAt);
        } else {
            header.putShort((short) 42).putInt(Math.toIntExact(directoryAt));
        }
        return header.array();
    }

    int headerBytes() {
        return big ? 16 : 8;
    }

    void shorts(int tag, int... values) {
        ByteBuffer bytes = little(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        entries.put(tag, new Entry(SHORT, values.length, bytes.array()));
    }

    void longs(int tag, int value) {
        entries.put(tag, new Entry(LONG, 1, little(4).putInt(value).array()));
    }

    void doubles(int tag, double... values) {
        ByteBuffer bytes = little(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        entries.put(tag, new Entry(DOUBLE, values.length, bytes.array()));
    }

    /** Offsets or byte counts: 32 bits each in a classic file, 64 in a BigTIFF. */
    void offsets(int tag, long[] values) {
        ByteBuffer bytes = little((big ? 8 : 4) * values.length);
        for (long value : values) {
            if (big) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }
        entries.put(tag, new Entry(big ? LONG8 : LONG, values.length, bytes.array()));
    }

    void ascii(int tag, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
        entries.put(tag, new Entry(ASCII, bytes.length, bytes));
    }

    /**
     * The directory as bytes, with the values that do not fit into their entries behind it.
     *
     * @param at where in the file it will lie; even
     */
    byte[] encode(long at) {
        int inline = big ? 8 : 4;
        int entryBytes = big ? 20 : 12;
        int size = (big ? 16 : 6) + entryBytes * entries.size();
        int end = size;
        for (Entry entry : entries.values()) {
            end += entry.value.length > inline ? even(entry.value.length) : 0;
        }
        ByteBuffer out = little(end);
        if (big) {
            out.putLong(entries.size());
        } else {
            out.putShort((short) entries.size());
        }
        int free = size;
        for (Map.Entry<Integer, Entry> tagged : entries.entrySet()) {
            Entry entry = tagged.getValue();
            out.putShort(tagged.getKey().shortValue()).putShort((short) entry.type);
            word(out, entry.count);
            if (entry.value.length > inline) {
                word(out, at + free);
                System.arraycopy(entry.value, 0, out.array(), free, entry.value.length);
                free += even(entry.value.length);
            } else {
                out.put(entry.value).position(out.position() + inline - entry.value.length);
            }
        }
        return out.array();
    }

    private void word(ByteBuffer out, long value) {
        if (big) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }

    private static int even(int bytes) {
        return bytes + (bytes & 1);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
