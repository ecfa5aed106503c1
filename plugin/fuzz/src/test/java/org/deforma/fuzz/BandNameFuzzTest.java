package org.deforma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.geom.AffineTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.Product;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.host.files.GdalItems;
import org.deforma.host.files.RasterInput;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.geotools.coverage.grid.GridCoverage2D;

/** Names, units and metadata of any characters, written into a GeoTIFF and read by both readers: the same comes back. */
class BandNameFuzzTest {
    private final GeoToolsRasterService rasters = new GeoToolsRasterService(new PooledTileRunner());

    BandNameFuzzTest() {
        Epsg.open();
    }

    @FuzzTest
    void write(byte[] content) throws Exception {
        String text = new String(content, StandardCharsets.UTF_8);
        String name = text.substring(0, text.length() / 2);
        String value = text.substring(text.length() / 2);
        RasterGrid grid = new RasterGrid(2, 2, new AffineTransform(1, 0, 0, -1, 0, 0), Optional.empty());
        try (RasterSink sink = rasters.create(grid, List.of(new Band(name, value)))) {
            GridCoverage2D product = sink.finish("fuzz", Map.of("FIRST_DATE", value), List.of());
            Path file = Path.of((String) product.getProperty(Product.FILE_PROPERTY));
            GdalItems items = GdalItems.of(file);
            check(name, items.name(0));
            check(value, items.unit(0));
            try (RasterInput input = RasterInput.open("fuzz", file);
                    RasterSource source = rasters.open("fuzz", input.coverage())) {
                check(name, source.storage().bands().get(0).getOrDefault("DESCRIPTION", ""));
                check(value, source.storage().metadata().getOrDefault("FIRST_DATE", ""));
            }
            product.dispose(true);
        }
        Scratch.checkHandles();
    }

    private static void check(String written, String read) {
        // What XML has no place for is left out.
        StringBuilder expected = new StringBuilder();
        written.codePoints()
                .filter(c -> c >= ' ' || c == '\n' || c == '\t')
                .filter(c ->
                        !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF)
                .forEach(expected::appendCodePoint);
        if (!read.strip().equals(expected.toString().strip())) {
            throw new AssertionError("written as '" + written + "', read as '" + read + "'");
        }
    }
}
