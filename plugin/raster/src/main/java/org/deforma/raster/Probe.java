package org.deforma.raster;

import java.awt.Rectangle;
import org.deforma.api.raster.RasterGrid;
import org.deforma.raster.resample.PositionMap;

/** A map from one grid to another, looked at in points spread evenly over the first one, its corner pixels included. */
final class Probe {
    /** Points along each axis. */
    private static final int POINTS = 51;

    private final PositionMap map;
    private final int[] columns;
    private final int[] rows;
    private final double[] xs;
    private final double[] ys;

    Probe(PositionMap map, RasterGrid grid) {
        this.map = map;
        int nx = Math.min(POINTS, grid.width());
        int ny = Math.min(POINTS, grid.height());
        columns = new int[nx * ny];
        rows = new int[nx * ny];
        xs = new double[nx * ny];
        ys = new double[nx * ny];
        double[] x = new double[1];
        double[] y = new double[1];
        for (int i = 0; i < xs.length; i++) {
            columns[i] = spread(i % nx, nx, grid.width());
            rows[i] = spread(i / nx, ny, grid.height());
            map.map(new Rectangle(columns[i], rows[i], 1, 1), x, y);
            xs[i] = x[0];
            ys[i] = y[0];
        }
    }

    private static int spread(int i, int points, int size) {
        return points == 1 ? 0 : (int) ((long) i * (size - 1) / (points - 1));
    }

    /** By how many columns all points are moved, to the nearest whole one at the first. */
    int shiftX() {
        return (int) Math.rint(xs[0] - columns[0]);
    }

    /** By how many rows all points are moved, to the nearest whole one at the first. */
    int shiftY() {
        return (int) Math.rint(ys[0] - rows[0]);
    }

    /** Whether all points are moved by {@link #shiftX} and {@link #shiftY} to within a tolerance [px]. */
    boolean isShift(double tolerance) {
        for (int i = 0; i < xs.length; i++) {
            // Written so that NaN fails.
            if (!(Math.abs(xs[i] - columns[i] - shiftX()) <= tolerance
                    && Math.abs(ys[i] - rows[i] - shiftY()) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    /** Share of the points that lie inside the other grid, 0..1. */
    double shareInside(RasterGrid other) {
        int count = 0;
        for (int i = 0; i < xs.length; i++) {
            count += isInside(i, other) ? 1 : 0;
        }
        return (double) count / xs.length;
    }

    private boolean isInside(int i, RasterGrid other) {
        return xs[i] >= -0.5 && xs[i] < other.width() - 0.5 && ys[i] >= -0.5 && ys[i] < other.height() - 0.5;
    }

    /**
     * How many columns and rows of the other grid one pixel covers: in the middle of the part that lies inside it, or
     * of the whole grid where no point does.
     */
    double[] stretch(RasterGrid other) {
        double column = 0;
        double row = 0;
        int count = 0;
        boolean any = shareInside(other) > 0;
        for (int i = 0; i < xs.length; i++) {
            if (!any || isInside(i, other)) {
                column += columns[i];
                row += rows[i];
                count++;
            }
        }
        double[] x = new double[4];
        double[] y = new double[4];
        map.map(new Rectangle((int) (column / count), (int) (row / count), 2, 2), x, y);
        return new double[] {Math.hypot(x[1] - x[0], x[2] - x[0]), Math.hypot(y[1] - y[0], y[2] - y[0])};
    }
}
