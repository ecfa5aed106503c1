package org.deforma.raster.resample;

import java.awt.Rectangle;

/**
 * Positions by a transform that is dear, such as from one map projection to another: exact at the corners of cells of
 * {@value #CELL} x {@value #CELL} pixels, bilinear between them. Where the middle of a cell would be off by more than
 * {@link #TOLERANCE} px the transform is asked for every pixel of the cell. Cells are fixed to the target, so the same
 * pixel has the same position in every window.
 */
public final class LatticeMap implements PositionMap {
    /** Largest error at the middle of a cell [source px]. */
    public static final double TOLERANCE = 0.001;

    private static final int CELL = 32;

    /** From target to source pixels, both with 0 = centre of the first pixel. */
    @FunctionalInterface
    public interface Exact {
        /**
         * Transforms points in place.
         *
         * @param points x and y in turn; NaN comes back where there is no answer
         */
        void transform(double[] points);
    }

    private final Exact exact;

    /** Interpolates a transform. */
    public LatticeMap(Exact exact) {
        this.exact = exact;
    }

    @Override
    public void map(Rectangle window, double[] xs, double[] ys) {
        int firstX = Math.floorDiv(window.x, CELL);
        int firstY = Math.floorDiv(window.y, CELL);
        int nx = Math.floorDiv(window.x + window.width - 1, CELL) - firstX + 1;
        int ny = Math.floorDiv(window.y + window.height - 1, CELL) - firstY + 1;
        double[] corners = points(nx + 1, ny + 1, firstX * CELL, firstY * CELL);
        double[] middles = points(nx, ny, firstX * CELL + CELL / 2, firstY * CELL + CELL / 2);
        exact.transform(corners);
        exact.transform(middles);
        for (int cy = 0; cy < ny; cy++) {
            for (int cx = 0; cx < nx; cx++) {
                int corner = 2 * (cy * (nx + 1) + cx);
                double[] cell = new double[8];
                System.arraycopy(corners, corner, cell, 0, 4);
                System.arraycopy(corners, corner + 2 * (nx + 1), cell, 4, 4);
                Rectangle all = new Rectangle((firstX + cx) * CELL, (firstY + cy) * CELL, CELL, CELL);
                if (isFlat(cell, middles, 2 * (cy * nx + cx))) {
                    interpolate(cell, all, window, xs, ys);
                } else {
                    askAll(all.intersection(window), window, xs, ys);
                }
            }
        }
    }

    private static double[] points(int nx, int ny, int x0, int y0) {
        double[] points = new double[2 * nx * ny];
        for (int j = 0, i = 0; j < ny; j++) {
            for (int k = 0; k < nx; k++) {
                points[i++] = x0 + k * CELL;
                points[i++] = y0 + j * CELL;
            }
        }
        return points;
    }

    private static boolean isFlat(double[] cell, double[] middles, int middle) {
        double dx = (cell[0] + cell[2] + cell[4] + cell[6]) / 4 - middles[middle];
        double dy = (cell[1] + cell[3] + cell[5] + cell[7]) / 4 - middles[middle + 1];
        return Math.hypot(dx, dy) <= TOLERANCE;
    }

    private static void interpolate(double[] cell, Rectangle all, Rectangle window, double[] xs, double[] ys) {
        Rectangle part = all.intersection(window);
        for (int y = part.y; y < part.y + part.height; y++) {
            double v = (double) (y - all.y) / CELL;
            double left = cell[0] + v * (cell[4] - cell[0]);
            double right = cell[2] + v * (cell[6] - cell[2]);
            double leftY = cell[1] + v * (cell[5] - cell[1]);
            double rightY = cell[3] + v * (cell[7] - cell[3]);
            int at = (y - window.y) * window.width + part.x - window.x;
            for (int x = part.x; x < part.x + part.width; x++, at++) {
                double u = (double) (x - all.x) / CELL;
                xs[at] = left + u * (right - left);
                ys[at] = leftY + u * (rightY - leftY);
            }
        }
    }

    private void askAll(Rectangle part, Rectangle window, double[] xs, double[] ys) {
        double[] points = new double[2 * part.width * part.height];
        for (int y = 0, i = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                points[i++] = part.x + x;
                points[i++] = part.y + y;
            }
        }
        exact.transform(points);
        for (int y = 0, i = 0; y < part.height; y++) {
            int at = (part.y - window.y + y) * window.width + part.x - window.x;
            for (int x = 0; x < part.width; x++, at++) {
                xs[at] = points[i++];
                ys[at] = points[i++];
            }
        }
    }
}
