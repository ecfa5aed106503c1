package org.deforma.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tags of one TIFF image, little endian, as classic TIFF (Adobe: TIFF 6.0, 1992, section 2) or as BigTIFF. Where its
 * tiles lie is stored apart from the other values, so that the directories of all images of a file can stand close together.
 * Not thread-safe.
 */
@SuppressWarnings("ByteBufferBackingArray") // All arrays that are taken are whole ones.
final class TiffDirectory {
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;

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

    private static final Set<Integer> LISTS = Set.of(TILE_OFFSETS, TILE_BYTES);

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

    /** Length of the directory with its values, without the lists of where tiles lie [bytes]; even. */
    int size() {
        int size = head();
        for (Map.Entry<Integer, Entry> tagged : entries.entrySet()) {
            size += LISTS.contains(tagged.getKey()) ? 0 : outside(tagged.getValue());
        }
        return size;
    }

    /** Length of the lists of where tiles lie [bytes]; even. */
    int listsSize() {
        int size = 0;
        for (int list : LISTS) {
            size += outside(entries.get(list));
        }
        return size;
    }

    private int head() {
        return (big ? 16 : 6) + (big ? 20 : 12) * entries.size();
    }

    /** What does not fit into the entry itself [bytes]. */
    private int outside(Entry entry) {
        return entry.value.length > (big ? 8 : 4) ? even(entry.value.length) : 0;
    }

    /**
     * Puts the directory where it is to lie.
     *
     * @param file begin of the file
     * @param at where in the file it begins; even
     * @param listsAt where in the file its lists begin; even
     * @param next where in the file the directory of the next image begins; 0 for the last one
     */
    void put(ByteBuffer file, int at, int listsAt, int next) {
        int[] free = {at + head(), listsAt};
        file.position(at);
        if (big) {
            file.putLong(entries.size());
        } else {
            file.putShort((short) entries.size());
        }
        for (Map.Entry<Integer, Entry> tagged : entries.entrySet()) {
            Entry entry = tagged.getValue();
            file.putShort(tagged.getKey().shortValue()).putShort((short) entry.type);
            word(file, entry.count);
            int outside = outside(entry);
            if (outside > 0) {
                int place = LISTS.contains(tagged.getKey()) ? 1 : 0;
                word(file, free[place]);
                file.put(free[place], entry.value);
                free[place] += outside;
            } else {
                file.put(Arrays.copyOf(entry.value, big ? 8 : 4));
            }
        }
        word(file, next);
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

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
