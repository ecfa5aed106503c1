package org.deforma.standalone.layers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One resolution of a layer: one image of a file that {@link LevelWriter} wrote. */
final class LevelFile implements TileSource {
    /** More halvings than any side has. */
    private static final int MOST_LEVELS = 32;

    private static final int MOST_ENTRIES = 64;

    private final SharedFile file;
    private final int width;
    private final int height;
    private final int bands;
    private final long[] offsets;
    private final long[] lengths;

    LevelFile(SharedFile file, int width, int height, int bands, long[] offsets, long[] lengths) {
        this.file = file;
        this.width = width;
        this.height = height;
        this.bands = bands;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /** Number of tiles from one side to the other. */
    static int tiles(int pixels) {
        return (pixels + LevelTile.SIDE - 1) / LevelTile.SIDE;
    }

    /**
     * Reads the directories of a file.
     *
     * @return all its images, in order
     * @throws IOException when it is not such a file, or is not whole
     */
    static List<LevelFile> open(SharedFile file) throws IOException {
        ByteBuffer head = read(file, 0, 16);
        if (head.getInt(0) != LevelWriter.MAGIC || head.getInt(4) != 8) {
            throw new IOException(file.path().getFileName() + " is not a file of smaller copies");
        }
        List<LevelFile> images = new ArrayList<>();
        for (long at = head.getLong(8); at != 0; ) {
            long count = read(file, at, 8).getLong();
            if (count < 1 || count > MOST_ENTRIES || images.size() == MOST_LEVELS) {
                throw damaged(file);
            }
            ByteBuffer entries = read(file, at + 8, (int) count * LevelWriter.ENTRY + 8);
            images.add(image(file, entries, (int) count));
            at = entries.getLong((int) count * LevelWriter.ENTRY);
        }
        return images;
    }

    private static LevelFile image(SharedFile file, ByteBuffer entries, int count) throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<Integer, long[]> lists = new HashMap<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer entry =
                    entries.slice(i * LevelWriter.ENTRY, LevelWriter.ENTRY).order(ByteOrder.LITTLE_ENDIAN);
            int tag = entry.getShort(0) & 0xffff;
            long size = entry.getLong(4);
            if (tag == LevelWriter.OFFSETS || tag == LevelWriter.LENGTHS) {
                if (size < 1 || size > file.length() / 8) {
                    throw damaged(file);
                }
                ByteBuffer values = size == 1 ? entry.slice(12, 8) : read(file, entry.getLong(12), (int) (8 * size));
                long[] list = new long[(int) size];
                values.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(list);
                lists.put(tag, list);
            } else if (size == 1) {
                numbers.put(tag, entry.getInt(12));
            }
        }
        int width = numbers.getOrDefault(LevelWriter.WIDTH, 0);
        int height = numbers.getOrDefault(LevelWriter.HEIGHT, 0);
        int bands = numbers.getOrDefault(LevelWriter.SAMPLES, 0);
        long[] offsets = lists.getOrDefault(LevelWriter.OFFSETS, new long[0]);
        long[] lengths = lists.getOrDefault(LevelWriter.LENGTHS, new long[0]);
        long tiles = (long) tiles(width) * tiles(height) * bands;
        if (width < 1 || height < 1 || bands < 1 || offsets.length != tiles || lengths.length != tiles) {
            throw damaged(file);
        }
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] + lengths[i] > file.length()) {
                throw damaged(file);
            }
        }
        return new LevelFile(file, width, height, bands, offsets, lengths);
    }

    private static IOException damaged(SharedFile file) {
        return new IOException(file.path().getFileName() + " is damaged");
    }

    private static ByteBuffer read(SharedFile file, long at, int length) throws IOException {
        return ByteBuffer.wrap(file.read(at, length)).order(ByteOrder.LITTLE_ENDIAN);
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
    public int bands() {
        return bands;
    }

    @Override
    public int tileWidth() {
        return LevelTile.SIDE;
    }

    @Override
    public int tileHeight() {
        return LevelTile.SIDE;
    }

    @Override
    public int groups() {
        return bands;
    }

    @Override
    public float[][] decode(int group, int column, int row) throws IOException {
        int index = (group * tiles(height) + row) * tiles(width) + column;
        return new float[][] {LevelTile.unpack(file.read(offsets[index], (int) lengths[index]))};
    }

    @Override
    public SharedFile file() {
        return file;
    }
}
