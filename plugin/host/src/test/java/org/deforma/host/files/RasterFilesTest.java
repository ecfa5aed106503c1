package org.deforma.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to the reader of other formats, and what comes back of it. */
class RasterFilesTest {
    private final GridCoverage2D coverage =
            new GridCoverageFactory().create("a", new float[1][1], new ReferencedEnvelope(0, 1, 0, 1, null));
    private final List<Map<String, Object>> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path jpeg2000;

    @BeforeEach
    void makeFile() throws IOException {
        jpeg2000 = write("a.jp2", "\0\0\0\fjP  \r\n\u0087\n");
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private RasterFiles with(Function<Map<String, Object>, GridCoverage2D> reader) {
        return new RasterFiles(() -> Optional.of(request -> {
            asked.add(request);
            return reader.apply(request);
        }));
    }

    private static String refusal(RasterFiles files, Path file) {
        return assertThrows(IllegalArgumentException.class, () -> files.open("before", RasterName.of(file)))
                .getMessage();
    }

    @Test
    void theReaderIsToldWhatMayBeOpened() {
        RasterFiles files = with(request -> coverage);
        try (RasterInput input = files.open("before", new RasterName(jpeg2000.toString(), "vx"))) {
            assertSame(coverage, input.coverage());
        }
        assertEquals(Map.of("name", jpeg2000.toString(), "variable", "vx", "network", false), asked.get(0));
        files.open("before", RasterName.of(jpeg2000), "a.jp2", folder).close();
        assertEquals(folder.toString(), asked.get(1).get("folder"));
    }

    @Test
    void ofUploadsOnlyGeoTiffsAreShownToTheReader() {
        RasterFiles files = with(request -> coverage);
        assertThrows(IllegalArgumentException.class, () -> files.upload("before", jpeg2000, "the part 'a'"));
        assertEquals(List.of(), asked);
    }

    @Test
    void refusalsNameInputAndFileAndNotTheFolder() {
        RasterFiles files = with(request -> {
            throw new IllegalArgumentException(
                    "is broken: " + request.get("name") + " beside " + folder.resolve("b.jp2"));
        });
        assertEquals(
                "before: a.jp2 is broken: a.jp2 beside b.jp2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> files.open("before", RasterName.of(jpeg2000), "a.jp2", folder))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "CDF1, is a NetCDF file",
        "EHFA_HEADER_TAG, is an ERDAS Imagine file",
        "<VRTDataset rasterXSize=, 'is a VRT, which puts other files together'"
    })
    void withoutGdalTheFormatAndTheWayOutAreTold(String beginning, String kind) throws IOException {
        Path file = write("a.dat", beginning.replace("CDF1", "CDF\1"));
        RasterFiles files = with(request -> {
            throw new IllegalStateException("its library is not there");
        });
        assertEquals(
                "before: " + file + " " + kind
                        + ", for which GDAL is needed, and that cannot be used here: its library is not"
                        + " there; run plugin/raster-gdal/install, or make a GeoTIFF of it with gdal_translate",
                refusal(files, file));
        assertTrue(refusal(new RasterFiles(Optional::empty), file).contains("the bundle raster-gdal is not there"));
    }

    @Test
    void whatNobodyKnowsIsNoTiff() throws IOException {
        Path text = write("a.txt", "no raster at all");
        RasterFiles refusing = with(request -> {
            throw new IllegalArgumentException("'a.txt' not recognized as a supported file format");
        });
        assertEquals(
                "before: " + text + " is not a TIFF file, nor in another format that can be read here",
                refusal(refusing, text));
        RasterFiles none = with(request -> {
            throw new IllegalStateException("not here");
        });
        assertEquals("before: " + text + " is not a TIFF file", refusal(none, text));
    }

    @Test
    void aFileIsSplitFromItsVariableAtTheFirstColonThatFits() throws IOException {
        Path odd = write("a:b.nc", "CDF\1");
        assertEquals(new RasterName(odd.toString(), ""), RasterName.of(odd.toString()));
        assertEquals(new RasterName(odd.toString(), "/x:y"), RasterName.of(odd + ":/x:y"));
        assertEquals(new RasterName(folder + "/none.nc:v", ""), RasterName.of(folder + "/none.nc:v"));
        assertEquals("a.nc:v", new RasterName("a.nc", "v").toString());
        assertTrue(RasterName.of("/vsizip/a.zip/a.tif").isVirtual());
    }
}
