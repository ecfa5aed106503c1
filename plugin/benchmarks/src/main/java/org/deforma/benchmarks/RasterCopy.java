package org.deforma.benchmarks;

import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;

/** Reads a GeoTIFF and writes it as tools write their results. Arguments: the one and the other file. */
final class RasterCopy {
    private static final int TILE = 1024;

    private RasterCopy() {}

    public static void main(String[] args) throws Exception {
        PooledTileRunner runner = new PooledTileRunner();
        GeoToolsRasterService rasters = new GeoToolsRasterService(runner);
        GeoTiffReader reader = new GeoTiffReader(Path.of(args[0]).toFile());
        GridCoverage2D raster = reader.read(null);
        try (RasterSource source = rasters.open("raster", raster)) {
            List<Band> bands = IntStream.range(0, source.bands())
                    .mapToObj(i -> new Band("band " + (i + 1), ""))
                    .toList();
            try (RasterSink sink = rasters.create(source.grid(), bands)) {
                runner.forEach("Copying", tiles(source), tile -> sink.write(tile, read(source, tile)), null);
                GridCoverage2D copy = sink.finish("copy", Map.of(), List.of());
                Path file = Path.of((String) copy.getProperties().get(Product.FILE_PROPERTY));
                Files.move(file, Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        System.exit(0);
    }

    private static float[][] read(RasterSource source, Rectangle tile) {
        return IntStream.range(0, source.bands())
                .mapToObj(band -> source.read(tile, band))
                .toArray(float[][]::new);
    }

    private static List<Rectangle> tiles(RasterSource source) {
        Rectangle all = new Rectangle(source.grid().width(), source.grid().height());
        List<Rectangle> tiles = new ArrayList<>();
        for (int y = 0; y < all.height; y += TILE) {
            for (int x = 0; x < all.width; x += TILE) {
                tiles.add(all.intersection(new Rectangle(x, y, TILE, TILE)));
            }
        }
        return tiles;
    }
}
