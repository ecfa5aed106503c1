package org.deforma.standalone.wms.draw;

import java.awt.Rectangle;
import java.util.Arrays;

/**
 * For every pixel of a piece of a map the place in the layer that its centre shows [px of the layer]; NaN for none.
 *
 * <p>Transforming every pixel would take most of the time of a map. Places are transformed at the corners of blocks and
 * interpolated bilinearly between, and blocks are quartered until the places half-way agree to a twentieth of a map pixel.
 */
final class PixelField {
    private static final double TOLERANCE = 0.05;

    private final Rectangle piece;
    private final Placement placement;
    private final double[] xs;
    private final double[] ys;
    private double scale = Double.POSITIVE_INFINITY;

    /**
     * Works the field out.
     *
     * @param piece of the map [px]
     * @param reach where the layer may be at all
     */
    PixelField(Rectangle piece, Placement placement, Reach reach) {
        this.piece = piece;
        this.placement = placement;
        xs = new double[piece.width * piece.height];
        ys = new double[xs.length];
        Arrays.fill(xs, Double.NaN);
        Arrays.fill(ys, Double.NaN);
        for (int y = 0; y < piece.height; y += Reach.BLOCK) {
            for (int x = 0; x < piece.width; x += Reach.BLOCK) {
                if (reach.touches(piece.x + x, piece.y + y)) {
                    fill(x, y, Math.min(x + Reach.BLOCK, piece.width) - 1, Math.min(y + Reach.BLOCK, piece.height) - 1);
                }
            }
        }
    }

    /** Pixels from left to right and from top to bottom, both included. */
    private void fill(int left, int top, int right, int bottom) {
        if (right - left < 2 || bottom - top < 2) {
            exactly(left, top, right, bottom);
            return;
        }
        double[] p = new double[18];
        for (int i = 0; i < 9; i++) {
            p[2 * i] = piece.x + left + 0.5 + (right - left) * (i % 3) / 2.0;
            p[2 * i + 1] = piece.y + top + 0.5 + (bottom - top) * (i / 3) / 2.0;
        }
        placement.toLayer(p);
        double size = Math.min(
                Math.hypot(p[4] - p[0], p[5] - p[1]) / (right - left),
                Math.hypot(p[12] - p[0], p[13] - p[1]) / (bottom - top));
        if (bend(p) <= TOLERANCE * size) {
            scale = Math.min(scale, size);
            interpolate(left, top, right, bottom, p);
            return;
        }
        int middle = (left + right) / 2;
        int centre = (top + bottom) / 2;
        fill(left, top, middle, centre);
        fill(middle + 1, top, right, centre);
        fill(left, centre + 1, middle, bottom);
        fill(middle + 1, centre + 1, right, bottom);
    }

    /** How far the places half-way are from where bilinear interpolation puts them; NaN where there is none. */
    private static double bend(double[] p) {
        double worst = 0;
        for (int axis = 0; axis < 2; axis++) {
            double a = p[axis];
            double b = p[4 + axis];
            double c = p[12 + axis];
            double d = p[16 + axis];
            worst = Math.max(worst, Math.abs(p[2 + axis] - (a + b) / 2));
            worst = Math.max(worst, Math.abs(p[6 + axis] - (a + c) / 2));
            worst = Math.max(worst, Math.abs(p[10 + axis] - (b + d) / 2));
            worst = Math.max(worst, Math.abs(p[14 + axis] - (c + d) / 2));
            worst = Math.max(worst, Math.abs(p[8 + axis] - (a + b + c + d) / 4));
        }
        return worst;
    }

    private void interpolate(int left, int top, int right, int bottom, double[] p) {
        for (int y = top; y <= bottom; y++) {
            double v = (double) (y - top) / (bottom - top);
            double x0 = p[0] + v * (p[12] - p[0]);
            double y0 = p[1] + v * (p[13] - p[1]);
            double dx = (p[4] + v * (p[16] - p[4]) - x0) / (right - left);
            double dy = (p[5] + v * (p[17] - p[5]) - y0) / (right - left);
            for (int x = left; x <= right; x++) {
                xs[y * piece.width + x] = x0 + (x - left) * dx;
                ys[y * piece.width + x] = y0 + (x - left) * dy;
            }
        }
    }

    private void exactly(int left, int top, int right, int bottom) {
        int width = right - left + 1;
        double[] p = new double[2 * width * (bottom - top + 1)];
        for (int i = 0; i < p.length / 2; i++) {
            p[2 * i] = piece.x + left + 0.5 + i % width;
            p[2 * i + 1] = piece.y + top + 0.5 + i / width;
        }
        placement.toLayer(p);
        for (int i = 0; i < p.length / 2; i++) {
            int pixel = (top + i / width) * piece.width + left + i % width;
            xs[pixel] = p[2 * i];
            ys[pixel] = p[2 * i + 1];
        }
    }

    /** Column in the layer. */
    double x(int pixel) {
        return xs[pixel];
    }

    /** Row in the layer. */
    double y(int pixel) {
        return ys[pixel];
    }

    /** Pixels of the piece. */
    int size() {
        return xs.length;
    }

    /** Fewest pixels of the layer that lie beside a pixel of the map; infinite where none was measured. */
    double scale() {
        return scale;
    }
}
