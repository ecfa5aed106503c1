package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ValueScaling;
import org.deforma.api.raster.RasterSource;

/**
 * A window of a raster as a network takes it: scaled, without NaN. A pixel that has no data in any of the bands used is not valid
 * and has the fill value in all of them. Beyond the raster's edge it is mirrored, edge pixels included ({@code 1 0 | 0 1 2}), as
 * often as needed: the network sees ground of the same kind there, not an edge that is not in nature.
 */
final class InputWindow {
    private final Rectangle window;
    private final Rectangle raster;
    private final float[][] planes;
    private final boolean[] valid;

    private InputWindow(Rectangle window, Rectangle raster, float[][] planes, boolean[] valid) {
        this.window = window;
        this.raster = raster;
        this.planes = planes;
        this.valid = valid;
    }

    /**
     * Reads.
     *
     * @param bands of the source, in the order of the network's channels
     * @param window pixels; may reach beyond the raster
     * @param counted pixels whose values are counted, inside the raster
     * @param range where they are counted
     */
    static InputWindow read(
            RasterSource source, int[] bands, ModelInput input, Rectangle window, Rectangle counted, ValueRange range) {
        Rectangle raster = new Rectangle(source.grid().width(), source.grid().height());
        int[] columns = mirrored(window.x, window.width, raster.width);
        int[] rows = mirrored(window.y, window.height, raster.height);
        Rectangle read = new Rectangle(least(columns), least(rows), extent(columns), extent(rows));
        float[][] planes = new float[bands.length][];
        boolean[] valid = new boolean[window.width * window.height];
        Arrays.fill(valid, true);
        for (int b = 0; b < bands.length; b++) {
            float[] values = source.read(read, bands[b]);
            range.count(values, read, counted);
            planes[b] = read.equals(window) ? values : gather(values, read, columns, rows);
            for (int i = 0; i < valid.length; i++) {
                valid[i] &= !Float.isNaN(planes[b][i]);
            }
        }
        for (int b = 0; b < bands.length; b++) {
            scale(planes[b], input.scaling().get(b));
            for (int i = 0; i < valid.length; i++) {
                if (!valid[i]) {
                    planes[b][i] = input.fill();
                }
            }
        }
        return new InputWindow(window, raster, planes, valid);
    }

    private static int[] mirrored(int start, int count, int length) {
        int[] index = new int[count];
        for (int i = 0; i < count; i++) {
            int k = Math.floorMod(start + i, 2 * length);
            index[i] = k < length ? k : 2 * length - 1 - k;
        }
        return index;
    }

    private static int least(int... index) {
        return Arrays.stream(index).min().orElseThrow();
    }

    private static int extent(int... index) {
        return Arrays.stream(index).max().orElseThrow() - least(index) + 1;
    }

    private static float[] gather(float[] values, Rectangle read, int[] columns, int[] rows) {
        float[] out = new float[columns.length * rows.length];
        for (int y = 0; y < rows.length; y++) {
            int from = (rows[y] - read.y) * read.width - read.x;
            for (int x = 0; x < columns.length; x++) {
                out[y * columns.length + x] = values[from + columns[x]];
            }
        }
        return out;
    }

    private static void scale(float[] values, List<ValueScaling> steps) {
        for (ValueScaling step : steps) {
            for (int i = 0; i < values.length; i++) {
                values[i] = step.apply(values[i]);
            }
        }
    }

    /** Whether a pixel of the window has data; coordinates of the raster. */
    boolean isValid(int x, int y) {
        return valid[(y - window.y) * window.width + x - window.x];
    }

    /**
     * Whether a tile is worth showing to the network: of its pixels on the raster at least one and this share are valid.
     *
     * @param tile inside the window
     */
    boolean isWorth(Rectangle tile, double minValid) {
        Rectangle part = tile.intersection(raster);
        long count = 0;
        for (int y = part.y; y < part.y + part.height; y++) {
            int at = (y - window.y) * window.width + part.x - window.x;
            for (int i = at; i < at + part.width; i++) {
                count += valid[i] ? 1 : 0;
            }
        }
        return count > 0 && count >= minValid * part.width * part.height;
    }

    /**
     * Copies a tile.
     *
     * @param tile inside the window
     * @param channelsLast (row, column, channel) instead of (channel, row, column)
     */
    void copy(Rectangle tile, boolean channelsLast, float[] into, int at) {
        int channels = planes.length;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < tile.height; y++) {
                int from = (tile.y + y - window.y) * window.width + tile.x - window.x;
                if (!channelsLast) {
                    System.arraycopy(planes[c], from, into, at + (c * tile.height + y) * tile.width, tile.width);
                    continue;
                }
                for (int x = 0; x < tile.width; x++) {
                    into[at + (y * tile.width + x) * channels + c] = planes[c][from + x];
                }
            }
        }
    }
}
