package org.deforma.displacement.internal;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.displacement.correlation.CellGrid;

/** Where a run keeps what its phases find, on disk. What nobody closed before goes with the run. */
final class Sinks implements AutoCloseable {
    private final RasterService rasters;
    private final RasterGrid image;
    private final Set<RasterSink> open = ConcurrentHashMap.newKeySet();

    /** For rasters over an image. */
    Sinks(RasterService rasters, RasterGrid image) {
        this.rasters = rasters;
        this.image = image;
    }

    /** One value for every pixel of the image. */
    RasterSink pixels(List<Band> bands) {
        return create(image, bands);
    }

    /** One value for every cell, each centred on its window. */
    RasterSink cells(CellGrid grid, List<Band> bands) {
        AffineTransform toWorld = image.toWorld();
        double first = grid.centre(0) - grid.step() / 2.0;
        toWorld.translate(first, first);
        toWorld.scale(grid.step(), grid.step());
        return create(new RasterGrid(grid.columns(), grid.rows(), toWorld, image.crs()), bands);
    }

    private RasterSink create(RasterGrid grid, List<Band> bands) {
        RasterSink sink = rasters.create(grid, bands);
        open.add(sink);
        return sink;
    }

    /** The first bands of a window inside the grid. */
    static float[][] read(RasterSink sink, Rectangle window, int bands) {
        float[][] values = new float[bands][];
        for (int i = 0; i < bands; i++) {
            values[i] = sink.read(window, i);
        }
        return values;
    }

    /** Closes one that is no longer needed. */
    void close(RasterSink sink) {
        if (open.remove(sink)) {
            sink.close();
        }
    }

    @Override
    public void close() {
        open.forEach(RasterSink::close);
        open.clear();
    }
}
