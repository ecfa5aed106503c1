package org.deforma.inference.internal;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.model.SampleSource;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.style.StyleLibrary;
import org.deforma.inference.tiles.SampleRun;
import org.geotools.api.util.ProgressListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Classifies samples, pixel by pixel. */
@Component
public final class SampleClassifierService implements SampleClassifier {
    private final RasterService rasters;
    private final TileRunner runner;
    private final StyleLibrary styles;

    /** With the services that write, that run tiles, and that have the styles. */
    @Activate
    public SampleClassifierService(
            @Reference RasterService rasters, @Reference TileRunner runner, @Reference StyleLibrary styles) {
        this.rasters = rasters;
        this.runner = runner;
        this.styles = styles;
    }

    @Override
    public Product classify(ModelLease lease, SampleSource source, Run run, ProgressListener listener) {
        long start = System.nanoTime();
        SampleRun samples = new SampleRun(lease.model(), source, Classification.values(lease));
        return new Classification(rasters, runner, styles)
                .run(
                        lease,
                        source.grid(),
                        tiles(source.grid(), source.tileSize()),
                        (tile, predictor, cancelled, output) ->
                                output.write(tile, samples.run(tile, predictor, cancelled)),
                        new ClassifyReport(run, lease),
                        List::of,
                        run.entropy(),
                        listener,
                        start);
    }

    private static List<Rectangle> tiles(RasterGrid grid, Dimension size) {
        List<Rectangle> tiles = new ArrayList<>();
        for (int y = 0; y < grid.height(); y += size.height) {
            for (int x = 0; x < grid.width(); x += size.width) {
                tiles.add(new Rectangle(
                        x, y, Math.min(size.width, grid.width() - x), Math.min(size.height, grid.height() - y)));
            }
        }
        return tiles;
    }
}
