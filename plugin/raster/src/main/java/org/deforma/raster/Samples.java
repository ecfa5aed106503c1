package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferDouble;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;

/**
 * Copies samples of a {@link Raster} into {@code float[]}: straight from its arrays where the layout is known, else by
 * its API.
 */
final class Samples {
    private Samples() {}

    /**
     * Copies one band of a part of a raster, nodata as NaN.
     *
     * @param raster where from
     * @param part pixels to copy, inside the raster
     * @param band which band
     * @param noData what counts as no data, beside NaN and infinite values
     * @param out where to
     * @param at index of the part's first sample in {@code out}
     * @param stride distance between rows in {@code out}
     */
    static void copy(Raster raster, Rectangle part, int band, NoData noData, float[] out, int at, int stride) {
        if (!copyArrays(raster, part, band, noData, out, at, stride)) {
            double[] row = new double[part.width];
            for (int y = 0; y < part.height; y++) {
                raster.getSamples(part.x, part.y + y, part.width, 1, band, row);
                for (int x = 0; x < part.width; x++) {
                    out[at + y * stride + x] = noData.toFloat(row[x]);
                }
            }
        }
    }

    private static boolean copyArrays(
            Raster raster, Rectangle part, int band, NoData noData, float[] out, int at, int stride) {
        if (!(raster.getSampleModel() instanceof ComponentSampleModel model)) {
            return false;
        }
        DataBuffer data = raster.getDataBuffer();
        int bank = model.getBankIndices()[band];
        int step = model.getPixelStride();
        int first = data.getOffsets()[bank]
                + model.getBandOffsets()[band]
                + (part.y - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                + (part.x - raster.getSampleModelTranslateX()) * step;
        for (int y = 0; y < part.height; y++) {
            int from = first + y * model.getScanlineStride();
            int to = at + y * stride;
            int end = to + part.width;
            if (data instanceof DataBufferByte bytes) {
                byte[] in = bytes.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = in[from] & 0xFF;
                }
            } else if (data instanceof DataBufferUShort shorts) {
                short[] in = shorts.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = in[from] & 0xFFFF;
                }
            } else if (data instanceof DataBufferShort shorts) {
                short[] in = shorts.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = in[from];
                }
            } else if (data instanceof DataBufferFloat floats) {
                float[] in = floats.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = in[from];
                }
            } else if (data instanceof DataBufferInt ints) {
                int[] in = ints.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = noData.toFloat(in[from]);
                }
                continue;
            } else if (data instanceof DataBufferDouble doubles) {
                double[] in = doubles.getData(bank);
                for (; to < end; to++, from += step) {
                    out[to] = noData.toFloat(in[from]);
                }
                continue;
            } else {
                return false;
            }
            noData.mask(out, end - part.width, end);
        }
        return true;
    }
}
