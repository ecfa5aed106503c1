package org.deforma.raster.sample;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.util.ProgressListener;

/**
 * Values at places in pixel coordinates (edges), read two by two pixels in the order in which the raster is stored, so that
 * each of its tiles is decoded once and none is held for longer than the source's cache does.
 */
final class PixelValues {
    /** How far outside a place still counts as on the edge [px]: what rounding in a transformation makes of the edge. */
    private static final double EDGE = 1e-6;

    /** Places between two reports of progress. */
    private static final int STRIDE = 256;

    private final RasterSource source;
    private final boolean[] nearest;
    private final int width;
    private final int height;

    /**
     * Reads nothing yet.
     *
     * @param nearest which bands are not to be interpolated
     */
    PixelValues(RasterSource source, boolean[] nearest) {
        this.source = source;
        this.nearest = nearest;
        width = source.grid().width();
        height = source.grid().height();
    }

    /**
     * Reads.
     *
     * @param xy x and y of the places in turn [px]; NaN for one that is nowhere
     * @param listener progress and cancelling; null for none
     * @return (place, band), NaN for no data
     */
    float[][] at(double[] xy, ProgressListener listener) {
        float[][] values = new float[xy.length / 2][nearest.length];
        long[] order = order(xy);
        int done = 0;
        for (long entry : order) {
            int place = (int) entry;
            if (done++ % STRIDE == 0) {
                report(listener, done, order.length);
            }
            read(xy[2 * place], xy[2 * place + 1], values[place]);
        }
        return values;
    }

    private static void report(ProgressListener listener, int done, int all) {
        if (listener == null) {
            return;
        }
        if (listener.isCanceled()) {
            throw new CancellationException("cancelled");
        }
        listener.progress(100f * done / all);
    }

    /** Numbers of the places by stored block, in the lower halves. */
    private long[] order(double[] xy) {
        int blockWidth = source.storage().blockWidth();
        int blockHeight = source.storage().blockHeight();
        int across = (width + blockWidth - 1) / blockWidth;
        long[] order = new long[xy.length / 2];
        for (int i = 0; i < order.length; i++) {
            long block = 0;
            if (isInside(xy[2 * i], xy[2 * i + 1])) {
                int column = (int) xy[2 * i] / blockWidth;
                int row = (int) xy[2 * i + 1] / blockHeight;
                block = (long) row * across + column;
            }
            order[i] = block << 32 | i;
        }
        Arrays.sort(order);
        return order;
    }

    private boolean isInside(double x, double y) {
        return x >= -EDGE && y >= -EDGE && x <= width + EDGE && y <= height + EDGE;
    }

    private void read(double x, double y, float[] values) {
        if (!isInside(x, y)) {
            Arrays.fill(values, Float.NaN);
            return;
        }
        int left = (int) Math.floor(x - 0.5);
        int top = (int) Math.floor(y - 0.5);
        double right = x - 0.5 - left;
        double below = y - 0.5 - top;
        // The pixel in which the place lies, among the four.
        int column = Math.max(0, Math.min(width - 1, (int) Math.floor(x))) - left;
        int row = Math.max(0, Math.min(height - 1, (int) Math.floor(y))) - top;
        Rectangle four = new Rectangle(left, top, 2, 2);
        for (int band = 0; band < values.length; band++) {
            float[] v = source.read(four, band);
            double upper = v[0] + right * (v[1] - (double) v[0]);
            double lower = v[2] + right * (v[3] - (double) v[2]);
            float between = (float) (upper + below * (lower - upper));
            values[band] = nearest[band] || Float.isNaN(between) ? v[2 * row + column] : between;
        }
    }
}
