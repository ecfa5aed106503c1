package org.deforma.api.model;

/** What one run of a network looks at, and what comes out of it. */
public enum ModelLayout {
    /** A tile of a raster in, one vector for every pixel of the tile out: segmentation, regression per pixel. */
    PIXEL,
    /** A patch of a raster in, one vector for the whole patch out. */
    PATCH,
    /** The coherence matrix of one pixel in, one vector for that pixel out. */
    COHERENCE_MATRIX
}
