package org.deforma.standalone.layers;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A raster and its smaller copies, read through one cache. */
final class Pyramid implements LayerPixels {
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

    /** Bands of all levels. */
    int bands() {
        return levels.get(0).bands();
    }

    private Set<SharedFile> files() {
        return levels.stream().map(TileSource::file).collect(Collectors.toSet());
    }

    /** Opens the files, which are to be moved or deleted, so that those who have this object can go on reading. */
    void hold() {
        files().forEach(SharedFile::hold);
    }

    /** The files stay where they are after all. */
    void release() {
        files().forEach(SharedFile::release);
    }

    /** Nobody looks this layer up any more: its tiles may go. */
    void forget() {
        levels.forEach(cache::forget);
    }

    /** Closes the files, of which nobody knows any more. */
    void close() {
        forget();
        files().forEach(SharedFile::close);
    }
}
