package org.deforma.raster;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * Whole-number and text tags of the first image in a TIFF or BigTIFF, read straight from the stream (TIFF 6.0, 1992, section
 * 2). The metadata tree of the readers leaves out where the pixels lie.
 */
final class TiffTags {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final long MOST_VALUES = 1 << 24;

    private final Map<Integer, long[]> numbers = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final ImageInputStream in;
    private final boolean big;

    private TiffTags(ImageInputStream in, boolean big) {
        this.in = in;
        this.big = big;
    }

    /**
     * Reads tags; the stream is left as it was.
     *
     * @param wanted numbers of the tags
     * @throws IOException when the stream is no TIFF or ends early
     */
    static TiffTags read(ImageInputStream in, Set<Integer> wanted) throws IOException {
        ByteOrder order = in.getByteOrder();
        long position = in.getStreamPosition();
        try {
            in.seek(0);
            in.setByteOrder(in.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            in.seek(2);
            int version = in.readUnsignedShort();
            if (version != 42 && version != 43) {
                throw new IOException("not a TIFF");
            }
            TiffTags tags = new TiffTags(in, version == 43);
            tags.directory(wanted);
            return tags;
        } finally {
            in.setByteOrder(order);
            in.seek(position);
        }
    }

    /** Tag number to values, without those that are not there. */
    Map<Integer, long[]> numbers() {
        return numbers;
    }

    /** Tag number to text, without those that are not there. */
    Map<Integer, String> texts() {
        return texts;
    }

    private void directory(Set<Integer> wanted) throws IOException {
        in.seek(big ? 8 : 4);
        seek(word(), 1);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        long at = in.getStreamPosition();
        for (long i = 0; i < entries; i++) {
            in.seek(at + i * (big ? 20 : 12));
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long count = word();
            boolean number = type == SHORT || type == LONG || type == LONG8;
            if (wanted.contains(tag) && (number || type == ASCII) && count >= 0 && count <= MOST_VALUES) {
                int bytes = type == ASCII ? 1 : type == SHORT ? 2 : type == LONG ? 4 : 8;
                if (count * bytes > (big ? 8 : 4)) {
                    seek(word(), count * bytes);
                }
                if (number) {
                    numbers.put(tag, values(type, (int) count));
                } else {
                    texts.put(tag, text((int) count));
                }
            }
        }
    }

    /** Goes to a place of which the file speaks; what is there is read into memory only if the file can hold it. */
    private void seek(long at, long bytes) throws IOException {
        if (at < 0 || (in.length() >= 0 && at > in.length() - bytes)) {
            throw new EOFException("the file ends before byte " + at);
        }
        in.seek(at);
    }

    private long word() throws IOException {
        return big ? in.readLong() : in.readUnsignedInt();
    }

    private String text(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private long[] values(int type, int count) throws IOException {
        // Not in.readFully(int[]): ImageIO-Ext's streams forget the byte order there.
        byte[] bytes = new byte[count * (type == SHORT ? 2 : type == LONG ? 4 : 8)];
        in.readFully(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(in.getByteOrder());
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case SHORT -> buffer.getShort() & 0xFFFF;
                case LONG -> buffer.getInt() & 0xFFFF_FFFFL;
                default -> buffer.getLong();
            };
        }
        return values;
    }
}
