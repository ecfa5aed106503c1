package org.deforma.api.displacement;

/** What is fitted to each component over the whole map, robustly, and subtracted. */
public enum RampRemoval {
    /** Nothing. */
    NONE,
    /** A constant: the misregistration of the two images. */
    OFFSET,
    /** A plane: offset, and linear trends from orbit and attitude. */
    PLANE
}
