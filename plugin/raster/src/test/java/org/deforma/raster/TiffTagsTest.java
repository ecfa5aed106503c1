package org.deforma.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;

/** Tags whose counts and places are not to be believed; a BigTIFF has 64 bits for each. */
class TiffTagsTest {
    private static final int TAG = 279;
    private static final int LONG8 = 16;
    private static final int LENGTH = 64;

    /** A BigTIFF of {@value #LENGTH} bytes with one tag. */
    private static TiffTags read(long count, long field) throws IOException {
        ByteBuffer tiff = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0);
        tiff.putLong(16);
        tiff.putLong(1)
                .putShort((short) TAG)
                .putShort((short) LONG8)
                .putLong(count)
                .putLong(field);
        byte[] bytes = tiff.array();
        MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public long length() {
                return bytes.length;
            }
        };
        return TiffTags.read(in, Set.of(TAG));
    }

    @Test
    void readsAValue() throws IOException {
        assertArrayEquals(new long[] {7}, read(1, 7).numbers().get(TAG));
        assertEquals(2, read(2, 44).numbers().get(TAG).length);
    }

    @Test
    void leavesOutCountsBelowZero() throws IOException {
        assertEquals(Map.of(), read(-1, 44).numbers());
    }

    @Test
    void readsNothingThatTheFileCannotHold() {
        assertThrows(EOFException.class, () -> read(3, 44));
        assertThrows(EOFException.class, () -> read(2, -8));
        // 128 MB would be asked for before the end of the file is seen.
        assertThrows(EOFException.class, () -> read(1 << 24, 44));
    }
}
