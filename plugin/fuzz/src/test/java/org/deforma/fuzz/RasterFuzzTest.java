package org.deforma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.host.files.GdalItems;
import org.deforma.host.files.RasterInput;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.junit.jupiter.params.provider.MethodSource;

/** A raster file of a user, opened and read as every tool does. */
class RasterFuzzTest {
    /** Pixels of a side that are read in one go. */
    private static final int WINDOW = 64;

    private final GeoToolsRasterService rasters = new GeoToolsRasterService(new PooledTileRunner());

    RasterFuzzTest() {
        Epsg.open();
    }

    @MethodSource("org.deforma.fuzz.TiffSeeds#all")
    @FuzzTest
    void read(byte[] content) throws Exception {
        Path file = Scratch.file("raster.tif", content);
        Refusal.takes("before", () -> read(file));
        GdalItems items = GdalItems.of(file);
        items.tool();
        Scratch.checkHandles();
    }

    private void read(Path file) {
        try (RasterInput input = RasterInput.open("before", file, "raster.tif");
                RasterSource source = rasters.open("before", input.coverage())) {
            RasterGrid grid = source.grid();
            int width = Math.min(WINDOW, grid.width());
            int height = Math.min(WINDOW, grid.height());
            for (int band : IntStream.of(0, source.bands() - 1).distinct().toArray()) {
                source.read(new Rectangle(0, 0, width, height), band);
                source.read(new Rectangle(grid.width() - width, grid.height() - height, width, height), band);
            }
            source.origin();
            source.storage();
        }
    }
}
