package org.deforma.processes;

import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.raster.ImportTool;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;

/** A raster from anywhere as a map layer, as a process; the hosts add the layer itself. */
@DescribeProcess(
        title = "Raster as a map layer",
        description = "Makes a map layer of a raster: finds out what it shows, such as a displacement, classes or"
                + " coherence, and gives it styles that fit its values.")
public final class ImportProcess {
    private final ImportTool tool;

    ImportProcess(ImportTool tool) {
        this.tool = tool;
    }

    /**
     * Delegates.
     *
     * @throws IllegalArgumentException for a raster that cannot be a layer
     */
    @DescribeResults({
        @DescribeResult(
                name = "result",
                type = GridCoverage2D.class,
                primary = true,
                description = "The raster as it is: its own file where it is a whole GeoTIFF, with all of its tags."),
        @DescribeResult(
                name = "report",
                type = String.class,
                description = "What the raster is, as a JSON object: kind, columns and rows, crs, size and unit of a"
                        + " pixel, bands with name, unit, type, minimum, maximum, the percentiles 2 and 98 and the"
                        + " share of pixels with data, the share of pixels looked at (sampled), styles.")
    })
    public Map<String, Object> execute(
            @DescribeParameter(name = "raster", description = "The raster, such as a GeoTIFF; it needs a CRS.")
                    GridCoverage2D raster,
            ProgressListener listener) {
        Product product = tool.prepare(raster, listener);
        return Map.of("result", product.result(), "report", product.report());
    }
}
