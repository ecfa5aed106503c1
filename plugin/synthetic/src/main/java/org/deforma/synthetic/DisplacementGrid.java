package org.deforma.synthetic;

/**
 * Displacements at the nodes of a grid.
 *
 * @param columns nodes a row
 * @param rows rows of nodes
 * @param dx to the right [px], row by row
 * @param dy down [px], row by row
 */
public record DisplacementGrid(int columns, int rows, float[] dx, float[] dy) {
    /** Checks the shapes. */
    public DisplacementGrid {
        if (dx.length != columns * rows || dy.length != columns * rows) {
            throw new IllegalArgumentException("a grid of " + columns + " x " + rows
                    + " nodes needs as many values, had " + dx.length + " and " + dy.length);
        }
    }
}
