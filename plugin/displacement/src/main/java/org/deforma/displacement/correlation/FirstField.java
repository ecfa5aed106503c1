package org.deforma.displacement.correlation;

import java.awt.Rectangle;

/**
 * The field that a network starts from: that of the cells at every pixel. Cells that were rejected take no part, and gaps are
 * closed from their surroundings up to about a window away, as a window is what the correlator fails over at a fault. What is
 * further away has nothing to start from.
 */
public final class FirstField {
    private FirstField() {}

    /** Cells on each side of a pixel that its field depends on. */
    public static int reach(CellGrid grid) {
        return DenseField.reach(grid) + 2;
    }

    /** Cells that the field at some pixels depends on, inside the grid. */
    public static Rectangle cells(CellGrid grid, Rectangle pixels) {
        int reach = reach(grid);
        int c0 = Math.max(0, Math.min(grid.columns(), grid.nearest(pixels.x + 0.5)) - reach);
        int r0 = Math.max(0, Math.min(grid.rows(), grid.nearest(pixels.y + 0.5)) - reach);
        int c1 = Math.min(grid.columns(), grid.nearest(pixels.x + pixels.width - 0.5) + reach + 1);
        int r1 = Math.min(grid.rows(), grid.nearest(pixels.y + pixels.height - 0.5) + reach + 1);
        return new Rectangle(c0, r0, c1 - c0, r1 - r0);
    }

    /**
     * The field.
     *
     * @param grid of the cells
     * @param cells those of {@link #cells}
     * @param measured what {@link TileCorrelator.Tile#measure} gave for them
     * @param pixels where
     * @return dx, dy and sigma of each pixel, row by row [px]: dx and dy finite, sigma NaN where there is nothing to start from
     */
    public static float[][] of(CellGrid grid, Rectangle cells, float[][] measured, Rectangle pixels) {
        float[] dx = measured[0].clone();
        float[] dy = measured[1].clone();
        float[] sigma = measured[3].clone();
        float[] status = measured[4];
        for (int i = 0; i < dx.length; i++) {
            if (status[i] != CellStatus.MEASURED.code()) {
                dx[i] = Float.NaN;
                sigma[i] = NetworkInput.UNKNOWN;
            }
        }
        new GapClosing(new CellBlock(grid, cells.x, cells.y, cells.width, cells.height))
                .close(dx, dy, DenseField.reach(grid));
        float[][] field = NetworkInput.field(grid, cells, dx, dy, pixels);
        float[] deviation = NetworkInput.field(grid, cells, sigma, sigma, pixels)[0];
        for (int i = 0; i < deviation.length; i++) {
            int c = grid.nearest(pixels.x + i % pixels.width + 0.5) - cells.x;
            int r = grid.nearest(pixels.y + i / pixels.width + 0.5) - cells.y;
            c = Math.max(0, Math.min(cells.width - 1, c));
            r = Math.max(0, Math.min(cells.height - 1, r));
            deviation[i] = Float.isNaN(dx[r * cells.width + c]) ? Float.NaN : deviation[i];
        }
        return new float[][] {field[0], field[1], deviation};
    }
}
