package org.deforma.api.raster;

import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;

/** Looks up the values of a raster at places or along a line. Thread-safe. */
public interface SampleTool {
    /**
     * Reads the pixels around the places, and no others.
     *
     * <p>A value is interpolated bilinearly between the centres of the four pixels around the place where all four have
     * data; else it is that of the pixel in which the place lies. Numbers that are names, in a band called {@code class}
     * or those of a palette's colours, are never interpolated.
     *
     * <p>Places along a line are equally far from each other on the ground, its ends included. Distances are lengths of
     * the line as it is drawn in its reference system: on the ellipsoid where that is geographic or a Mercator
     * projection, else in the plane of the projection.
     *
     * @param data the raster
     * @param parameters where to look
     * @param listener progress and cancelling; null for none
     * @throws IllegalArgumentException for an unknown reference system, one for a raster that has none, and places that it
     *     cannot have
     * @throws java.util.concurrent.CancellationException when the listener was cancelled
     */
    SampledValues sample(GridCoverage2D data, SampleParameters parameters, ProgressListener listener);
}
