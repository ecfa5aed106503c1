package org.deforma.raster;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;

/**
 * A result and its smaller copies, each with half the columns and rows of the one before, rounded up, until one tile is
 * enough. A pixel is what the up to 2 x 2 pixels below it are that have data: their mean, or the most frequent class (the
 * smallest of equally frequent ones); NaN where none has. The copies are scratch files until this is closed.
 */
final class Overviews implements AutoCloseable {
    /** Side of a tile [px]. */
    static final int TILE = 256;

    private final List<ScratchRaster> levels = new ArrayList<>();

    /**
     * Makes the copies.
     *
     * @param full stays open when this is closed
     * @param bands tell which are classes
     * @param folder for the scratch files
     */
    Overviews(ScratchRaster full, List<Band> bands, Path folder, TileRunner runner) {
        levels.add(full);
        boolean whole = false;
        try {
            for (ScratchRaster last = full; isLarge(last.width(), last.height()); last = smallest()) {
                ScratchRaster above = last;
                ScratchRaster half = new ScratchRaster(
                        folder.resolve("overview%d.raw".formatted(levels.size())),
                        half(above.width()),
                        half(above.height()),
                        bands.size());
                levels.add(half);
                runner.forEach("Writing", tiles(half), tile -> halve(above, bands, tile, half), null);
            }
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    /** Most that the pixels of a result and of its copies can take in tiles that are filled up [bytes]. */
    static long bytes(int width, int height, int bands) {
        int columns = (width + TILE - 1) / TILE * TILE;
        int rows = (height + TILE - 1) / TILE * TILE;
        long bytes = ScratchRaster.bytes(columns, rows, bands);
        return isLarge(width, height) ? bytes + bytes(half(width), half(height), bands) : bytes;
    }

    private static boolean isLarge(int width, int height) {
        return Math.max(width, height) > TILE;
    }

    private static int half(int pixels) {
        return (pixels + 1) / 2;
    }

    /** The tiles of a raster row by row, those at its edges cut off there. */
    static List<Rectangle> tiles(ScratchRaster raster) {
        List<Rectangle> tiles = new ArrayList<>();
        Rectangle all = new Rectangle(raster.width(), raster.height());
        for (int y = 0; y < all.height; y += TILE) {
            for (int x = 0; x < all.width; x += TILE) {
                tiles.add(new Rectangle(x, y, TILE, TILE).intersection(all));
            }
        }
        return tiles;
    }

    /** The result itself first, then its copies from the largest to the smallest. */
    List<ScratchRaster> levels() {
        return levels;
    }

    private ScratchRaster smallest() {
        return levels.get(levels.size() - 1);
    }

    private static void halve(ScratchRaster from, List<Band> bands, Rectangle tile, ScratchRaster to) {
        Rectangle below = new Rectangle(2 * tile.x, 2 * tile.y, 2 * tile.width, 2 * tile.height)
                .intersection(new Rectangle(from.width(), from.height()));
        for (int band = 0; band < bands.size(); band++) {
            float[] values = from.read(below, band);
            to.write(
                    tile, band, halve(values, below.width, tile, bands.get(band).classes()));
        }
    }

    private static float[] halve(float[] values, int columns, Rectangle tile, boolean classes) {
        int rows = values.length / columns;
        float[] halved = new float[tile.width * tile.height];
        for (int y = 0, i = 0; y < tile.height; y++) {
            boolean hasRow = 2 * y + 1 < rows;
            for (int x = 0; x < tile.width; x++, i++) {
                int at = 2 * y * columns + 2 * x;
                boolean hasColumn = 2 * x + 1 < columns;
                float a = values[at];
                float b = hasColumn ? values[at + 1] : Float.NaN;
                float c = hasRow ? values[at + columns] : Float.NaN;
                float d = hasColumn && hasRow ? values[at + columns + 1] : Float.NaN;
                halved[i] = classes ? mostFrequent(a, b, c, d) : mean(a, b, c, d);
            }
        }
        return halved;
    }

    private static float mean(float a, float b, float c, float d) {
        double sum = (double) a + b + c + d;
        if (!Double.isNaN(sum)) {
            return (float) (sum / 4);
        }
        sum = 0;
        int count = 0;
        for (float value : new float[] {a, b, c, d}) {
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private static float mostFrequent(float a, float b, float c, float d) {
        if (a == b && c == d && a == c) {
            return a;
        }
        float[] four = {a, b, c, d};
        float best = Float.NaN;
        int most = 0;
        for (float value : four) {
            int count = 0;
            for (float other : four) {
                count += value == other ? 1 : 0;
            }
            if (count > most || (count == most && value < best)) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    @Override
    public void close() {
        levels.subList(1, levels.size()).forEach(ScratchRaster::close);
    }
}
