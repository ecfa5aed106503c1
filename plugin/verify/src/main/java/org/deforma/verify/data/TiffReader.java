package org.deforma.verify.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.deforma.verify.table.Failed;

/**
 * Reads the first image of a TIFF 6.0: strips or tiles, plain or deflated, samples of one type, with the tags of
 * GeoTIFF 1.0 for a north-up grid.
 */
final class TiffReader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_ROWS = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int FORMAT = 339;
    private static final int PIXEL_SCALE = 33550;
    private static final int TIE_POINT = 33922;
    private static final int TRANSFORMATION = 34264;
    private static final int GEO_KEYS = 34735;
    private static final int NODATA = 42113;

    /** Bytes of a value by its type: byte, ASCII, short, long, rational, signed and undefined ones, float, double. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer file;
    private final Map<Integer, double[]> tags = new HashMap<>();
    private String nodata;

    TiffReader(ByteBuffer file) {
        this.file = file;
    }

    GeoTiff read() {
        Failed.unless(file.capacity() > 8, "a TIFF", file.capacity() + " bytes");
        int order = file.getShort(0);
        Failed.unless(order == 0x4949 || order == 0x4d4d, "a TIFF", "a file of another kind");
        file.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        directory(file.getInt(4));
        int width = (int) one(WIDTH, 0);
        int height = (int) one(HEIGHT, 0);
        float[][] bands = new float[(int) one(SAMPLES, 1)][width * height];
        pixels(width, height, bands);
        double[] matrix = tags.get(TRANSFORMATION);
        double[] scale = tags.get(PIXEL_SCALE);
        double[] tie = tags.get(TIE_POINT);
        boolean placed = matrix != null || (scale != null && tie != null);
        double pixel = matrix != null ? matrix[0] : placed ? scale[0] : 1;
        double west = matrix != null ? matrix[3] : placed ? tie[3] - tie[0] * pixel : 0;
        double north = matrix != null ? matrix[7] : placed ? tie[4] + tie[1] * pixel : 0;
        return new GeoTiff(width, height, bands, type(), Optional.ofNullable(nodata), west, north, pixel, epsg());
    }

    private void directory(int at) {
        int count = file.getShort(at) & 0xffff;
        for (int entry = at + 2; entry < at + 2 + 12 * count; entry += 12) {
            int tag = file.getShort(entry) & 0xffff;
            int type = file.getShort(entry + 2);
            int values = file.getInt(entry + 4);
            if (type < 1 || type >= SIZES.length) {
                continue;
            }
            int where = values * SIZES[type] <= 4 ? entry + 8 : file.getInt(entry + 8);
            if (tag == NODATA) {
                byte[] text = new byte[values];
                file.get(where, text);
                nodata = new String(text, StandardCharsets.US_ASCII)
                        .replace("\0", "")
                        .strip();
            }
            double[] numbers = new double[values];
            for (int i = 0; i < values; i++) {
                numbers[i] = value(type, where + i * SIZES[type]);
            }
            tags.put(tag, numbers);
        }
    }

    private double value(int type, int at) {
        return switch (type) {
            case 3 -> file.getShort(at) & 0xffff;
            case 4 -> file.getInt(at) & 0xffffffffL;
            case 8 -> file.getShort(at);
            case 9 -> file.getInt(at);
            case 11 -> file.getFloat(at);
            case 12 -> file.getDouble(at);
            default -> file.get(at) & 0xff;
        };
    }

    private double one(int tag, double otherwise) {
        return tags.containsKey(tag) ? tags.get(tag)[0] : otherwise;
    }

    private String type() {
        int bits = (int) one(BITS, 1);
        return switch ((int) one(FORMAT, 1)) {
            case 2 -> "Int" + bits;
            case 3 -> "Float" + bits;
            default -> bits == 8 ? "Byte" : "UInt" + bits;
        };
    }

    /** The EPSG code of a projected CRS (key 3072), else of a geographic one (key 2048). */
    private int epsg() {
        double[] keys = tags.getOrDefault(GEO_KEYS, new double[0]);
        int code = 0;
        for (int i = 4; i + 3 < keys.length; i += 4) {
            if (keys[i] == 3072 || (keys[i] == 2048 && code == 0)) {
                code = (int) keys[i + 3];
            }
        }
        return code;
    }

    private void pixels(int width, int height, float[][] bands) {
        boolean tiled = tags.containsKey(TILE_OFFSETS);
        double[] offsets = tags.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        double[] lengths = tags.get(tiled ? TILE_BYTES : STRIP_BYTES);
        int across = tiled ? (int) one(TILE_WIDTH, 0) : width;
        int down = tiled ? (int) one(TILE_HEIGHT, 0) : (int) Math.min(height, one(STRIP_ROWS, height));
        int columns = (width + across - 1) / across;
        int rows = (height + down - 1) / down;
        boolean planes = one(PLANAR, 1) == 2;
        int together = planes ? 1 : bands.length;
        int bytes = (int) one(BITS, 8) / 8;
        String type = type();
        for (int chunk = 0; chunk < offsets.length; chunk++) {
            int band = planes ? chunk / (columns * rows) : 0;
            int left = chunk % columns * across;
            int top = chunk / columns % rows * down;
            ByteBuffer data = unpack((int) offsets[chunk], (int) lengths[chunk], across * down * together * bytes);
            unpredict(data, across * together, together, bytes);
            for (int y = 0; y < down && top + y < height; y++) {
                for (int x = 0; x < across && left + x < width; x++) {
                    for (int b = 0; b < together; b++) {
                        int at = ((y * across + x) * together + b) * bytes;
                        bands[band + b][(top + y) * width + left + x] = sample(data, type, at);
                    }
                }
            }
        }
    }

    private static float sample(ByteBuffer data, String type, int at) {
        return switch (type) {
            case "Byte" -> data.get(at) & 0xff;
            case "UInt16" -> data.getShort(at) & 0xffff;
            case "Int16" -> data.getShort(at);
            case "Float32" -> data.getFloat(at);
            case "Float64" -> (float) data.getDouble(at);
            default -> throw new Failed("samples of a usual type", type);
        };
    }

    /** Predictor 3 (Adobe, TIFF Technical Note 3): bytes of a row by their significance, each the difference to the last. */
    private void unpredict(ByteBuffer data, int samples, int together, int bytes) {
        int predictor = (int) one(PREDICTOR, 1);
        if (predictor == 1) {
            return;
        }
        Failed.unless(predictor == 3, "a TIFF without predictor or with predictor 3", "predictor " + predictor);
        byte[] row = new byte[samples * bytes];
        for (int start = 0; start + row.length <= data.capacity(); start += row.length) {
            data.get(start, row);
            for (int i = together; i < row.length; i++) {
                row[i] += row[i - together];
            }
            for (int i = 0; i < samples; i++) {
                for (int b = 0; b < bytes; b++) {
                    int place = file.order() == ByteOrder.BIG_ENDIAN ? b : bytes - 1 - b;
                    data.put(start + i * bytes + place, row[b * samples + i]);
                }
            }
        }
    }

    private ByteBuffer unpack(int offset, int length, int unpacked) {
        byte[] packed = new byte[length];
        file.get(offset, packed);
        int compression = (int) one(COMPRESSION, 1);
        if (compression == 1) {
            return ByteBuffer.wrap(packed).order(file.order());
        }
        Failed.unless(
                compression == 8 || compression == 32946, "a plain or deflated TIFF", "compression " + compression);
        Inflater inflater = new Inflater();
        try {
            byte[] data = new byte[unpacked];
            inflater.setInput(packed);
            int done = 0;
            // The last strip may be shorter than the others.
            while (done < unpacked && !inflater.finished() && !inflater.needsInput()) {
                done += inflater.inflate(data, done, unpacked - done);
            }
            return ByteBuffer.wrap(data).order(file.order());
        } catch (DataFormatException e) {
            throw new Failed("deflated pixels", e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
