package org.deforma.verify.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes a raster of UInt16 or Float32 as plain GeoTIFF, one strip, north up. */
// Buffers are allocated here; tags are not compared.
@SuppressWarnings({"ByteBufferBackingArray", "ArrayRecordComponent"})
final class TiffWriter {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;

    private record Tag(int type, int count, byte[] content) {}

    private final Map<Integer, Tag> tags = new TreeMap<>();

    private TiffWriter() {}

    static byte[] write(GeoTiff raster) {
        boolean isFloat = raster.type().equals("Float32");
        int bands = raster.bands().length;
        int pixels = raster.width() * raster.height();
        ByteBuffer data = buffer(pixels * bands * (isFloat ? 4 : 2));
        for (int i = 0; i < pixels; i++) {
            for (float[] band : raster.bands()) {
                if (isFloat) {
                    data.putFloat(band[i]);
                } else {
                    data.putShort((short) Math.round(band[i]));
                }
            }
        }
        TiffWriter writer = new TiffWriter();
        writer.shape(raster, isFloat ? 32 : 16, isFloat ? 3 : 1);
        writer.place(raster);
        raster.nodata().ifPresent(text -> {
            byte[] ascii = (text + "\0").getBytes(StandardCharsets.US_ASCII);
            writer.tags.put(42113, new Tag(2, ascii.length, ascii));
        });
        return writer.file(data.array());
    }

    private void shape(GeoTiff raster, int bits, int format) {
        int bands = raster.bands().length;
        numbers(256, LONG, raster.width());
        numbers(257, LONG, raster.height());
        numbers(258, SHORT, repeat(bits, bands));
        numbers(259, SHORT, 1);
        numbers(262, SHORT, 1);
        numbers(273, LONG, 0);
        numbers(277, SHORT, bands);
        numbers(278, LONG, raster.height());
        numbers(279, LONG, (double) raster.width() * raster.height() * bands * bits / 8);
        numbers(284, SHORT, 1);
        numbers(339, SHORT, repeat(format, bands));
        if (bands > 1) {
            numbers(338, SHORT, repeat(0, bands - 1));
        }
    }

    /** GeoTIFF 1.0: pixel is area, projected CRS by its EPSG code. */
    private void place(GeoTiff raster) {
        numbers(33550, DOUBLE, raster.pixel(), raster.pixel(), 0);
        numbers(33922, DOUBLE, 0, 0, 0, raster.west(), raster.north(), 0);
        if (raster.epsg() > 0) {
            numbers(34735, SHORT, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, raster.epsg());
        }
    }

    private static double[] repeat(double value, int times) {
        double[] values = new double[times];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private void numbers(int tag, int type, double... values) {
        ByteBuffer content = buffer(values.length * (type == SHORT ? 2 : type == LONG ? 4 : 8));
        for (double value : values) {
            switch (type) {
                case SHORT -> content.putShort((short) value);
                case LONG -> content.putInt((int) value);
                default -> content.putDouble(value);
            }
        }
        tags.put(tag, new Tag(type, values.length, content.array()));
    }

    private byte[] file(byte[] data) {
        int extra = 8 + 2 + 12 * tags.size() + 4;
        int size = extra;
        for (Tag tag : tags.values()) {
            size += tag.content.length > 4 ? tag.content.length + tag.content.length % 2 : 0;
        }
        ByteBuffer file = buffer(size + data.length);
        numbers(273, LONG, size);
        file.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) tags.size());
        for (Map.Entry<Integer, Tag> entry : tags.entrySet()) {
            Tag tag = entry.getValue();
            file.putShort(entry.getKey().shortValue())
                    .putShort((short) tag.type)
                    .putInt(tag.count);
            if (tag.content.length > 4) {
                file.putInt(extra).put(extra, tag.content);
                extra += tag.content.length + tag.content.length % 2;
            } else {
                file.put(tag.content).position(file.position() + 4 - tag.content.length);
            }
        }
        return file.put(size, data).array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
