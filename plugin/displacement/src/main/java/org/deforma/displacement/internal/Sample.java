package org.deforma.displacement.internal;

import java.util.Arrays;

/**
 * An even sample of the measured cells, bounded in memory whatever the size of the map: of up to {@value #LIMIT} cells all,
 * of more every n-th column and row.
 */
final class Sample {
    static final int LIMIT = 1_000_000;

    private final int every;
    private final double[][] values = new double[4][];
    private int size;

    Sample(int columns, int rows) {
        int n = 1;
        while ((long) (columns / n + 1) * (rows / n + 1) > LIMIT) {
            n++;
        }
        every = n;
        Arrays.setAll(values, i -> new double[1024]);
    }

    /** Takes a measured cell, if it is its turn: its place and its displacement. */
    void add(int column, int row, double x, double y, double east, double north) {
        if (column % every != 0 || row % every != 0) {
            return;
        }
        if (size == values[0].length) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], 2 * size);
            }
        }
        values[0][size] = x;
        values[1][size] = y;
        values[2][size] = east;
        values[3][size] = north;
        size++;
    }

    /** Whether every cell was taken. */
    boolean complete() {
        return every == 1;
    }

    /** Place along x of each cell. */
    double[] x() {
        return Arrays.copyOf(values[0], size);
    }

    double[] y() {
        return Arrays.copyOf(values[1], size);
    }

    double[] east() {
        return Arrays.copyOf(values[2], size);
    }

    double[] north() {
        return Arrays.copyOf(values[3], size);
    }
}
