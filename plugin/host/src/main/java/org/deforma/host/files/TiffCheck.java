package org.deforma.host.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the skeleton of a TIFF file, classic or BigTIFF, to tell a file that cannot be read before any pixel is: is
 * it a TIFF at all, does it reach as far as its first image says, can GeoTools read its samples, and does the chain of
 * its images end. Reads a few kilobytes.
 */
final class TiffCheck {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;
    private static final int TIE_POINTS = 33922;
    private static final int TRANSFORMATION = 34264;
    private static final long MAX_SIDE = 1_000_000_000;
    private static final int MAX_DIRECTORIES = 65_536;
    private static final int MAX_VALUES = 1 << 26;

    /** Compressions that GeoTools does not know, by the numbers of the tag. */
    private static final Map<Long, String> COMPRESSIONS = Map.of(
            34712L, "JPEG 2000",
            34887L, "LERC",
            34925L, "LZMA",
            50000L, "ZSTD",
            50001L, "WebP",
            50002L, "JPEG XL");

    private final TiffBytes tiff;
    private boolean placed;
    private long bits = 1;
    private long format = 1;
    private long compression = 1;
    private boolean sparse;

    /**
     * What was found.
     *
     * @param placed whether the tags say where the image lies
     * @param foreign what GeoTools cannot read in it
     * @param misread whether GeoTools would give it other values than it holds, or refuse it later
     */
    record Facts(boolean placed, Optional<Foreign> foreign, boolean misread) {}

    /**
     * What GeoTools cannot read.
     *
     * @param what it is, in words that go on after the file's name
     * @param wayOut how to make a file of it that can be read
     */
    record Foreign(String what, String wayOut) {}

    /** A file that does not begin as a TIFF does. */
    static final class NoTiff extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NoTiff(String message) {
            super(message);
        }
    }

    private TiffCheck(TiffBytes tiff) {
        this.tiff = tiff;
    }

    /**
     * Checks a file.
     *
     * @throws NoTiff when it is not a TIFF; the message goes on after the file's name, as below
     * @throws IllegalArgumentException when it is damaged or cut off
     * @throws IOException when it cannot be read
     */
    static Facts check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw new IllegalArgumentException("is empty");
            }
            TiffBytes tiff = TiffBytes.of(channel).orElseThrow(() -> new NoTiff("is not a TIFF file"));
            TiffCheck check = new TiffCheck(tiff);
            long needed = check.end(tiff.first());
            check.checkChain(tiff.first());
            if (needed > size) {
                throw new IllegalArgumentException(
                        "is cut off: its pixels end at byte %,d, the file at byte %,d".formatted(needed, size));
            }
            return new Facts(check.placed, check.foreign(), check.misread());
        } catch (EOFException e) {
            throw new IllegalArgumentException("is cut off: its directory of tags is not complete", e);
        }
    }

    private Optional<Foreign> foreign() {
        if (format > 4) {
            return Optional.of(new Foreign(
                    "holds complex numbers",
                    "write their amplitude first, for example with gdal_calc.py --calc 'abs(A)'"));
        }
        if (bits < 1 || bits > 64 || Long.bitCount(bits) != 1) {
            return Optional.of(new Foreign(
                    "has samples of " + bits + " bits",
                    "rewrite it with 16 first, for example with gdal_translate -ot UInt16 -co NBITS=16"));
        }
        if (bits == 16 && format == 3) {
            return Optional.of(new Foreign(
                    "has floating-point samples of 16 bits",
                    "rewrite it with 32 first, for example with gdal_translate -co NBITS=32"));
        }
        return Optional.ofNullable(COMPRESSIONS.get(compression))
                .map(name -> new Foreign(
                        "is compressed with " + name,
                        "rewrite it first, for example with gdal_translate -co TILED=YES -co COMPRESS=DEFLATE"));
    }

    /** Samples of which Java's images have no type, and pixels that are not stored. */
    private boolean misread() {
        boolean whole = format < 3;
        return sparse || (bits == 8 && format == 2) || (bits == 32 && format == 1) || (bits == 64 && whole);
    }

    /** Where the last strip or tile of the directory at {@code at} ends [byte]. */
    private long end(long at) throws IOException {
        long[] offsets = {};
        long[] bytes = {};
        for (ByteBuffer entry : tiff.entries(at)) {
            switch (TiffBytes.tag(entry)) {
                case STRIP_OFFSETS, TILE_OFFSETS -> offsets = values(entry);
                case STRIP_BYTES, TILE_BYTES -> bytes = values(entry);
                case TIE_POINTS, TRANSFORMATION -> placed = true;
                case WIDTH, HEIGHT -> checkSide(values(entry)[0]);
                case SAMPLE_FORMAT -> format = values(entry)[0];
                case BITS_PER_SAMPLE -> bits = values(entry)[0];
                case COMPRESSION -> compression = values(entry)[0];
                default -> {}
            }
        }
        if (offsets.length == 0) {
            throw new IllegalArgumentException("is damaged: it does not say where its pixels are");
        }
        sparse = Arrays.stream(bytes).anyMatch(length -> length == 0);
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            long length = i < bytes.length ? bytes[i] : 0;
            // Places beyond the numbers of Java are negative here, and beyond any file.
            boolean countable = offsets[i] >= 0 && length >= 0 && offsets[i] + length >= 0;
            end = countable ? Math.max(end, offsets[i] + length) : Long.MAX_VALUE;
        }
        return end;
    }

    /** Readers follow the chain of directories to its end, which a loop does not have. */
    private void checkChain(long first) throws IOException {
        long at = first;
        for (int i = 0; at != 0; i++) {
            if (i == MAX_DIRECTORIES) {
                throw new IllegalArgumentException("is damaged: it holds more than " + MAX_DIRECTORIES + " images");
            }
            at = tiff.next(at);
        }
    }

    private static void checkSide(long pixels) {
        if (pixels < 1 || pixels > MAX_SIDE) {
            throw new IllegalArgumentException("is damaged: it says that a side of it is " + pixels + " px long");
        }
    }

    /** The numbers of an entry: type SHORT, LONG or LONG8, within the entry where they fit. */
    private long[] values(ByteBuffer entry) throws IOException {
        int size =
                switch (entry.getShort(2)) {
                    case 3 -> 2;
                    case 4, 13 -> 4;
                    case 16, 18 -> 8;
                    default ->
                        throw new IllegalArgumentException(
                                "is damaged: its tags are not of the type that they must have");
                };
        long count = tiff.values(entry);
        if (count < 1 || count > tiff.size() / size) {
            throw new EOFException();
        }
        if (count > MAX_VALUES) {
            throw new IllegalArgumentException("is damaged: one of its tags holds " + count + " values");
        }
        ByteBuffer data = tiff.data(entry, (int) (count * size));
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (size) {
                case 2 -> data.getShort() & 0xffff;
                case 4 -> Integer.toUnsignedLong(data.getInt());
                default -> data.getLong();
            };
        }
        return values;
    }
}
