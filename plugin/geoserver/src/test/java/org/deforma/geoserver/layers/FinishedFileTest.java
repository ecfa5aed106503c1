package org.deforma.geoserver.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the finished file takes the place of the imported one; {@code result.tif} is one that the tools wrote. */
class FinishedFileTest {
    private static final String FOLDER = "quake-0a1b2c3d";

    @TempDir
    Path folder;

    private Path finished;
    private GridCoverage2D raster;

    @BeforeEach
    void finish() throws IOException {
        finished = folder.resolve("result.tif");
        try (InputStream in = FinishedFileTest.class.getResourceAsStream("result.tif")) {
            Files.copy(in, finished);
        }
        raster = new GeoTiffReader(finished.toFile()).read(null);
    }

    private GridCoverage2D with(String file) {
        return new GridCoverageFactory()
                .create(
                        "result",
                        raster.getRenderedImage(),
                        raster.getGridGeometry(),
                        raster.getSampleDimensions(),
                        null,
                        Map.of("org.deforma.file", file));
    }

    /** As {@code gs:Import} leaves it. */
    private Path imported(ReferencedEnvelope place) throws IOException {
        Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve(FOLDER + "123.tif");
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(new GridCoverageFactory().create("imported", raster.getRenderedImage(), place), null);
        } finally {
            writer.dispose();
        }
        return file;
    }

    private ReferencedEnvelope place() {
        return new ReferencedEnvelope(raster.getEnvelope2D());
    }

    /** Whether the file was replaced; nothing else may be beside it afterwards. */
    private boolean replaces(Path imported, String inFolder, GridCoverage2D result) throws IOException {
        byte[] before = Files.readAllBytes(imported);
        FinishedFile.replace(imported.toUri().toString(), inFolder, result);
        try (Stream<Path> files = Files.list(imported.getParent())) {
            assertEquals(List.of(imported), files.toList());
        }
        boolean stays = Files.mismatch(imported, finished) >= 0;
        if (stays) {
            assertArrayEquals(before, Files.readAllBytes(imported));
        }
        return !stays;
    }

    @Test
    void theFinishedFileTakesThePlaceOfTheImportedOne() throws IOException {
        assertEquals(true, replaces(imported(place()), FOLDER, with(finished.toString())));
    }

    @Test
    void whatLiesElsewhereIsNotTouched() throws Exception {
        GridCoverage2D result = with(finished.toString());
        assertEquals(false, replaces(imported(place()), "another-0a1b2c3d", result));
        ReferencedEnvelope shifted = place();
        shifted.translate(0.01, 0);
        assertEquals(false, replaces(imported(shifted), FOLDER, result));
        ReferencedEnvelope zone = new ReferencedEnvelope(place(), CRS.decode("EPSG:32633", true));
        assertEquals(false, replaces(imported(zone), FOLDER, result));
    }

    @Test
    void onlyACloudOptimisedFileTakesItsPlace() throws IOException {
        Path other = Files.move(imported(place()), folder.resolve("other.tif"));
        assertEquals(false, replaces(imported(place()), FOLDER, with(other.toString())));
        assertEquals(false, replaces(imported(place()), FOLDER, raster));
    }

    @Test
    void theImportedFileStaysWhenTheOtherIsGone() throws IOException {
        assertEquals(
                false,
                replaces(
                        imported(place()),
                        FOLDER,
                        with(folder.resolve("gone.tif").toString())));
    }
}
