package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.MagnitudeTool;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Length of the displacement. A map that is drawn waits for it: what a screen shows is made at once, in the thread that asks,
 * and not in the pool, where it would stand behind the tiles of measurements that take minutes.
 */
@Component
public final class Magnitude implements MagnitudeTool {
    /** Cells up to which a raster is worked on at once: 16 MB of result, and twice that of input. */
    private static final int AT_ONCE = 4_000_000;
    /** Side of a tile of larger ones [cells]. */
    private static final int TILE = 1024;

    private static final String NAME = "magnitude";

    private final RasterService rasters;
    private final TileRunner runner;
    private final long atOnce;

    /** With the services that read and write, and that run tiles. */
    @Activate
    public Magnitude(@Reference RasterService rasters, @Reference TileRunner runner) {
        this(rasters, runner, AT_ONCE);
    }

    Magnitude(RasterService rasters, TileRunner runner, long atOnce) {
        this.rasters = rasters;
        this.runner = runner;
        this.atOnce = atOnce;
    }

    @Override
    public GridCoverage2D magnitude(GridCoverage2D displacement, ProgressListener listener) {
        try (RasterSource source = rasters.open("data", displacement)) {
            if (source.bands() < 2) {
                throw new IllegalArgumentException(
                        "data must have two bands, east and north, has one;" + " give it a displacement map");
            }
            RasterGrid grid = source.grid();
            return (long) grid.width() * grid.height() <= atOnce
                    ? atOnce(displacement, source, listener)
                    : byTiles(source, listener);
        }
    }

    private static GridCoverage2D atOnce(GridCoverage2D displacement, RasterSource source, ProgressListener listener) {
        if (listener != null && listener.isCanceled()) {
            throw new CancellationException("the magnitude was cancelled");
        }
        RasterGrid grid = source.grid();
        int width = grid.width();
        int height = grid.height();
        float[] values = block(source, new Rectangle(width, height));
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 1),
                new DataBufferFloat(values, values.length),
                null);
        ColorModel grey = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
        GridGeometry2D geometry = new GridGeometry2D(
                new GridEnvelope2D(0, 0, width, height),
                PixelInCell.CELL_CORNER,
                new AffineTransform2D(grid.toWorld()),
                grid.crs().orElseGet(displacement::getCoordinateReferenceSystem2D),
                null);
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, Double.NaN);
        return new GridCoverageFactory()
                .create(
                        NAME,
                        new SmallTiles(grey, raster),
                        geometry,
                        new GridSampleDimension[] {new GridSampleDimension(NAME)},
                        null,
                        properties);
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
