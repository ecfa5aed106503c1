package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;

/**
 * Writes one resolution of a layer: a BigTIFF of Float32, each band by itself, in tiles of 256 x 256 px, Deflate. Tiles without
 * any data take no space. GDAL reads it too.
 */
final class LevelWriter implements AutoCloseable {
    /** Little-endian BigTIFF. */
    static final int MAGIC = 0x002b4949;

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int SAMPLES = 277;
    static final int OFFSETS = 324;
    static final int LENGTHS = 325;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    /** Fast rather than small. */
    private static final int EFFORT = 1;

    private final FileChannel channel;
    private final int width;
    private final int height;
    private final int bands;
    private final int across;
    private final int down;
    private final long[] offsets;
    private final long[] lengths;
    private long end = 16;

    /**
     * Begins a file, which must not exist.
     *
     * @param width columns [px]
     * @param height rows [px]
     */
    LevelWriter(Path file, int width, int height, int bands) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        this.width = width;
        this.height = height;
        this.bands = bands;
        this.across = (width + LevelFile.TILE - 1) / LevelFile.TILE;
        this.down = (height + LevelFile.TILE - 1) / LevelFile.TILE;
        this.offsets = new long[bands * across * down];
        this.lengths = new long[offsets.length];
    }

    /**
     * Packs a tile; may be done by many threads at once.
     *
     * @param values 256 x 256, row by row
     * @return null for a tile without any data
     */
    static byte[] pack(float[] values) {
        boolean empty = true;
        for (int i = 0; i < values.length && empty; i++) {
            empty = Float.isNaN(values[i]);
        }
        if (empty) {
            return null;
        }
        ByteBuffer plain = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        plain.asFloatBuffer().put(values);
        Deflater deflater = new Deflater(EFFORT);
        try {
            deflater.setInput(plain.array());
            deflater.finish();
            byte[] packed = new byte[plain.capacity() + plain.capacity() / 1000 + 64];
            int length = deflater.deflate(packed);
            return java.util.Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    /** Adds a packed tile; by one thread. */
    void add(int band, int column, int row, byte[] packed) throws IOException {
        if (packed == null) {
            return;
        }
        int index = (band * down + row) * across + column;
        offsets[index] = end;
        lengths[index] = packed.length;
        end = write(ByteBuffer.wrap(packed), end);
    }

    private long write(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        return position;
    }

    /** Writes the directory and everything to the disk; the file is whole only then. */
    void finish() throws IOException {
        long offsetsAt = (end + 7) / 8 * 8;
        long lengthsAt = write(longs(offsets), offsetsAt);
        long directory = write(longs(lengths), lengthsAt);
        ByteBuffer entries = ByteBuffer.allocate(8 + 20 * 13 + 8).order(ByteOrder.LITTLE_ENDIAN);
        entries.putLong(13);
        entry(entries, WIDTH, LONG, 1, width);
        entry(entries, HEIGHT, LONG, 1, height);
        // One value stands for all bands; readers that want one for each are told by arrays of the same number.
        entry(entries, 258, SHORT, Math.min(bands, 4), repeated(32));
        entry(entries, 259, SHORT, 1, 8);
        entry(entries, 262, SHORT, 1, 1);
        entry(entries, SAMPLES, SHORT, 1, bands);
        entry(entries, 284, SHORT, 1, bands == 1 ? 1 : 2);
        entry(entries, 322, SHORT, 1, LevelFile.TILE);
        entry(entries, 323, SHORT, 1, LevelFile.TILE);
        entry(entries, OFFSETS, LONG8, offsets.length, offsets.length == 1 ? offsets[0] : offsetsAt);
        entry(entries, LENGTHS, LONG8, lengths.length, lengths.length == 1 ? lengths[0] : lengthsAt);
        entry(entries, 339, SHORT, Math.min(bands, 4), repeated(3));
        // GDAL's nodata: "nan" and its end.
        entry(entries, 42_113, 2, 4, 0x006e616eL);
        entries.putLong(0);
        write(entries.flip(), directory);
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC).putInt(8).putLong(directory);
        write(head.flip(), 0);
        channel.force(true);
    }

    private long repeated(long value) {
        long all = 0;
        for (int i = 0; i < Math.min(bands, 4); i++) {
            all |= value << (16 * i);
        }
        return all;
    }

    private static ByteBuffer longs(long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer;
    }

    private static void entry(ByteBuffer buffer, int tag, int type, long count, long value) {
        buffer.putShort((short) tag).putShort((short) type).putLong(count).putLong(value);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
