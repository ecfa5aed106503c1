package org.deforma.insar.stack;

import java.awt.Rectangle;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;

/** A raster in memory. */
@SuppressWarnings("ArrayRecordComponent") // bands are plain arrays; nothing compares these records
record MemoryRaster(String name, RasterGrid grid, boolean bytes, float[]... values) implements RasterSource {
    @Override
    public int bands() {
        return values.length;
    }

    @Override
    public float[] read(Rectangle window, int band) {
        float[] block = new float[window.width * window.height];
        for (int i = 0; i < block.length; i++) {
            int x = window.x + i % window.width;
            int y = window.y + i / window.width;
            block[i] = values[band][y * grid.width() + x];
        }
        return block;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Map<String, String> origin() {
        return Map.of("name", name);
    }

    @Override
    public RasterStorage storage() {
        return new RasterStorage(name, grid.width(), 1, bytes, Map.of(), Collections.nCopies(values.length, Map.of()));
    }

    @Override
    public void close() {}
}
