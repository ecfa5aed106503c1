package org.deforma.displacement.correlation;

/**
 * A rectangle of cells that is worked on in one go.
 *
 * @param grid all cells of the image
 * @param firstColumn first column of cells
 * @param firstRow first row of cells
 * @param columns columns of cells
 * @param rows rows of cells
 */
record CellBlock(CellGrid grid, int firstColumn, int firstRow, int columns, int rows) {
    int cells() {
        return columns * rows;
    }

    /** Left edge of the first window [px]. */
    int left() {
        return grid.edge(firstColumn);
    }

    /** Upper edge of the first window [px]. */
    int top() {
        return grid.edge(firstRow);
    }

    /** From the left edge of the first to the right edge of the last window [px]. */
    int width() {
        return (columns - 1) * grid.step() + grid.window();
    }

    /** From the upper edge of the first to the lower edge of the last window [px]. */
    int height() {
        return (rows - 1) * grid.step() + grid.window();
    }

    /** This block with more cells on every side, as far as the grid reaches. */
    CellBlock grown(int cells) {
        int c0 = Math.max(0, firstColumn - cells);
        int r0 = Math.max(0, firstRow - cells);
        int c1 = Math.min(grid.columns(), firstColumn + columns + cells);
        int r1 = Math.min(grid.rows(), firstRow + rows + cells);
        return new CellBlock(grid, c0, r0, c1 - c0, r1 - r0);
    }
}
