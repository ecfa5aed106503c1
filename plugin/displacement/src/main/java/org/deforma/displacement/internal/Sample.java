package org.deforma.displacement.internal;

import java.util.Arrays;

/**
 * An even sample of the measured cells, bounded in memory whatever the size of the map: of up to {@value #LIMIT} cells all,
 * of more every n-th column and row.
 */
final class Sample {
    static final int LIMIT = 1_000_000;

    private final int every;
    private final double[][] values;
    private int size;

    Sample(int columns, int rows) {
        int n = 1;
        while ((long) (columns / n + 1) * (rows / n + 1) > LIMIT) {
            n++;
        }
        every = n;
        values = new double[5][1024];
    }

    private Sample(int every, double[][] values, int size) {
        this.every = every;
        this.values = values;
        this.size = size;
    }

    /** Takes a measured cell, if it is its turn: its place, its displacement and the standard deviation of that. */
    void add(int column, int row, double x, double y, double east, double north, double sigma) {
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
        values[4][size] = sigma;
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

    double[] sigma() {
        return Arrays.copyOf(values[4], size);
    }

    /** The same cells without a ramp. */
    Sample without(Ramp ramp) {
        Sample rest = new Sample(every, new double[][] {x(), y(), east(), north(), sigma()}, size);
        for (int i = 0; i < size; i++) {
            rest.values[2][i] -= ramp.east(values[0][i], values[1][i]);
            rest.values[3][i] -= ramp.north(values[0][i], values[1][i]);
        }
        return rest;
    }
}
