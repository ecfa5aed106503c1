package org.deforma.raster;

import java.awt.Rectangle;
import java.util.Arrays;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.raster.resample.Patch;
import org.deforma.raster.resample.PositionMap;
import org.deforma.raster.resample.Resampler;

/** A source seen on another grid, its values taken between its pixels. Tile by tile it is the same as in one piece. */
final class ResampledSource extends SourceView {
    /** Side of the blocks that a window is worked on in [target px]. */
    private static final int BLOCK = 128;

    /** Most source pixels that are held for one block; a block that needs more is split. */
    private static final long MOST_PIXELS = 1 << 22;

    private final PositionMap map;
    private final Resampler resampler;

    /**
     * Shows {@code source} on {@code grid}.
     *
     * @param map from pixels of {@code grid} to those of {@code source}
     * @param note what to say about it
     */
    ResampledSource(RasterSource source, RasterGrid grid, PositionMap map, Resampler resampler, String note) {
        super(source, grid, note);
        this.map = map;
        this.resampler = resampler;
    }

    @Override
    public float[] read(Rectangle window, int band) {
        float[] values = new float[Math.multiplyExact(window.width, window.height)];
        Arrays.fill(values, Float.NaN);
        Rectangle inside = window.intersection(new Rectangle(grid.width(), grid.height()));
        for (int y = inside.y; y < inside.y + inside.height; y += BLOCK) {
            for (int x = inside.x; x < inside.x + inside.width; x += BLOCK) {
                fill(new Rectangle(x, y, BLOCK, BLOCK).intersection(inside), band, window, values);
            }
        }
        return values;
    }

    private void fill(Rectangle block, int band, Rectangle window, float[] values) {
        int count = block.width * block.height;
        double[] xs = new double[count];
        double[] ys = new double[count];
        map.map(block, xs, ys);
        Rectangle needed = needed(xs, ys);
        if (needed.isEmpty()) {
            return;
        }
        if ((long) needed.width * needed.height > MOST_PIXELS && count > 1) {
            split(block, band, window, values);
            return;
        }
        for (int i = 0; i < count; i++) {
            xs[i] -= needed.x;
            ys[i] -= needed.y;
        }
        float[] out = new float[count];
        Patch patch = new Patch(source.read(needed, band), needed.width, needed.height);
        resampler.resample(patch, xs, ys, block.width, out);
        for (int y = 0; y < block.height; y++) {
            int to = (block.y - window.y + y) * window.width + block.x - window.x;
            System.arraycopy(out, y * block.width, values, to, block.width);
        }
    }

    private void split(Rectangle block, int band, Rectangle window, float[] values) {
        int w = (block.width + 1) / 2;
        int h = (block.height + 1) / 2;
        for (int y = block.y; y < block.y + block.height; y += h) {
            for (int x = block.x; x < block.x + block.width; x += w) {
                fill(new Rectangle(x, y, w, h).intersection(block), band, window, values);
            }
        }
    }

    /** The source pixels that a block needs. Positions outside of the source become NaN on the way. */
    private Rectangle needed(double[] xs, double[] ys) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            if (xs[i] > -1
                    && xs[i] < source.grid().width()
                    && ys[i] > -1
                    && ys[i] < source.grid().height()) {
                left = Math.min(left, xs[i]);
                right = Math.max(right, xs[i]);
                top = Math.min(top, ys[i]);
                bottom = Math.max(bottom, ys[i]);
            } else {
                xs[i] = Double.NaN;
            }
        }
        if (left > right) {
            return new Rectangle();
        }
        int x = (int) Math.floor(left) - resampler.marginX();
        int y = (int) Math.floor(top) - resampler.marginY();
        int endX = (int) Math.floor(right) + resampler.marginX() + 1;
        int endY = (int) Math.floor(bottom) + resampler.marginY() + 1;
        return new Rectangle(x, y, endX - x, endY - y);
    }
}
