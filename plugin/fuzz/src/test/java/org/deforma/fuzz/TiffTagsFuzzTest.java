package org.deforma.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Sound TIFFs with other types, counts and values in the tags of their first image, which bytes by chance seldom hit. */
class TiffTagsFuzzTest {
    private static final long[] ODD = {0, 1, 2, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFFL, Long.MAX_VALUE, -1};

    private final List<byte[]> seeds = TiffSeeds.all();
    private final RasterFuzzTest raster = new RasterFuzzTest();
    private final LayerFuzzTest layer = new LayerFuzzTest();

    @FuzzTest
    void read(FuzzedDataProvider data) throws Exception {
        byte[] file = data.pickValue(seeds).clone();
        do {
            patch(file, data);
        } while (data.remainingBytes() > 0);
        raster.read(file);
        layer.add(file);
    }

    private static void patch(byte[] file, FuzzedDataProvider data) {
        ByteBuffer tiff = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = tiff.getShort(2) == 43;
        int directory = big ? (int) tiff.getLong(8) : tiff.getInt(4);
        int entries = big ? (int) tiff.getLong(directory) : tiff.getShort(directory);
        int entry = directory + (big ? 8 : 2) + (big ? 20 : 12) * data.consumeInt(0, entries - 1);
        long value = data.consumeBoolean() ? data.consumeInt(0, 300) : data.pickValue(ODD);
        switch (data.consumeInt(0, 3)) {
            case 0 -> tiff.putShort(entry, (short) value);
            case 1 -> tiff.putShort(entry + 2, (short) data.consumeInt(0, 18));
            case 2 -> put(tiff, entry + 4, big, value);
            default -> put(tiff, entry + (big ? 12 : 8), big, value);
        }
    }

    private static void put(ByteBuffer tiff, int at, boolean big, long value) {
        if (big) {
            tiff.putLong(at, value);
        } else {
            tiff.putInt(at, (int) value);
        }
    }
}
