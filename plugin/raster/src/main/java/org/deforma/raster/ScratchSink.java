package org.deforma.raster;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.style.MapStyle;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** Results in a raw scratch file, then in a GeoTIFF beside it. */
final class ScratchSink implements RasterSink {
    private final RasterGrid grid;
    private final List<Band> bands;
    private final TileRunner runner;
    private final ScratchFolder scratchFolder;
    private final Path folder;
    private final ScratchRaster scratch;
    private boolean finished;

    ScratchSink(RasterGrid grid, List<Band> bands, ScratchFolder scratchFolder, TileRunner runner) {
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a result must have at least one band");
        }
        this.grid = grid;
        this.bands = List.copyOf(bands);
        this.runner = runner;
        this.scratchFolder = scratchFolder;
        folder = scratchFolder.newFolder(ScratchRaster.bytes(grid.width(), grid.height(), bands.size()));
        try {
            scratch = new ScratchRaster(folder.resolve("result.raw"), grid.width(), grid.height(), bands.size());
        } catch (RuntimeException e) {
            scratchFolder.release(folder);
            throw e;
        }
    }

    @Override
    public RasterGrid grid() {
        return grid;
    }

    @Override
    public void write(Rectangle window, float[][] values) {
        if (values.length != bands.size()) {
            throw new IllegalArgumentException(
                    "a block must have %d bands, had %d".formatted(bands.size(), values.length));
        }
        for (int band = 0; band < values.length; band++) {
            scratch.write(window, band, values[band]);
        }
    }

    @Override
    public float[] read(Rectangle window, int band) {
        return scratch.read(window, band);
    }

    @Override
    public GridCoverage2D finish(String name, Map<String, String> metadata, List<MapStyle> styles) {
        if (finished) {
            throw new IllegalStateException("the result was finished already");
        }
        Path file = folder.resolve("result.tif");
        try {
            new GeoTiffFile(grid, bands).write(file, metadata, scratch, runner);
        } catch (IOException e) {
            throw ScratchFolder.failed("write", folder, e);
        }
        ScratchImage image = new ScratchImage(scratch, grid.width(), grid.height(), bands.size());
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, Double.NaN);
        properties.put(Product.FILE_PROPERTY, file.toString());
        // GeoServer sends this file as it is, where it would else write another one, without NaN as nodata.
        properties.put(AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY, file.toString());
        Map<String, String> slds = new LinkedHashMap<>();
        styles.forEach(style -> slds.put(style.name(), style.sld()));
        properties.put(Product.STYLES_PROPERTY, Collections.unmodifiableMap(slds));
        CoordinateReferenceSystem crs = grid.crs().orElseGet(AbstractGridFormat::getDefaultCRS);
        GridGeometry2D geometry = new GridGeometry2D(
                new GridEnvelope2D(0, 0, grid.width(), grid.height()),
                PixelInCell.CELL_CORNER,
                new AffineTransform2D(grid.toWorld()),
                crs,
                null);
        GridCoverage2D coverage =
                new GridCoverageFactory().create(name, image, geometry, sampleDimensions(), null, properties);
        finished = true;
        return new OwnedCoverage(coverage, image, discard(scratch, scratchFolder, folder));
    }

    private GridSampleDimension[] sampleDimensions() {
        return bands.stream().map(band -> new GridSampleDimension(band.name())).toArray(GridSampleDimension[]::new);
    }

    // Static, so that it does not keep the image alive through the sink.
    private static Runnable discard(ScratchRaster scratch, ScratchFolder scratchFolder, Path folder) {
        return () -> {
            scratch.close();
            scratchFolder.release(folder);
        };
    }

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            discard(scratch, scratchFolder, folder).run();
        }
    }
}
