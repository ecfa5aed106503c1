package org.deforma.raster;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.deforma.api.DeformaException;

/**
 * Float32 bands in a raw file, one after the other, row by row. What was never written reads as NaN. The file goes when
 * it is closed; on Linux and macOS it has no name before, so that it goes with the process, however that ends. Thread-safe for
 * blocks that do not overlap.
 */
final class ScratchRaster implements AutoCloseable {
    // A sparse file reads as zeros where nothing was written; with this mask a stored zero means NaN.
    private static final int NAN_BITS = Float.floatToRawIntBits(Float.NaN);
    private static final int CHUNK_FLOATS = 1 << 16;

    private final Path file;
    private final int width;
    private final int height;
    private final int bands;
    private final FileChannel channel;

    ScratchRaster(Path file, int width, int height, int bands) {
        this.file = file;
        this.width = width;
        this.height = height;
        this.bands = bands;
        try {
            channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE,
                    StandardOpenOption.SPARSE);
        } catch (IOException e) {
            throw ScratchFolder.failed("make", file.getParent(), e);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bands() {
        return bands;
    }

    static long bytes(int width, int height, int bands) {
        return 4L * width * height * bands;
    }

    void write(Rectangle window, int band, float[] values) {
        check(window, band);
        ByteBuffer buffer = ByteBuffer.allocate(4 * Math.min(CHUNK_FLOATS, window.width * window.height))
                .order(ByteOrder.nativeOrder());
        try {
            // Windows as wide as the raster go out in long stretches, others row by row.
            int run = window.width == width ? window.width * window.height : window.width;
            for (int done = 0; done < window.width * window.height; ) {
                int count = Math.min(CHUNK_FLOATS, run - done % run);
                buffer.clear();
                for (int i = 0; i < count; i++) {
                    buffer.putInt(Float.floatToIntBits(values[done + i]) ^ NAN_BITS);
                }
                buffer.flip();
                long position = position(window, band, done);
                while (buffer.hasRemaining()) {
                    position += channel.write(buffer, position);
                }
                done += count;
            }
        } catch (IOException e) {
            throw ScratchFolder.failed("write", file.getParent(), e);
        }
    }

    float[] read(Rectangle window, int band) {
        check(window, band);
        float[] values = new float[window.width * window.height];
        ByteBuffer buffer =
                ByteBuffer.allocate(4 * Math.min(CHUNK_FLOATS, values.length)).order(ByteOrder.nativeOrder());
        try {
            int run = window.width == width ? values.length : window.width;
            for (int done = 0; done < values.length; ) {
                int count = Math.min(CHUNK_FLOATS, run - done % run);
                buffer.clear().limit(4 * count);
                long position = position(window, band, done);
                while (buffer.hasRemaining()) {
                    int got = channel.read(buffer, position);
                    if (got < 0) {
                        break;
                    }
                    position += got;
                }
                int there = buffer.position() / 4;
                buffer.flip();
                for (int i = 0; i < count; i++) {
                    values[done + i] = i < there ? Float.intBitsToFloat(buffer.getInt() ^ NAN_BITS) : Float.NaN;
                }
                done += count;
            }
        } catch (IOException e) {
            throw new DeformaException("cannot read the scratch file in " + file.getParent(), window, e);
        }
        return values;
    }

    private long position(Rectangle window, int band, int index) {
        long row = (long) band * height + window.y + index / window.width;
        return 4 * (row * width + window.x + index % window.width);
    }

    private void check(Rectangle window, int band) {
        if (band < 0 || band >= bands) {
            throw new IllegalArgumentException("band must be 0..%d, was %d".formatted(bands - 1, band));
        }
        if (window.isEmpty() || !new Rectangle(width, height).contains(window)) {
            throw new IllegalArgumentException(
                    "a block must lie inside the %d x %d px of the result, was x %d, y %d, %d x %d px"
                            .formatted(width, height, window.x, window.y, window.width, window.height));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DeformaException("cannot close the scratch file in " + file.getParent(), e);
        }
    }
}
