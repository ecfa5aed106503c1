package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.concurrent.atomic.LongAdder;

/** Counts the values of a raster that lie outside of what a model has seen. Thread-safe. */
public final class ValueRange {
    private final double low;
    private final double high;
    private final LongAdder values = new LongAdder();
    private final LongAdder outside = new LongAdder();

    /** Starts at nothing; without limits nothing is counted. */
    public ValueRange(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** Counts the values of {@code block} that lie in {@code counted}; NaN does not count. */
    void count(float[] block, Rectangle area, Rectangle counted) {
        Rectangle part = area.intersection(counted);
        if (part.isEmpty() || (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY)) {
            return;
        }
        long all = 0;
        long beyond = 0;
        for (int y = part.y; y < part.y + part.height; y++) {
            int at = (y - area.y) * area.width + part.x - area.x;
            for (int i = at; i < at + part.width; i++) {
                all += Float.isNaN(block[i]) ? 0 : 1;
                beyond += block[i] < low || block[i] > high ? 1 : 0;
            }
        }
        values.add(all);
        outside.add(beyond);
    }

    /** Share of the values that lie outside, 0..1; 0 when there are none. */
    public double shareOutside() {
        return outside.sum() == 0 ? 0 : (double) outside.sum() / values.sum();
    }
}
