package org.deforma.api.model;

/**
 * How a raster is cut for a network.
 *
 * @param size side of a tile or patch [px]
 * @param margin outermost pixels of a tile's result that are thrown away on each side [px] (layouts PIXEL and
 *     DISPLACEMENT)
 * @param overlap pixels that neighbouring tiles share beyond the margin and in which one fades into the other [px]; for
 *     layout PATCH, what neighbouring patches share; for layout DISPLACEMENT 0
 */
public record ModelTiling(int size, int margin, int overlap) {
    /** Checks that something is left of a tile. */
    public ModelTiling {
        if (size < 1 || size > 8192) {
            throw new IllegalArgumentException("tile size must be 1..8192 px, was " + size);
        }
        if (margin < 0 || overlap < 0 || 2 * margin + overlap >= size) {
            throw new IllegalArgumentException("margin and overlap must leave something of a tile of " + size
                    + " px, were " + margin + " and " + overlap + " px");
        }
    }

    /** Distance from one tile or patch to the next [px]. */
    public int step() {
        return size - 2 * margin - overlap;
    }
}
