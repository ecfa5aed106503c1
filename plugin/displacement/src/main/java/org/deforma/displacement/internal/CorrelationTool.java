package org.deforma.displacement.internal;

import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.DisplacementTool;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.StyleLibrary;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Displacement by image correlation. */
@Component
public final class CorrelationTool implements DisplacementTool {
    private final RasterService rasters;
    private final TileRunner tiles;
    private final StyleLibrary styles;
    private final String version;

    /** With the services that read and write, that run tiles, and that have the styles. */
    @Activate
    public CorrelationTool(
            @Reference RasterService rasters,
            @Reference TileRunner tiles,
            @Reference StyleLibrary styles,
            BundleContext context) {
        this(rasters, tiles, styles, context.getBundle().getVersion().toString());
    }

    CorrelationTool(RasterService rasters, TileRunner tiles, StyleLibrary styles, String version) {
        this.rasters = rasters;
        this.tiles = tiles;
        this.styles = styles;
        this.version = version;
    }

    @Override
    public Product measure(
            GridCoverage2D before, GridCoverage2D after, DisplacementParameters parameters, ProgressListener listener) {
        long start = System.nanoTime();
        try (RasterSource first = rasters.open("before", before);
                RasterSource opened = rasters.open("after", after)) {
            RasterSource second = rasters.align(opened, first.grid());
            checkBand("before", first, parameters.band());
            checkBand("after", second, parameters.band());
            checkSize(first, parameters.window());
            try (DisplacementJob job = new DisplacementJob(rasters, tiles, styles, first, second, parameters)) {
                return job.run(listener, version, start);
            }
        }
    }

    private static void checkBand(String name, RasterSource source, int band) {
        if (band >= source.bands()) {
            throw new IllegalArgumentException("band must be 0.." + (source.bands() - 1) + ", as " + name + " has "
                    + source.bands() + (source.bands() == 1 ? " band" : " bands") + ", was " + band);
        }
    }

    private static void checkSize(RasterSource before, int window) {
        int width = before.grid().width();
        int height = before.grid().height();
        if (width < window || height < window) {
            throw new IllegalArgumentException("before is " + width + " x " + height
                    + " px, smaller than the window of " + window + " px; use a larger image or a smaller window");
        }
    }
}
