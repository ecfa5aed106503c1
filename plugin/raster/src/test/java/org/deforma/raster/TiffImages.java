package org.deforma.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a little-endian TIFF or BigTIFF from its bytes alone: directories, where tiles lie, pixels of Float32. */
final class TiffImages {
    final ByteBuffer bytes;
    final boolean big;
    final List<Image> images = new ArrayList<>();

    /** One directory: where it begins, where the values behind it that are no lists of tiles end, its tags. */
    record Image(long at, long end, Map<Integer, double[]> tags, Map<Integer, String> texts, long listsAt) {
        int number(int tag) {
            return (int) tags.get(tag)[0];
        }

        int width() {
            return number(256);
        }

        int height() {
            return number(257);
        }

        double[] offsets() {
            return tags.get(324);
        }

        double[] counts() {
            return tags.get(325);
        }
    }

    TiffImages(Path file) throws IOException {
        bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        big = bytes.getShort(2) == 43;
        for (long at = big ? bytes.getLong(8) : bytes.getInt(4); at != 0; ) {
            at = directory((int) at);
        }
    }

    private long directory(int at) {
        long count = big ? bytes.getLong(at) : bytes.getShort(at);
        Map<Integer, double[]> tags = new TreeMap<>();
        Map<Integer, String> texts = new TreeMap<>();
        int entry = at + (big ? 8 : 2);
        long end = entry + count * (big ? 20 : 12) + (big ? 8 : 4);
        long lists = Long.MAX_VALUE;
        for (int i = 0; i < count; i++, entry += big ? 20 : 12) {
            int tag = bytes.getShort(entry) & 0xffff;
            int type = bytes.getShort(entry + 2);
            int size = bytes.getInt(entry + 4);
            int each = Map.of(2, 1, 3, 2, 4, 4, 12, 8, 16, 8).get(type);
            int place = entry + (big ? 12 : 8);
            if (size * each > (big ? 8 : 4)) {
                place = bytes.getInt(place);
                if (tag == 324 || tag == 325) {
                    lists = Math.min(lists, place);
                } else {
                    end = Math.max(end, place + size * each);
                }
            }
            if (type == 2) {
                texts.put(tag, new String(bytes.array(), place, size - 1, StandardCharsets.UTF_8));
            }
            double[] values = new double[size];
            for (int v = 0; v < size; v++) {
                int p = place + v * each;
                values[v] = switch (type) {
                    case 2 -> bytes.get(p);
                    case 3 -> bytes.getShort(p) & 0xffff;
                    case 4 -> bytes.getInt(p) & 0xffffffffL;
                    case 16 -> bytes.getLong(p);
                    default -> bytes.getDouble(p);
                };
            }
            tags.put(tag, values);
        }
        images.add(new Image(at, end, tags, texts, lists));
        return big ? bytes.getLong(entry) : bytes.getInt(entry);
    }

    /** One band of an image, row by row. */
    float[] pixels(Image image, int band) throws DataFormatException {
        int side = image.number(322);
        int n = image.number(277);
        int across = (image.width() + side - 1) / side;
        float[] pixels = new float[image.width() * image.height()];
        for (int tile = 0; tile < image.offsets().length; tile++) {
            byte[] raw = new byte[4 * side * side * n];
            Inflater inflater = new Inflater();
            inflater.setInput(bytes.array(), (int) image.offsets()[tile], (int) image.counts()[tile]);
            inflater.inflate(raw);
            inflater.end();
            int row = 4 * side * n;
            for (int y = 0; y < side && tile / across * side + y < image.height(); y++) {
                for (int i = y * row + n; i < (y + 1) * row; i++) {
                    raw[i] += raw[i - n];
                }
                for (int x = 0; x < side && tile % across * side + x < image.width(); x++) {
                    int bits = 0;
                    for (int b = 0; b < 4; b++) {
                        bits = (bits << 8) | (raw[y * row + b * side * n + x * n + band] & 0xff);
                    }
                    pixels[(tile / across * side + y) * image.width() + tile % across * side + x] =
                            Float.intBitsToFloat(bits);
                }
            }
        }
        return pixels;
    }
}
