package org.deforma.synthetic;

/**
 * Displacements at the nodes of a grid. The arrays are handed on, not copied.
 *
 * @param columns nodes a row
 * @param rows rows of nodes
 * @param dx to the right [px], row by row
 * @param dy down [px], row by row
 */
@SuppressWarnings("ArrayRecordComponent") // images are plain arrays throughout; nothing compares these records
public record DisplacementGrid(int columns, int rows, float[] dx, float[] dy) {
    /** Checks the shapes. */
    public DisplacementGrid {
        if (dx.length != columns * rows || dy.length != columns * rows) {
            throw new IllegalArgumentException("a grid of " + columns + " x " + rows
                    + " nodes needs as many values, had " + dx.length + " and " + dy.length);
        }
    }
}
