package org.deforma.standalone.layers;

import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageMetadata;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.deforma.host.files.GdalItems;

/** What the tags of one image of a TIFF say of its samples; the reader's own image type says some of it wrongly. */
final class SourceTags {
    private static final int SUBFILE = 254;
    private static final int BITS = 258;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int GDAL_METADATA = 42_112;
    private static final int GDAL_NODATA = 42_113;
    private static final int REDUCED = 1;
    private static final int MASK = 4;

    private final TIFFImageMetadata tags;

    SourceTags(TIFFImageMetadata tags) {
        this.tags = tags;
    }

    private long[] numbers(int tag) {
        TIFFField field = tags.getTIFFField(tag);
        long[] numbers = new long[field == null ? 0 : field.getCount()];
        Arrays.setAll(numbers, field == null ? i -> 0 : field::getAsLong);
        return numbers;
    }

    private long largest(int tag, long missing) {
        return Arrays.stream(numbers(tag)).max().orElse(missing);
    }

    /** Whether the image only says which pixels of another have data. */
    boolean isMask() {
        return (largest(SUBFILE, 0) & MASK) != 0;
    }

    /** Whether the image is a smaller copy of another. */
    boolean isCopy() {
        return largest(SUBFILE, 0) == REDUCED;
    }

    /** What GDAL or a program that writes as it does says of this image. */
    GdalItems items() {
        TIFFField field = tags.getTIFFField(GDAL_METADATA);
        return field == null
                ? GdalItems.none()
                : GdalItems.of(field.getAsString(0).replace("\0", ""));
    }

    /** Whether the last band says which pixels have data (TIFF 6.0, 1992, page 31). */
    boolean hasAlpha() {
        long[] extra = numbers(EXTRA_SAMPLES);
        return extra.length > 0 && (extra[extra.length - 1] == 1 || extra[extra.length - 1] == 2);
    }

    /** Whether samples are signed bytes, which the reader takes for unsigned ones. */
    boolean isSignedByte() {
        return largest(BITS, 1) == 8 && largest(SAMPLE_FORMAT, 1) == 2;
    }

    /** Whether samples are unsigned and of 32 bits, which the reader takes for signed ones. */
    boolean isUnsignedInt() {
        return largest(BITS, 1) == 32 && largest(SAMPLE_FORMAT, 1) == 1;
    }

    /** The value that stands for no data, if GDAL or another program wrote one. */
    OptionalDouble nodata() {
        TIFFField field = tags.getTIFFField(GDAL_NODATA);
        if (field == null) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(
                    Double.parseDouble(field.getAsString(0).replace("\0", "").strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Refuses images that the reader reads wrongly without saying so.
     *
     * @throws IllegalArgumentException with a message that goes on after the file's name
     */
    void check() {
        long bits = largest(BITS, 1);
        if (largest(SAMPLE_FORMAT, 1) == 3 && bits < Float.SIZE) {
            throw new IllegalArgumentException("has samples of " + bits
                    + " bits with fractions; rewrite it first, for example with gdal_translate -ot Float32");
        }
    }
}
