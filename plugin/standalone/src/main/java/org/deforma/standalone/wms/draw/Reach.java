package org.deforma.standalone.wms.draw;

import java.util.BitSet;

/**
 * Which blocks of a map a layer may touch, and how large its pixels are there. A mesh over the layer is put into the map: so
 * maps of which a layer is a small part cost little, and places where a projection returns to itself on the other side of
 * the world are not taken for the layer.
 */
final class Reach {
    /** Side of a block of the map [px]. */
    static final int BLOCK = 32;

    private static final int CELLS = 32;

    private final int across;
    private final BitSet touched = new BitSet();
    private final double scale;

    Reach(Placement placement, MapView view, int columns, int rows) {
        across = (view.width() + BLOCK - 1) / BLOCK;
        int down = (view.height() + BLOCK - 1) / BLOCK;
        double[] mesh = mesh(columns, rows);
        placement.toMap(mesh);
        int stride = 2 * (CELLS + 1);
        for (int y = 0; y < CELLS; y++) {
            for (int x = 0; x < CELLS; x++) {
                int i = y * stride + 2 * x;
                touch(Span.of(mesh, i, stride, 0), Span.of(mesh, i, stride, 1), down, placement.period());
            }
        }
        scale = scale(mesh, stride, columns, rows);
    }

    private static double[] mesh(int columns, int rows) {
        double[] mesh = new double[2 * (CELLS + 1) * (CELLS + 1)];
        for (int y = 0, i = 0; y <= CELLS; y++) {
            for (int x = 0; x <= CELLS; x++) {
                mesh[i++] = (double) columns * x / CELLS;
                mesh[i++] = (double) rows * y / CELLS;
            }
        }
        return mesh;
    }

    private void touch(Span x, Span y, int down, double period) {
        if (x.isEmpty() || y.isEmpty()) {
            return;
        }
        int top = y.first(down);
        int bottom = y.last(down);
        // Maps that go around the world show a layer again beside both ends.
        int turns = period > 0 ? (int) Math.min(8, Math.ceil(across * BLOCK / period) + 1) : 0;
        for (int turn = -turns; turn <= turns; turn++) {
            Span shifted = x.shifted(turn * period);
            int left = shifted.first(across);
            int right = shifted.last(across);
            for (int row = top; row <= bottom && left <= right; row++) {
                touched.set(row * across + left, row * across + right + 1);
            }
        }
    }

    /** From the middle of the layer; the first mesh cell with a size where that has none. */
    private static double scale(double[] mesh, int stride, int columns, int rows) {
        int middle = CELLS / 2 * stride + CELLS;
        double across = Math.hypot(mesh[middle + 2] - mesh[middle], mesh[middle + 3] - mesh[middle + 1]);
        double down = Math.hypot(mesh[middle + stride] - mesh[middle], mesh[middle + stride + 1] - mesh[middle + 1]);
        return Math.min((double) columns / CELLS / across, (double) rows / CELLS / down);
    }

    /** Whether there may be something of the layer in the block that holds this pixel of the map. */
    boolean touches(int x, int y) {
        return touched.get(y / BLOCK * across + x / BLOCK);
    }

    /** Pixels of the layer for one of the map, in the middle of the layer; NaN where that is not on the map's earth. */
    double scale() {
        return scale;
    }

    /** From where to where a cell of the mesh reaches [px]. */
    private record Span(double low, double high) {
        static Span of(double[] mesh, int i, int stride, int axis) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int corner : new int[] {i, i + 2, i + stride, i + stride + 2}) {
                double value = mesh[corner + axis];
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            // Edges bow out between the corners.
            double margin = 1 + (high - low) / 4;
            return new Span(low - margin, high + margin);
        }

        boolean isEmpty() {
            return !(low <= high);
        }

        Span shifted(double by) {
            return new Span(low + by, high + by);
        }

        int first(int blocks) {
            return (int) Math.max(0, Math.min(blocks, Math.floor(low / BLOCK)));
        }

        int last(int blocks) {
            return (int) Math.max(-1, Math.min(blocks - 1, Math.floor(high / BLOCK)));
        }
    }
}
