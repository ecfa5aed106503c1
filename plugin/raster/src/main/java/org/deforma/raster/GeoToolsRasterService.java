package org.deforma.raster;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Rasters through GeoTools, results through scratch files in the host's folder for temporary files. */
@Component(service = RasterService.class)
public final class GeoToolsRasterService implements RasterService {
    /** Most that all sources together keep of decoded tiles [bytes], unless a quarter of the heap is less. */
    private static final long MOST_CACHE = 256L << 20;

    /** Framework property: a folder for temporary files, which the host sets; {@code java.io.tmpdir} without it. */
    private static final String TEMPORARY = "deforma.temporary";

    private final TileRunner runner;
    private final ScratchFolder scratch;
    private final TileCache cache =
            new TileCache(Math.min(MOST_CACHE, Runtime.getRuntime().maxMemory() / 4));

    /** Keeps results below {@code java.io.tmpdir}; for use without a framework. */
    public GeoToolsRasterService(TileRunner runner) {
        this(runner, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Starts without touching the disk. */
    @Activate
    public GeoToolsRasterService(BundleContext context, @Reference TileRunner runner) {
        this(runner, temporary(context));
    }

    private static Path temporary(BundleContext context) {
        String named = context.getProperty(TEMPORARY);
        return Path.of(named == null ? System.getProperty("java.io.tmpdir") : named);
    }

    GeoToolsRasterService(TileRunner runner, Path scratchParent) {
        this.runner = runner;
        scratch = new ScratchFolder(scratchParent);
    }

    /** Deletes all scratch files. */
    @Deactivate
    void close() {
        scratch.close();
    }

    @Override
    public RasterSource open(String name, GridCoverage2D coverage) {
        Objects.requireNonNull(coverage, name);
        return new CoverageSource(name, coverage, cache);
    }

    @Override
    public RasterSource align(RasterSource source, RasterGrid target) {
        return Alignment.align(source, target);
    }

    @Override
    public RasterSink create(RasterGrid grid, List<Band> bands) {
        return new ScratchSink(grid, bands, scratch, runner);
    }
}
