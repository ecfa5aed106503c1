package org.deforma.standalone.layers;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;

/** A raster and its smaller copies, read through one cache. */
final class Pyramid implements LayerPixels, AutoCloseable {
    private final List<TileSource> levels;
    private final TileCache cache;

    /**
     * Puts them together.
     *
     * @param levels the raster itself first, each further one of half the size
     * @param cache of decoded tiles
     */
    Pyramid(List<TileSource> levels, TileCache cache) {
        this.levels = List.copyOf(levels);
        this.cache = cache;
    }

    @Override
    public int levels() {
        return levels.size();
    }

    @Override
    public Dimension size(int level) {
        return new Dimension(levels.get(level).width(), levels.get(level).height());
    }

    @Override
    public float[] read(int level, Rectangle window, int band) {
        TileSource source = levels.get(level);
        float[] values = new float[window.width * window.height];
        Rectangle inside = window.intersection(new Rectangle(source.width(), source.height()));
        if (!inside.equals(window)) {
            Arrays.fill(values, Float.NaN);
        }
        if (inside.isEmpty()) {
            return values;
        }
        int group = source.groups() == 1 ? 0 : band;
        int member = source.groups() == 1 ? band : 0;
        int width = source.tileWidth();
        int height = source.tileHeight();
        for (int row = inside.y / height; row * height < inside.y + inside.height; row++) {
            for (int column = inside.x / width; column * width < inside.x + inside.width; column++) {
                float[] tile = cache.tile(source, group, column, row)[member];
                Rectangle part = inside.intersection(new Rectangle(column * width, row * height, width, height));
                for (int y = part.y; y < part.y + part.height; y++) {
                    System.arraycopy(
                            tile,
                            (y - row * height) * width + part.x - column * width,
                            values,
                            (y - window.y) * window.width + part.x - window.x,
                            part.width);
                }
            }
        }
        return values;
    }

    /** Closes the files, which are opened again when they are needed, and drops the tiles. */
    @Override
    public void close() {
        for (TileSource level : levels) {
            level.close();
            cache.forget(level);
        }
    }
}
