package org.deforma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.host.files.RasterFiles;
import org.deforma.host.tools.RasterFileInput;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;

/** A path or pattern below the server's folder for rasters: whatever links there are in it, nothing outside is opened. */
class FileNameFuzzTest {
    private static final Parameter<GridCoverage2D> STACK =
            new Parameter<>("stack", GridCoverage2D.class, null, null, true, 1, 100, null, null);

    private Path folder;
    private RasterFileInput files;

    FileNameFuzzTest() {
        Epsg.open();
    }

    @FuzzTest
    void open(byte[] content) throws Exception {
        if (files == null) {
            start();
        }
        String name = new String(content, StandardCharsets.UTF_8);
        Refusal.takes(
                "stackFile",
                () -> files.run(
                        (inputs, listener) -> {
                            ((List<?>) inputs.get("stack")).forEach(raster -> checkInside((GridCoverage2D) raster));
                            return Map.of();
                        },
                        Map.of("stack", STACK),
                        Map.of("stackFile", List.of(name)),
                        null));
        Scratch.checkHandles();
    }

    private void start() throws IOException {
        Path all = Scratch.folder("names").toRealPath();
        folder = Files.createDirectories(all.resolve("rasters"));
        Path inside = Files.write(Files.createDirectory(folder.resolve("a")).resolve("in.tif"), SmallLayer.tiff());
        Path outside = Files.write(all.resolve("out.tif"), SmallLayer.tiff());
        Files.createSymbolicLink(folder.resolve("b.tif"), inside);
        Files.createSymbolicLink(folder.resolve("c.tif"), outside);
        Files.createSymbolicLink(folder.resolve("up"), Path.of(".."));
        files = new RasterFileInput(folder, new RasterFiles(Optional::empty));
    }

    private void checkInside(GridCoverage2D raster) {
        try {
            Path file = Path.of((String) raster.getProperty(AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY));
            if (!file.toRealPath().startsWith(folder)) {
                throw new AssertionError(file + " was opened");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
