package org.deforma.raster;

import java.awt.image.RenderedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What a coverage's TIFF file says of itself, where the image's reader is still at hand. The image alone is not
 * enough: the readers of JAI and ImageN call any last band alpha, read signed bytes as unsigned, and make up pixels
 * where a file ends early.
 *
 * @param file where it lies; null when that is not known
 * @param length of the file [bytes]; -1 when that is not known
 * @param tags numbers of the short and long tags that are of interest here
 * @param metadata what GDAL and others write into tag 42112
 */
record TiffFacts(File file, long length, Map<Integer, long[]> tags, GdalMetadata metadata) {
    /** Image properties by which the read operations of ImageN and of JAI hand on their {@link ImageReader}. */
    private static final List<String> READER_PROPERTIES = List.of("ImageN.ImageReader", "JAI.ImageReader");

    private static final int BITS_PER_SAMPLE = 258;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int GDAL_METADATA = 42112;
    private static final Set<Integer> WANTED = Set.of(
            BITS_PER_SAMPLE,
            STRIP_OFFSETS,
            STRIP_BYTES,
            TILE_OFFSETS,
            TILE_BYTES,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            GDAL_METADATA);

    /** The facts behind an image; empty when it was not read from a TIFF, or its stream does not say. */
    static Optional<TiffFacts> of(RenderedImage image) {
        ImageReader reader = reader(image);
        if (reader == null) {
            return Optional.empty();
        }
        // The image's tiles are read under the same lock.
        synchronized (reader) {
            try {
                if (!(reader.getInput() instanceof ImageInputStream in)) {
                    return Optional.empty();
                }
                TiffTags tags = TiffTags.read(in, WANTED);
                return Optional.of(new TiffFacts(
                        file(in),
                        in.length(),
                        tags.numbers(),
                        GdalMetadata.of(tags.texts().getOrDefault(GDAL_METADATA, ""))));
            } catch (IOException e) {
                // No TIFF, or its file has gone; reading the pixels will say so better.
                return Optional.empty();
            }
        }
    }

    /** What reads an image's tiles, where that is known; else null. */
    static ImageReader reader(RenderedImage image) {
        return READER_PROPERTIES.stream()
                .map(image::getProperty)
                .filter(ImageReader.class::isInstance)
                .map(ImageReader.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The file of an input stream of ImageIO-Ext, which is in the host's packages; by its only method of interest. */
    private static File file(ImageInputStream input) {
        try {
            return input.getClass().getMethod("getFile").invoke(input) instanceof File file ? file : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private long[] tag(int number) {
        return tags.getOrDefault(number, new long[0]);
    }

    /**
     * Whether the last band of an image is the file's alpha band (TIFF 6.0, 1992, page 31).
     *
     * @param bands of the image; when the file has another number some were selected, and alpha is not among them
     */
    boolean hasAlpha(int bands) {
        return bands == tag(BITS_PER_SAMPLE).length
                && Arrays.stream(tag(EXTRA_SAMPLES)).anyMatch(kind -> kind == 1 || kind == 2);
    }

    /**
     * Refuses files that the host's reader would read wrongly without saying so.
     *
     * @throws IllegalArgumentException for complex samples, signed bytes, unsigned 32-bit samples, sparse files and files that
     *     end before their pixels do
     */
    void check(String name) {
        long bits = Arrays.stream(tag(BITS_PER_SAMPLE)).max().orElse(0);
        long sampleFormat = Arrays.stream(tag(SAMPLE_FORMAT)).max().orElse(1);
        if (sampleFormat > 4) {
            throw new IllegalArgumentException(name
                    + " has complex samples, which cannot be read; write their amplitude first, for example with"
                    + " gdal_calc.py --calc 'abs(A)'");
        }
        if (bits == 8 && sampleFormat == 2) {
            throw unreadable(name, "signed 8-bit", "Int16");
        }
        if (bits == 32 && sampleFormat == 1) {
            throw unreadable(name, "unsigned 32-bit", "Float64");
        }
        if (has(0, tag(STRIP_BYTES)) || has(0, tag(TILE_BYTES))) {
            throw new IllegalArgumentException(
                    ("the file of %s is sparse: not all of its pixels are stored, and the others would be made up;"
                                    + " rewrite it, for example with gdal_translate")
                            .formatted(name));
        }
        long end = Math.max(end(tag(STRIP_OFFSETS), tag(STRIP_BYTES)), end(tag(TILE_OFFSETS), tag(TILE_BYTES)));
        if (length >= 0 && end > length) {
            throw new IllegalArgumentException(
                    ("the file of %s is truncated: its pixels end at byte %d, the file at byte %d;"
                                    + " copy or download it again")
                            .formatted(name, end, length));
        }
    }

    private static IllegalArgumentException unreadable(String name, String have, String convert) {
        return new IllegalArgumentException(
                "%s has %s samples, which cannot be read; convert it first, for example with gdal_translate -ot %s"
                        .formatted(name, have, convert));
    }

    private static boolean has(long value, long[] numbers) {
        return Arrays.stream(numbers).anyMatch(number -> number == value);
    }

    private static long end(long[] offsets, long[] counts) {
        long end = 0;
        for (int i = 0; i < Math.min(offsets.length, counts.length); i++) {
            // Places beyond the numbers of Java are negative here, and beyond any file.
            boolean countable = offsets[i] >= 0 && counts[i] >= 0 && offsets[i] + counts[i] >= 0;
            end = countable ? Math.max(end, offsets[i] + counts[i]) : Long.MAX_VALUE;
        }
        return end;
    }
}
