package org.deforma.standalone.layers;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.geotools.api.util.ProgressListener;

/**
 * Makes the smaller copies of a raster, tile by tile, as those in the results of the tools, which are used where they are: of
 * numbers the mean of those of the 2 x 2 pixels that have data, of classes the most frequent one (the smallest of equally frequent
 * ones). All copies are in one file; a raster that is not stored in
 * tiles gets a copy of its full size too, in a file of its own. Memory goes with the tiles under work, not with the raster.
 */
final class Overviews {
    private static final int TILE = LevelTile.SIDE;

    /** A raster whose sides are no longer needs no smaller copy. */
    static final int SMALLEST = 512;

    /** Values of all bands that are read at a time from a raster without tiles. */
    private static final int BLOCK = 16 << 20;

    /** Tiles that are packed before they are written. */
    private static final int BATCH = 128;

    private final BitSet classes;
    private final ProgressListener listener;
    private final double all;
    private double done;

    private Overviews(SourceFile source, BitSet classes, ProgressListener listener) {
        this.classes = classes;
        this.listener = listener;
        this.all = (double) source.width() * source.height() * (source.isFitForWindows() ? 0.34 : 1.34);
    }

    /**
     * Makes all that are missing.
     *
     * @param source the raster
     * @param full for the copy of its full size; is not made when it is not needed
     * @param smaller for the smaller copies; is not made when there are none
     * @param classes bands whose values are classes
     * @param listener progress, 0..100, and cancelling
     * @return the raster and its copies, as {@link Pyramid} wants them
     * @throws IllegalArgumentException when the source's pixels cannot be decoded; the message goes on after its name
     * @throws IOException when the disk cannot be written
     * @throws CancellationException when cancelled
     */
    static List<TileSource> make(
            SourceFile source, SharedFile full, SharedFile smaller, BitSet classes, ProgressListener listener)
            throws IOException {
        Overviews overviews = new Overviews(source, classes, listener);
        List<TileSource> levels = new ArrayList<>();
        levels.add(source.isFitForWindows() ? source : overviews.copy(source, full));
        if (!isLarge(source)) {
            // Nothing has decoded it yet.
            overviews.read(levels);
        } else if (levels.addAll(copies(source, classes))) {
            listener.progress(100);
        } else {
            try (LevelWriter writer = new LevelWriter(smaller, source.bands())) {
                while (isLarge(levels.get(levels.size() - 1))) {
                    levels.add(overviews.half(levels, writer));
                }
            }
        }
        return levels;
    }

    /**
     * Opens what was made before.
     *
     * @throws IOException when it does not belong to the source
     */
    static List<TileSource> open(SourceFile source, SharedFile full, SharedFile smaller) throws IOException {
        List<TileSource> levels = new ArrayList<>();
        levels.add(source.isFitForWindows() ? source : LevelFile.open(full).get(0));
        if (isLarge(source)) {
            levels.addAll(Files.exists(smaller.path()) ? LevelFile.open(smaller) : source.copies());
        }
        int width = source.width();
        int height = source.height();
        for (TileSource level : levels) {
            if (level.width() != width || level.height() != height || level.bands() != source.bands()) {
                throw new IOException(level.file().path().getFileName() + " belongs to another raster");
            }
            width = (width + 1) / 2;
            height = (height + 1) / 2;
        }
        if (isLarge(levels.get(levels.size() - 1))) {
            throw new IOException(smaller.path().getFileName() + " is not whole");
        }
        return levels;
    }

    /** Those in the file itself, where they are made by the same rules; else empty. */
    private static List<SourceFile> copies(SourceFile source, BitSet classes) throws IOException {
        List<SourceFile> copies = source.copies();
        return copies.stream().allMatch(copy -> copy.isMadeFor(classes)) ? copies : List.of();
    }

    /** Whether a smaller copy is needed. */
    static boolean isLarge(TileSource level) {
        return Math.max(level.width(), level.height()) > SMALLEST;
    }

    /** The raster itself in tiles. */
    private TileSource copy(SourceFile source, SharedFile file) throws IOException {
        // Whole strips where they fit, since parts of one cost as much as all of it.
        int strips = (source.tileHeight() + TILE - 1) / TILE;
        int fitting = (int) (BLOCK / ((long) TILE * source.width() * source.bands()));
        int rows = Math.max(1, Math.min(strips, fitting)) * TILE;
        int columns = (int) Math.max(1, BLOCK / ((long) rows * source.bands() * TILE)) * TILE;
        try (LevelWriter writer = new LevelWriter(file, source.bands())) {
            writer.begin(source.width(), source.height());
            for (int y = 0; y < source.height(); y += rows) {
                for (int x = 0; x < source.width(); x += columns) {
                    checkCancelled();
                    Rectangle window = new Rectangle(x, y, columns, rows)
                            .intersection(new Rectangle(source.width(), source.height()));
                    copy(source, window, writer);
                    report(window.width * (double) window.height);
                }
            }
            return writer.end();
        }
    }

    private void copy(SourceFile source, Rectangle window, LevelWriter writer) throws IOException {
        float[][] values;
        try {
            values = source.window(window);
        } catch (IOException | RuntimeException e) {
            throw undecodable(e);
        }
        int across = LevelFile.tiles(window.width);
        int tiles = across * LevelFile.tiles(window.height);
        for (int band = 0; band < values.length; band++) {
            float[] one = values[band];
            List<byte[]> packed = IntStream.range(0, tiles)
                    .parallel()
                    .mapToObj(tile -> LevelTile.pack(cut(one, window, tile % across * TILE, tile / across * TILE)))
                    .toList();
            for (int tile = 0; tile < tiles; tile++) {
                writer.add(band, window.x / TILE + tile % across, window.y / TILE + tile / across, packed.get(tile));
            }
        }
    }

    private static float[] cut(float[] values, Rectangle window, int left, int top) {
        float[] tile = new float[TILE * TILE];
        Arrays.fill(tile, Float.NaN);
        int columns = Math.min(TILE, window.width - left);
        for (int y = 0; y < Math.min(TILE, window.height - top); y++) {
            System.arraycopy(values, (top + y) * window.width + left, tile, y * TILE, columns);
        }
        return tile;
    }

    private TileSource half(List<TileSource> above, LevelWriter writer) throws IOException {
        int level = above.size() - 1;
        TileSource source = above.get(level);
        int bands = source.bands();
        int width = (source.width() + 1) / 2;
        int height = (source.height() + 1) / 2;
        writer.begin(width, height);
        Pyramid pyramid = new Pyramid(above, new TileCache(cacheBytes(source)));
        int batch = Math.max(Runtime.getRuntime().availableProcessors(), BATCH / bands);
        for (int row = 0; row < LevelFile.tiles(height); row++) {
            for (int from = 0; from < LevelFile.tiles(width); from += batch) {
                checkCancelled();
                int to = Math.min(from + batch, LevelFile.tiles(width));
                int y = row;
                List<byte[][]> packed;
                try {
                    packed = IntStream.range(from, to)
                            .parallel()
                            .mapToObj(column -> half(pyramid, level, column, y))
                            .toList();
                } catch (UncheckedIOException e) {
                    throw undecodable(e.getCause());
                }
                for (int column = from; column < to; column++) {
                    for (int band = 0; band < bands; band++) {
                        writer.add(band, column, row, packed.get(column - from)[band]);
                    }
                }
                report((to - from) * (double) TILE * Math.min(TILE, height - row * TILE));
            }
        }
        return writer.end();
    }

    /** Enough for the tiles that threads share now; a row of tiles, so that none is decoded twice, where that is not much. */
    private static long cacheBytes(TileSource source) {
        long tile = 4L * source.tileWidth() * source.tileHeight() * source.bands();
        long row = tile * (source.width() / source.tileWidth() + 2) * (2L * TILE / source.tileHeight() + 2);
        long most = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
        return Math.min(row, most);
    }

    /** All bands of a tile, since they are stored together in most rasters. */
    private byte[][] half(Pyramid pyramid, int level, int column, int row) {
        byte[][] packed = new byte[pyramid.bands()][];
        Rectangle window = new Rectangle(column * 2 * TILE, row * 2 * TILE, 2 * TILE, 2 * TILE);
        for (int band = 0; band < packed.length; band++) {
            packed[band] = LevelTile.pack(half(pyramid.read(level, window, band), classes.get(band)));
        }
        return packed;
    }

    private void read(List<TileSource> levels) {
        Pyramid pyramid = new Pyramid(levels, new TileCache(cacheBytes(levels.get(0))));
        try {
            for (int band = 0; band < pyramid.bands(); band++) {
                checkCancelled();
                pyramid.read(0, new Rectangle(pyramid.size(0)), band);
            }
        } catch (UncheckedIOException e) {
            throw undecodable(e.getCause());
        }
    }

    private static IllegalArgumentException undecodable(Exception failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new IllegalArgumentException(
                "cannot be decoded (" + reason.strip().replaceAll("\\s+", " ").replaceFirst("[.!]+$", "")
                        + "); if it is sound, rewrite it with gdal_translate -co TILED=YES -co COMPRESS=DEFLATE",
                failure);
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
            if (count > most || (count == most && value < best)) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    private void report(double pixels) {
        done += pixels;
        listener.progress((float) Math.min(100, 100 * done / all));
    }

    private void checkCancelled() {
        if (listener.isCanceled()) {
            throw new CancellationException("cancelled while the layer was made");
        }
    }
}
