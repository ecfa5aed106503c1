package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One resolution of a layer as {@link LevelWriter} wrote it. */
final class LevelFile implements TileSource {
    /** Side of the tiles [px]. */
    static final int TILE = 256;

    private final Path file;
    private final int width;
    private final int height;
    private final int bands;
    private final int across;
    private final int down;
    private final long[] offsets;
    private final long[] lengths;
    private FileChannel channel;

    private LevelFile(Path file, int width, int height, int bands, long[] offsets, long[] lengths) {
        this.file = file;
        this.width = width;
        this.height = height;
        this.bands = bands;
        this.across = (width + TILE - 1) / TILE;
        this.down = (height + TILE - 1) / TILE;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /**
     * Reads the directory of a file.
     *
     * @throws IOException when it is not such a file, or is not whole
     */
    static LevelFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = read(channel, 0, 16);
            if (head.getInt(0) != LevelWriter.MAGIC || head.getInt(4) != 8) {
                throw new IOException(file + " is not a file of a smaller copy");
            }
            long at = head.getLong(8);
            int count = (int) read(channel, at, 8).getLong();
            ByteBuffer entries = read(channel, at + 8, 20 * count);
            long[] single = new long[65_536];
            long[][] arrays = new long[65_536][];
            for (int i = 0; i < count; i++) {
                int tag = entries.getShort(20 * i) & 0xffff;
                int number = (int) entries.getLong(20 * i + 4);
                long value = entries.getLong(20 * i + 12);
                single[tag] = entries.getShort(20 * i + 2) == 3 ? value & 0xffff : value;
                if (tag == LevelWriter.OFFSETS || tag == LevelWriter.LENGTHS) {
                    arrays[tag] = number == 1 ? new long[] {value} : longs(read(channel, value, 8 * number));
                }
            }
            return new LevelFile(
                    file,
                    (int) single[LevelWriter.WIDTH],
                    (int) single[LevelWriter.HEIGHT],
                    (int) single[LevelWriter.SAMPLES],
                    arrays[LevelWriter.OFFSETS],
                    arrays[LevelWriter.LENGTHS]);
        }
    }

    private static long[] longs(ByteBuffer buffer) {
        long[] values = new long[buffer.remaining() / 8];
        buffer.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("a smaller copy of a layer is cut off");
            }
        }
        return buffer.flip();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int tileWidth() {
        return TILE;
    }

    @Override
    public int tileHeight() {
        return TILE;
    }

    @Override
    public int groups() {
        return bands;
    }

    @Override
    public float[][] decode(int group, int column, int row) throws IOException {
        int index = (group * down + row) * across + column;
        float[] values = new float[TILE * TILE];
        if (lengths[index] == 0) {
            Arrays.fill(values, Float.NaN);
            return new float[][] {values};
        }
        ByteBuffer packed = read(channel(), offsets[index], (int) lengths[index]);
        byte[] bytes = new byte[4 * values.length];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int filled = 0;
            while (filled < bytes.length && !inflater.finished()) {
                int read = inflater.inflate(bytes, filled, bytes.length - filled);
                if (read == 0) {
                    break;
                }
                filled += read;
            }
            if (filled < bytes.length) {
                throw new IOException(file + " is damaged: a tile of it is too short");
            }
        } catch (DataFormatException e) {
            throw new IOException(file + " is damaged: a tile of it cannot be unpacked", e);
        } finally {
            inflater.end();
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new float[][] {values};
    }

    private synchronized FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        return channel;
    }

    @Override
    public synchronized void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            channel = null;
        }
    }
}
