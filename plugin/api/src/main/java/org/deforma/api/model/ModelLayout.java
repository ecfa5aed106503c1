package org.deforma.api.model;

/** What one run of a network looks at, and what comes out of it. */
public enum ModelLayout {
    /** A tile of a raster in, one vector for every pixel of the tile out: segmentation, regression per pixel. */
    PIXEL,
    /** A patch of a raster in, one vector for the whole patch out. */
    PATCH,
    /** The coherence matrix of one pixel in, one vector for that pixel out. */
    COHERENCE_MATRIX,
    /**
     * A tile of an image pair and of the displacement between both in, what that displacement still lacks at every pixel out.
     * x goes to the right and y down; height and width are any multiple of 16, or fixed.
     *
     * <p>In, shape (1, 5, height, width): {@code before}, the grey levels of the earlier image, their mean subtracted and
     * divided by the image's standard deviation; {@code after}, the later image likewise, deformed by the field onto the pixels
     * of {@code before}; {@code dx} and {@code dy}, that field [px]; {@code sigma}, its standard deviation [px], 0.001 to 1,
     * which also stands for "not known". Where {@code before} has no data there is a smooth filling; where either has none,
     * {@code after} is what {@code before} is.
     *
     * <p>Out, shape (1, 3, height, width): {@code dx} and {@code dy}, what is to be added to the field [px], and {@code
     * log_variance}, the natural logarithm of the variance of each component then [px²].
     */
    DISPLACEMENT;

    /** Whether what comes out has rows and columns: a vector for every pixel. */
    public boolean isMap() {
        return this == PIXEL || this == DISPLACEMENT;
    }
}
