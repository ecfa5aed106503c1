package org.deforma.standalone.wms;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.deforma.standalone.layers.LayerPixels;

/** Pixels in memory, with copies of half the size made by the contract: means of what has data. */
final class ArrayPixels implements LayerPixels {
    /** Pixels that were asked for since the start. */
    final AtomicLong read = new AtomicLong();

    private final List<Dimension> sizes = new ArrayList<>();
    private final List<float[][]> levels = new ArrayList<>();

    ArrayPixels(int width, int height, float[]... bands) {
        sizes.add(new Dimension(width, height));
        levels.add(bands);
        while (Math.max(last().width, last().height) > 512) {
            float[][] finer = levels.get(levels.size() - 1);
            Dimension from = last();
            sizes.add(new Dimension((from.width + 1) / 2, (from.height + 1) / 2));
            levels.add(Arrays.stream(finer).map(band -> half(band, from)).toArray(float[][]::new));
        }
    }

    private Dimension last() {
        return sizes.get(sizes.size() - 1);
    }

    private static float[] half(float[] band, Dimension size) {
        int width = (size.width + 1) / 2;
        int height = (size.height + 1) / 2;
        float[] half = new float[width * height];
        for (int i = 0; i < half.length; i++) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < 4; k++) {
                int x = i % width * 2 + k % 2;
                int y = i / width * 2 + k / 2;
                if (x < size.width && y < size.height && !Float.isNaN(band[y * size.width + x])) {
                    sum += band[y * size.width + x];
                    count++;
                }
            }
            half[i] = count == 0 ? Float.NaN : (float) (sum / count);
        }
        return half;
    }

    @Override
    public int levels() {
        return levels.size();
    }

    @Override
    public Dimension size(int level) {
        return sizes.get(level);
    }

    @Override
    public float[] read(int level, Rectangle window, int band) {
        float[] values = new float[window.width * window.height];
        read.addAndGet(values.length);
        Dimension size = sizes.get(level);
        for (int i = 0; i < values.length; i++) {
            int x = window.x + i % window.width;
            int y = window.y + i / window.width;
            boolean inside = x >= 0 && y >= 0 && x < size.width && y < size.height;
            values[i] = inside ? levels.get(level)[band][y * size.width + x] : Float.NaN;
        }
        return values;
    }
}
