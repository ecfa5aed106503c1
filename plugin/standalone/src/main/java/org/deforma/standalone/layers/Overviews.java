package org.deforma.standalone.layers;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.geotools.api.util.ProgressListener;

/**
 * Makes the smaller copies of a raster, tile by tile: of numbers the mean of those of the 2 x 2 pixels that have data, of
 * classes the most frequent one (the first of equally frequent ones). Memory goes with a row of tiles.
 */
final class Overviews {
    private static final int TILE = LevelFile.TILE;

    /** A raster whose sides are no longer needs no smaller copy. */
    static final int SMALLEST = 512;

    /** Pixels of all bands that are read at a time from a raster without tiles. */
    private static final int BLOCK = 16 << 20;

    private final Path folder;
    private final BitSet classes;
    private final ProgressListener listener;
    private final double all;
    private double done;

    private Overviews(Path folder, SourceFile source, BitSet classes, ProgressListener listener) {
        this.folder = folder;
        this.classes = classes;
        this.listener = listener;
        this.all = (double) source.width() * source.height() * (source.isFitForWindows() ? 0.34 : 1.34);
    }

    /** Name of the file of a resolution. */
    static Path file(Path folder, int level) {
        return folder.resolve("level-" + level + ".tif");
    }

    /**
     * Makes all that are missing.
     *
     * @param source the raster
     * @param folder for the files; empty
     * @param classes bands whose values are classes
     * @param listener progress, 0..100, and cancelling
     * @return the raster and its copies, as {@link Pyramid} wants them
     * @throws IOException when the source cannot be read or the disk not be written
     * @throws CancellationException when cancelled
     */
    static List<TileSource> make(SourceFile source, Path folder, BitSet classes, ProgressListener listener)
            throws IOException {
        Overviews overviews = new Overviews(folder, source, classes, listener);
        List<TileSource> levels = new ArrayList<>();
        levels.add(source.isFitForWindows() ? source : overviews.copy(source));
        while (Math.max(last(levels).width(), last(levels).height()) > SMALLEST) {
            levels.add(overviews.half(levels, source.bands()));
        }
        return levels;
    }

    /** Opens what was made before. */
    static List<TileSource> open(SourceFile source, Path folder) throws IOException {
        List<TileSource> levels = new ArrayList<>();
        levels.add(source.isFitForWindows() ? source : LevelFile.open(file(folder, 0)));
        while (Math.max(last(levels).width(), last(levels).height()) > SMALLEST) {
            levels.add(LevelFile.open(file(folder, levels.size())));
        }
        return levels;
    }

    private static TileSource last(List<TileSource> levels) {
        return levels.get(levels.size() - 1);
    }

    /** The raster itself in tiles. */
    private TileSource copy(SourceFile source) throws IOException {
        Path file = file(folder, 0);
        int columns = Math.max(1, BLOCK / (TILE * source.bands() * TILE)) * TILE;
        try (LevelWriter writer = new LevelWriter(file, source.width(), source.height(), source.bands())) {
            for (int y = 0; y < source.height(); y += TILE) {
                for (int x = 0; x < source.width(); x += columns) {
                    Rectangle window = new Rectangle(x, y, columns, TILE)
                            .intersection(new Rectangle(source.width(), source.height()));
                    float[][] values = source.window(window);
                    for (int band = 0; band < values.length; band++) {
                        for (int left = 0; left < window.width; left += TILE) {
                            float[] tile = cut(values[band], window, left);
                            writer.add(band, (x + left) / TILE, y / TILE, LevelWriter.pack(tile));
                        }
                    }
                    report(window.width * (double) window.height);
                }
            }
            writer.finish();
        }
        return LevelFile.open(file);
    }

    private static float[] cut(float[] values, Rectangle window, int left) {
        float[] tile = new float[TILE * TILE];
        Arrays.fill(tile, Float.NaN);
        int columns = Math.min(TILE, window.width - left);
        for (int y = 0; y < window.height; y++) {
            System.arraycopy(values, y * window.width + left, tile, y * TILE, columns);
        }
        return tile;
    }

    private TileSource half(List<TileSource> above, int bands) throws IOException {
        Path file = file(folder, above.size());
        int level = above.size() - 1;
        int width = (last(above).width() + 1) / 2;
        int height = (last(above).height() + 1) / 2;
        int across = (width + TILE - 1) / TILE;
        // Each tile is read once: what is kept is a row of tiles of the source.
        TileCache cache = new TileCache(rowBytes(above.get(level), bands));
        Pyramid pyramid = new Pyramid(above, cache);
        try (LevelWriter writer = new LevelWriter(file, width, height, bands)) {
            for (int row = 0; row * TILE < height; row++) {
                int y = row;
                List<byte[]> packed = IntStream.range(0, bands * across)
                        .parallel()
                        .mapToObj(i -> {
                            checkCancelled();
                            int band = i % bands;
                            Rectangle window = new Rectangle(i / bands * 2 * TILE, y * 2 * TILE, 2 * TILE, 2 * TILE);
                            float[] values = pyramid.read(level, window, band);
                            return LevelWriter.pack(half(values, classes.get(band)));
                        })
                        .toList();
                for (int i = 0; i < packed.size(); i++) {
                    writer.add(i % bands, i / bands, row, packed.get(i));
                }
                report((double) width * Math.min(TILE, height - row * TILE));
            }
            writer.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return LevelFile.open(file);
    }

    private static long rowBytes(TileSource source, int bands) {
        long rows = 2L * TILE + 2L * source.tileHeight();
        return 4 * rows * (source.width() + 2L * source.tileWidth()) * bands;
    }

    /** Half of a square of 512 x 512 px. */
    static float[] half(float[] values, boolean classes) {
        float[] result = new float[TILE * TILE];
        float[] four = new float[4];
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                int at = 2 * y * 2 * TILE + 2 * x;
                four[0] = values[at];
                four[1] = values[at + 1];
                four[2] = values[at + 2 * TILE];
                four[3] = values[at + 2 * TILE + 1];
                result[y * TILE + x] = classes ? mostFrequent(four) : mean(four);
            }
        }
        return result;
    }

    private static float mean(float[] four) {
        double sum = 0;
        int count = 0;
        for (float value : four) {
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private static float mostFrequent(float[] four) {
        float best = Float.NaN;
        int most = 0;
        for (float value : four) {
            int count = 0;
            for (float other : four) {
                count += value == other ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    private void report(double pixels) {
        done += pixels;
        checkCancelled();
        listener.progress((float) Math.min(100, 100 * done / all));
    }

    private void checkCancelled() {
        if (listener.isCanceled()) {
            throw new CancellationException("cancelled");
        }
    }
}
