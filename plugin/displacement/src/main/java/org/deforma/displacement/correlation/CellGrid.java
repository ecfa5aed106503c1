package org.deforma.displacement.correlation;

/**
 * Where the measurements lie on the image: square windows a step apart, each cell of the map centred on the centre of its
 * window. The cells cover the whole image, so the outermost windows reach beyond it and use what lies inside.
 *
 * <p>Coordinates are pixel edges: the image covers 0..width, 0..height. A window covers whole pixels; where window and step
 * differ by an odd number the first centre therefore lies half a pixel further in than half a step.
 *
 * @param width columns of the image [px]
 * @param height rows of the image [px]
 * @param window side of the windows [px]
 * @param step distance between windows [px]
 */
public record CellGrid(int width, int height, int window, int step) {
    /** Left (upper) edge of the window of cell 0 [px]; zero or negative up to half a window. */
    public int firstEdge() {
        return -Math.floorDiv(window - step, 2);
    }

    /** Left (upper) edge of the window of a column (row) of cells [px]. */
    public int edge(int cell) {
        return firstEdge() + cell * step;
    }

    /** Centre of the window of a column (row) of cells [px]. */
    public double centre(int cell) {
        return edge(cell) + window / 2.0;
    }

    /** Column (row) of cells whose centre is nearest to a place, also where the grid has none [px]. */
    public int nearest(double place) {
        return (int) Math.floor((place - centre(0)) / step + 0.5);
    }

    /** Number of cells in a row. */
    public int columns() {
        return cells(width);
    }

    /** Number of rows of cells. */
    public int rows() {
        return cells(height);
    }

    private int cells(int pixels) {
        // All whose centre lies inside the image.
        int count = 0;
        double first = centre(0);
        if (first < pixels) {
            count = (int) Math.floor((pixels - first) / step);
            count += first + count * (double) step < pixels ? 1 : 0;
        }
        return Math.max(1, count);
    }
}
