package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes smaller copies one after the other into a BigTIFF of Float32 with nodata NaN, as GDAL writes its {@code .ovr} files and
 * reads them: each band by itself, in tiles as {@link LevelTile} packs them. Tiles without any data share one that is stored. For
 * one thread.
 */
final class LevelWriter implements AutoCloseable {
    /** Begin of a little-endian BigTIFF. */
    static final int MAGIC = 0x002b4949;

    /** Length of an entry of a directory [B]. */
    static final int ENTRY = 20;

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int SAMPLES = 277;
    static final int OFFSETS = 324;
    static final int LENGTHS = 325;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG8 = 16;

    private final SharedFile file;
    private final FileChannel channel;
    private final int bands;
    private final long nothingAt;
    private final int nothingLength;
    private int width;
    private int height;
    private long[] offsets;
    private long[] lengths;
    private long end = 16;

    /** Where the number is to stand that says where the next directory is. */
    private long link = 8;

    /**
     * Begins a file, which must not exist.
     *
     * @param bands of all its images
     */
    LevelWriter(SharedFile file, int bands) throws IOException {
        this.file = file;
        this.bands = bands;
        channel = FileChannel.open(file.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        ByteBuffer head = little(16).putInt(MAGIC).putInt(8).putLong(0);
        write(head.flip(), 0);
        float[] nothing = new float[LevelTile.SIDE * LevelTile.SIDE];
        Arrays.fill(nothing, Float.NaN);
        byte[] packed = LevelTile.pack(nothing);
        nothingAt = append(ByteBuffer.wrap(packed));
        nothingLength = packed.length;
    }

    /** Begins an image of as many columns and rows; all its tiles are without data until they are added. */
    void begin(int columns, int rows) {
        width = columns;
        height = rows;
        int tiles = Math.multiplyExact(bands, Math.multiplyExact(LevelFile.tiles(columns), LevelFile.tiles(rows)));
        offsets = new long[tiles];
        lengths = new long[tiles];
        Arrays.fill(offsets, nothingAt);
        Arrays.fill(lengths, nothingLength);
    }

    /** Adds a packed tile. */
    void add(int band, int column, int row, byte[] packed) throws IOException {
        int index = (band * LevelFile.tiles(height) + row) * LevelFile.tiles(width) + column;
        offsets[index] = append(ByteBuffer.wrap(packed));
        lengths[index] = packed.length;
    }

    /** Ends the image, which can be read from then on. */
    LevelFile end() throws IOException {
        List<ByteBuffer> entries = new ArrayList<>();
        entries.add(longs(254, 1));
        entries.add(longs(WIDTH, width));
        entries.add(longs(HEIGHT, height));
        entries.add(shorts(258, bands, 32));
        entries.add(shorts(259, 1, 8));
        entries.add(shorts(262, 1, 1));
        entries.add(shorts(SAMPLES, 1, bands));
        entries.add(shorts(284, 1, bands == 1 ? 1 : 2));
        entries.add(shorts(317, 1, 3));
        entries.add(shorts(322, 1, LevelTile.SIDE));
        entries.add(shorts(323, 1, LevelTile.SIDE));
        entries.add(longs(OFFSETS, offsets));
        entries.add(longs(LENGTHS, lengths));
        if (bands > 1) {
            entries.add(shorts(338, bands - 1, 0));
        }
        entries.add(shorts(339, bands, 3));
        entries.add(entry(42_113, ASCII, 4, ByteBuffer.wrap(new byte[] {'n', 'a', 'n', 0})));
        ByteBuffer directory = little(8 + ENTRY * entries.size() + 8).putLong(entries.size());
        entries.forEach(directory::put);
        long at = append(directory.putLong(0).flip());
        write(little(8).putLong(at).flip(), link);
        link = end - 8;
        return new LevelFile(file, width, height, bands, offsets, lengths);
    }

    private ByteBuffer shorts(int tag, int count, int value) throws IOException {
        ByteBuffer values = little(2 * count);
        for (int i = 0; i < count; i++) {
            values.putShort((short) value);
        }
        return entry(tag, SHORT, count, values.flip());
    }

    private ByteBuffer longs(int tag, long... values) throws IOException {
        ByteBuffer bytes = little(8 * values.length);
        bytes.asLongBuffer().put(values);
        return entry(tag, LONG8, values.length, bytes);
    }

    /** Values that do not fit into the entry go before the directory. */
    private ByteBuffer entry(int tag, int type, int count, ByteBuffer values) throws IOException {
        ByteBuffer entry =
                little(ENTRY).putShort((short) tag).putShort((short) type).putLong(count);
        if (values.remaining() > 8) {
            entry.putLong(append(values));
        } else {
            entry.put(values);
        }
        return entry.clear();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Puts bytes at the end of the file; on an even place, as TIFF wants it for directories. */
    private long append(ByteBuffer bytes) throws IOException {
        long at = end + (end & 1);
        end = at + bytes.remaining();
        write(bytes, at);
        return at;
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** The file is whole after the end of each image; what was begun and not ended is not seen. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
