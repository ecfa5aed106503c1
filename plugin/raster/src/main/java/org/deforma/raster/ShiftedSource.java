package org.deforma.raster;

import java.awt.Rectangle;
import java.util.Arrays;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;

/** A source seen on a grid that is its own, moved by whole pixels and cut or widened. Its pixels are untouched. */
final class ShiftedSource extends SourceView {
    private final int dx;
    private final int dy;

    /**
     * Shows {@code source} with pixel (x, y) of {@code grid} being its pixel (x + dx, y + dy).
     *
     * @param note what to say about it
     */
    ShiftedSource(RasterSource source, RasterGrid grid, int dx, int dy, String note) {
        super(source, grid, note);
        this.dx = dx;
        this.dy = dy;
    }

    @Override
    public float[] read(Rectangle window, int band) {
        // Pixels that the source has beyond the target grid are left out too: outside of a raster there is no data.
        Rectangle inside = window.intersection(new Rectangle(grid.width(), grid.height()));
        Rectangle there = new Rectangle(inside);
        there.translate(dx, dy);
        return inside.equals(window) ? source.read(there, band) : pad(window, inside, there, band);
    }

    private float[] pad(Rectangle window, Rectangle inside, Rectangle there, int band) {
        float[] values = new float[Math.multiplyExact(window.width, window.height)];
        Arrays.fill(values, Float.NaN);
        if (!inside.isEmpty()) {
            float[] part = source.read(there, band);
            for (int y = 0; y < inside.height; y++) {
                int to = (inside.y - window.y + y) * window.width + inside.x - window.x;
                System.arraycopy(part, y * inside.width, values, to, inside.width);
            }
        }
        return values;
    }
}
