package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.MagnitudeTool;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Length of the displacement. By way of a file even for what a map shows: GeoServer writes images in memory wrongly
 * where their size is no multiple of 16 px, and sends a file as it is.
 */
@Component
public final class Magnitude implements MagnitudeTool {
    /** Side of a tile [cells]. */
    private static final int TILE = 1024;

    private static final String NAME = "magnitude";

    private final RasterService rasters;
    private final TileRunner runner;

    /** With the services that read and write, and that run tiles. */
    @Activate
    public Magnitude(@Reference RasterService rasters, @Reference TileRunner runner) {
        this.rasters = rasters;
        this.runner = runner;
    }

    @Override
    public GridCoverage2D magnitude(GridCoverage2D displacement, ProgressListener listener) {
        try (RasterSource source = rasters.open("data", displacement)) {
            if (source.bands() < 2) {
                throw new IllegalArgumentException(
                        "data must have two bands, east and north, has one;" + " give it a displacement map");
            }
            return byTiles(source, listener);
        }
    }

    private GridCoverage2D byTiles(RasterSource source, ProgressListener listener) {
        RasterGrid grid = source.grid();
        String unit = source.storage().bands().get(0).getOrDefault("UNITTYPE", "");
        try (RasterSink sink = rasters.create(grid, List.of(new Band(NAME, unit)))) {
            List<Rectangle> tiles = new ArrayList<>();
            for (int y = 0; y < grid.height(); y += TILE) {
                for (int x = 0; x < grid.width(); x += TILE) {
                    tiles.add(new Rectangle(x, y, Math.min(TILE, grid.width() - x), Math.min(TILE, grid.height() - y)));
                }
            }
            runner.forEach(
                    "Magnitude of the displacement",
                    tiles,
                    tile -> sink.write(tile, new float[][] {block(source, tile)}),
                    listener);
            return sink.finish(NAME, Map.of(), List.of());
        }
    }

    private static float[] block(RasterSource source, Rectangle window) {
        float[] east = source.read(window, 0);
        float[] north = source.read(window, 1);
        for (int i = 0; i < east.length; i++) {
            east[i] = (float) Math.sqrt((double) east[i] * east[i] + (double) north[i] * north[i]);
        }
        return east;
    }
}
