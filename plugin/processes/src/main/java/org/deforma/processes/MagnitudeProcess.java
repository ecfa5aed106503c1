package org.deforma.processes;

import org.deforma.api.displacement.MagnitudeTool;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Length of the displacement, as a process; the style {@code magnitude} draws maps through it. */
@DescribeProcess(
        title = "Magnitude of a displacement",
        description = "How far the ground moved, whichever way: the length of the displacement in every cell of a"
                + " map from deforma:Displacement.")
public final class MagnitudeProcess {
    private final MagnitudeTool tool;

    MagnitudeProcess(MagnitudeTool tool) {
        this.tool = tool;
    }

    /**
     * Delegates.
     *
     * @throws IllegalArgumentException for a raster that is no displacement map
     */
    @DescribeResult(
            name = "result",
            type = GridCoverage2D.class,
            primary = true,
            description = "One band on the grid of the map: magnitude [m], the square root of east squared and north"
                    + " squared. NaN where either has no data.")
    public GridCoverage2D execute(
            @DescribeParameter(
                            name = "data",
                            description = "A displacement map: its first two bands are east and north [m].")
                    GridCoverage2D data,
            ProgressListener listener) {
        return tool.magnitude(data, listener);
    }
}
