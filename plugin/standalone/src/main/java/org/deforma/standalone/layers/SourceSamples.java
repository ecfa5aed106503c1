package org.deforma.standalone.layers;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Makes values of the samples of an image, as they were decoded. NaN, the file's value for no data, values beyond 1e18 and pixels
 * whose alpha band is 0 are no data, NaN. Thread-safe.
 */
final class SourceSamples {
    /** Beyond that values stand for no data, whatever the file says, as in the bundles. */
    private static final float LARGEST = (float) 1e18;

    private final int bands;
    private final int stored;
    private final float nodata;
    private final boolean signedByte;
    private final boolean unsignedInt;

    /**
     * Knows what samples mean.
     *
     * @param tags of the image
     * @param bands with values
     * @param stored bands of the image; one more where the last one is alpha
     */
    SourceSamples(SourceTags tags, int bands, int stored) {
        this.bands = bands;
        this.stored = stored;
        nodata = (float) tags.nodata().orElse(Double.NaN);
        signedByte = tags.isSignedByte();
        unsignedInt = tags.isUnsignedInt();
    }

    /**
     * The values of a part of the image. Tiles at the edge may come cut off, or filled up with what is no part of the raster;
     * nobody asks for that.
     *
     * @param columns of the part [px]
     * @param rows of the part [px]
     * @return by band, row by row
     */
    float[][] values(BufferedImage image, int columns, int rows) {
        float[][] values = new float[bands][];
        for (int band = 0; band < bands; band++) {
            values[band] = samples(image, band, columns, rows);
            clean(values[band]);
        }
        if (bands < stored) {
            keepWhere(samples(image, bands, columns, rows), columns, values, columns);
        }
        return values;
    }

    private static float[] samples(BufferedImage image, int band, int columns, int rows) {
        Raster raster = image.getRaster();
        float[] samples = new float[columns * rows];
        int there = Math.min(columns, raster.getWidth());
        if (there < columns || raster.getHeight() < rows) {
            Arrays.fill(samples, Float.NaN);
        }
        float[] line = new float[there];
        for (int y = 0; y < Math.min(rows, raster.getHeight()); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, there, 1, band, line);
            System.arraycopy(line, 0, samples, y * columns, there);
        }
        return samples;
    }

    private void clean(float[] values) {
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            if (signedByte && value > Byte.MAX_VALUE) {
                value -= 256;
            } else if (unsignedInt && value < 0) {
                value += (float) (1L << 32);
            }
            values[i] = value == nodata || Math.abs(value) > LARGEST ? Float.NaN : value;
        }
    }

    /**
     * Makes NaN of values where a mask is 0.
     *
     * @param mask one band
     * @param size of the part of the image that the mask shows [px]
     * @param values by band, row by row
     * @param columns of the values, as many as the mask has or more [px]
     */
    static void keepWhere(BufferedImage mask, Dimension size, float[][] values, int columns) {
        keepWhere(samples(mask, 0, size.width, size.height), size.width, values, columns);
    }

    private static void keepWhere(float[] flags, int flagColumns, float[][] values, int columns) {
        for (int i = 0; i < flags.length; i++) {
            if (!(flags[i] > 0)) {
                for (float[] band : values) {
                    band[i / flagColumns * columns + i % flagColumns] = Float.NaN;
                }
            }
        }
    }
}
