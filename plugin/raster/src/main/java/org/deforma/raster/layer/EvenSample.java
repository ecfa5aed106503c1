package org.deforma.raster.layer;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.util.ProgressListener;

/**
 * An even sample of the pixels of a raster, all of them where they are few: squares spread over it, each inside one block of
 * the file where it fits, so that few blocks are decoded.
 *
 * @param bands what is known of each
 * @param share of the pixels that was looked at, 0..1
 */
record EvenSample(List<BandValues> bands, double share) {
    /** Values of all bands together that are kept at most, about. */
    private static final int MOST = 4_000_000;

    /** Squares along each axis, and their largest side [px]. */
    private static final int SQUARES = 16;

    private static final int SIDE = 128;

    /** Side of the tiles of a raster that is read as a whole [px]. */
    private static final int TILE = 512;

    /**
     * Reads.
     *
     * @throws java.util.concurrent.CancellationException when the listener was cancelled
     */
    static EvenSample of(RasterSource source, TileRunner runner, ProgressListener listener) {
        List<Rectangle> windows = windows(source);
        Map<Rectangle, float[][]> read = new ConcurrentHashMap<>();
        runner.forEach("Looking at the values", windows, window -> read.put(window, read(source, window)), listener);
        long pixels = windows.stream()
                .mapToLong(window -> (long) window.width * window.height)
                .sum();
        List<BandValues> bands = new ArrayList<>();
        for (int band = 0; band < source.bands(); band++) {
            float[] values = new float[(int) pixels];
            int at = 0;
            for (Rectangle window : windows) {
                float[] some = read.get(window)[band];
                System.arraycopy(some, 0, values, at, some.length);
                at += some.length;
            }
            bands.add(BandValues.of(values));
        }
        RasterGrid grid = source.grid();
        return new EvenSample(bands, (double) pixels / ((long) grid.width() * grid.height()));
    }

    private static float[][] read(RasterSource source, Rectangle window) {
        float[][] values = new float[source.bands()][];
        for (int band = 0; band < values.length; band++) {
            values[band] = source.read(window, band);
        }
        return values;
    }

    /** The squares, or tiles that cover a raster whose pixels are few. */
    static List<Rectangle> windows(RasterSource source) {
        int width = source.grid().width();
        int height = source.grid().height();
        List<Rectangle> windows = new ArrayList<>();
        if ((long) width * height * source.bands() <= MOST) {
            for (int y = 0; y < height; y += TILE) {
                for (int x = 0; x < width; x += TILE) {
                    windows.add(new Rectangle(x, y, Math.min(TILE, width - x), Math.min(TILE, height - y)));
                }
            }
            return windows;
        }
        int side = (int) Math.sqrt((double) MOST / source.bands()) / SQUARES;
        side = Math.max(2, Math.min(SIDE, side));
        int[] columns = starts(width, side, source.storage().blockWidth());
        int[] rows = starts(height, side, source.storage().blockHeight());
        for (int y : rows) {
            for (int x : columns) {
                windows.add(new Rectangle(x, y, Math.min(side, width), Math.min(side, height)));
            }
        }
        return windows;
    }

    /** Where squares begin along an axis. */
    private static int[] starts(int length, int side, int block) {
        int count = Math.max(1, Math.min(SQUARES, length / side));
        return IntStream.range(0, count)
                .map(i -> {
                    int start = (int) ((2L * i + 1) * length / (2 * count)) - side / 2;
                    boolean cut = side <= block && start / block != (start + side - 1) / block;
                    int whole = cut ? (start + side - 1) / block * block : start;
                    return Math.max(0, Math.min(length - side, whole));
                })
                .distinct()
                .toArray();
    }
}
