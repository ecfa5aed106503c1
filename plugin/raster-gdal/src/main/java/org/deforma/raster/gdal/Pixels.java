package org.deforma.raster.gdal;

import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferDouble;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import org.gdal.gdal.Band;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * The samples of a dataset as Java has them. As they are stored where all bands are of one type that Java's images have;
 * else as floating-point numbers, NaN for no data: where values are packed, complex or masked, or bands differ. Immutable.
 */
final class Pixels {
    private final List<Channel> channels;
    private final boolean computed;
    private final int type;

    /** Chooses the type for these bands, of which there is at least one. */
    Pixels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
        Channel first = channels.get(0);
        boolean same = channels.stream()
                .allMatch(each -> each.type() == first.type() && each.noData().equals(first.noData()));
        int stored = stored(first.type());
        computed = !same
                || stored == DataBuffer.TYPE_UNDEFINED
                || channels.stream().anyMatch(Channel::isComputed);
        if (computed) {
            type = channels.stream().anyMatch(Channel::isWide) ? DataBuffer.TYPE_DOUBLE : DataBuffer.TYPE_FLOAT;
        } else {
            type = stored;
        }
    }

    private static int stored(int type) {
        if (type == gdalconstConstants.GDT_Byte) {
            return DataBuffer.TYPE_BYTE;
        } else if (type == gdalconstConstants.GDT_UInt16) {
            return DataBuffer.TYPE_USHORT;
        } else if (type == gdalconstConstants.GDT_Int16) {
            return DataBuffer.TYPE_SHORT;
        } else if (type == gdalconstConstants.GDT_Int32) {
            return DataBuffer.TYPE_INT;
        } else if (type == gdalconstConstants.GDT_Float32) {
            return DataBuffer.TYPE_FLOAT;
        } else if (type == gdalconstConstants.GDT_Float64) {
            return DataBuffer.TYPE_DOUBLE;
        }
        return DataBuffer.TYPE_UNDEFINED;
    }

    /** A type of {@link DataBuffer}. */
    int type() {
        return type;
    }

    /** How many bands there are. */
    int bands() {
        return channels.size();
    }

    /** Bytes of a pixel, all bands together. */
    int pixelBytes() {
        return channels.size() * DataBuffer.getDataTypeSize(type) / 8;
    }

    /** The value that stands for no data in all bands; empty where it is NaN, or there is none. */
    Optional<Double> noData() {
        return computed ? Optional.empty() : channels.get(0).noData();
    }

    /**
     * Reads a part of all bands.
     *
     * @param area inside the dataset
     * @throws UncheckedIOException of an {@link IIOException} when it cannot be decoded
     */
    WritableRaster read(Handles.Handle handle, GdalCall call, Rectangle area) {
        int count = Math.multiplyExact(area.width, area.height);
        Object[] values = arrays(count);
        for (int i = 0; i < values.length; i++) {
            Channel channel = channels.get(i);
            Band band = handle.dataset().GetRasterBand(channel.band());
            if (!computed) {
                read(handle, call, band, area, channel.type(), values[i]);
            } else if (values[i] instanceof float[] floats) {
                double[] computed = compute(handle, call, channel, band, area);
                for (int k = 0; k < count; k++) {
                    floats[k] = (float) computed[k];
                }
            } else {
                values[i] = compute(handle, call, channel, band, area);
            }
        }
        return Raster.createWritableRaster(
                new BandedSampleModel(type, area.width, area.height, values.length),
                buffer(values, count),
                area.getLocation());
    }

    private Object[] arrays(int count) {
        int bands = channels.size();
        return switch (type) {
            case DataBuffer.TYPE_BYTE -> new byte[bands][count];
            case DataBuffer.TYPE_USHORT, DataBuffer.TYPE_SHORT -> new short[bands][count];
            case DataBuffer.TYPE_INT -> new int[bands][count];
            case DataBuffer.TYPE_FLOAT -> new float[bands][count];
            default -> new double[bands][count];
        };
    }

    private DataBuffer buffer(Object[] values, int count) {
        return switch (type) {
            case DataBuffer.TYPE_BYTE -> new DataBufferByte((byte[][]) values, count);
            case DataBuffer.TYPE_USHORT -> new DataBufferUShort((short[][]) values, count);
            case DataBuffer.TYPE_SHORT -> new DataBufferShort((short[][]) values, count);
            case DataBuffer.TYPE_INT -> new DataBufferInt((int[][]) values, count);
            case DataBuffer.TYPE_FLOAT -> new DataBufferFloat((float[][]) values, count);
            default -> new DataBufferDouble((double[][]) values, count);
        };
    }

    private static double[] compute(Handles.Handle handle, GdalCall call, Channel channel, Band band, Rectangle area) {
        int count = area.width * area.height;
        double[] values = new double[channel.isComplex() ? 2 * count : count];
        read(
                handle,
                call,
                band,
                area,
                channel.isComplex() ? gdalconstConstants.GDT_CFloat64 : gdalconstConstants.GDT_Float64,
                values);
        byte[] mask = null;
        if (channel.masked()) {
            mask = new byte[count];
            read(handle, call, band.GetMaskBand(), area, gdalconstConstants.GDT_Byte, mask);
        }
        double[] result = new double[count];
        for (int k = 0; k < count; k++) {
            boolean valid = mask == null || mask[k] != 0;
            result[k] = valid ? channel.value(values, k) : Double.NaN;
        }
        return result;
    }

    private static void read(Handles.Handle handle, GdalCall call, Band band, Rectangle area, int type, Object values) {
        ByteBuffer room = handle.room(Math.multiplyExact(Array.getLength(values), bytes(values)));
        int code;
        try {
            // The other ways to read have parameters that differ between versions of GDAL, and Java would not notice.
            code = band.ReadRaster_Direct(area.x, area.y, area.width, area.height, area.width, area.height, type, room);
        } catch (RuntimeException e) {
            throw failed(call, e);
        }
        if (code != gdalconstConstants.CE_None) {
            throw failed(call, null);
        }
        if (values instanceof byte[] bytes) {
            room.get(bytes);
        } else if (values instanceof short[] shorts) {
            room.asShortBuffer().get(shorts);
        } else if (values instanceof int[] ints) {
            room.asIntBuffer().get(ints);
        } else if (values instanceof float[] floats) {
            room.asFloatBuffer().get(floats);
        } else {
            room.asDoubleBuffer().get((double[]) values);
        }
    }

    private static int bytes(Object values) {
        if (values instanceof byte[]) {
            return Byte.BYTES;
        }
        if (values instanceof short[]) {
            return Short.BYTES;
        }
        return values instanceof double[] ? Double.BYTES : Integer.BYTES;
    }

    private static UncheckedIOException failed(GdalCall call, RuntimeException cause) {
        String said = call.said();
        return new UncheckedIOException(
                new IIOException(said.isEmpty() ? "its pixels cannot be decoded" : "GDAL says: " + said, cause));
    }
}
