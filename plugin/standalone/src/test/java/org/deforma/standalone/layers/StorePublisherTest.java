package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.host.files.RasterInput;
import org.deforma.host.tools.LayerCatalog.LayerFacts;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of tools as layers. */
class StorePublisherTest {
    private static final String SLD = "<StyledLayerDescriptor><!-- %s --></StyledLayerDescriptor>";

    @TempDir
    Path folder;

    private LayerStore store;
    private StorePublisher publisher;

    @BeforeEach
    void open() {
        store = LayerStore.open(folder.resolve("data"));
        publisher = new StorePublisher(store, folder.resolve("data/tmp"), () -> "http://host:8080");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path write(String crs, double west, double north, double pixel) throws IOException {
        return Rasters.write(folder.resolve("r.tif"), 40, 20, 1, (band, x, y) -> 100 * y + x, crs, west, north, pixel);
    }

    private String publish(Path file, Map<String, String> styles, String... properties) {
        try (RasterInput input = RasterInput.open("raster", file)) {
            GridCoverage2D coverage = input.coverage();
            Map<Object, Object> more = properties.length == 0 ? Map.of() : Map.of(properties[0], properties[1]);
            GridCoverage2D result = new GridCoverageFactory()
                    .create("r", coverage.getRenderedImage(), coverage.getGridGeometry(), null, null, more);
            return publisher.publish("deforma:quake", result, styles, new DefaultProgressListener());
        }
    }

    @Test
    void theAddressIsAMapOfTheWholeLayer() throws IOException {
        assertEquals("http://host:8080", publisher.origin());
        assertEquals(
                "/wms?service=WMS&version=1.3.0&request=GetMap&layers=deforma:quake&styles=&crs=EPSG:32611"
                        + "&bbox=440000.0,3959800.0,440400.0,3960000.0&width=800&height=400&format=image/png",
                publish(write("EPSG:32611", 440_000, 3_960_000, 10), Map.of()));
        assertTrue(
                publish(write("EPSG:4326", 10, 50, 0.1), Map.of())
                        .contains("&crs=EPSG:4326&bbox=48.0,10.0,50.0,14.0&width=800&height=400"),
                "latitude first, as WMS 1.3.0 has it");
        assertTrue(publish(write("EPSG:3035", 4_000_000, 3_000_000, 100), Map.of())
                .contains("&crs=EPSG:3035&bbox=2998000.0,4000000.0,3000000.0,4004000.0&"));
    }

    @Test
    void stylesAreNamedAsInGeoServerAndKeepTheirOrder() throws IOException {
        Map<String, String> styles = new LinkedHashMap<>();
        for (String name : List.of("north", "east", "sigma")) {
            styles.put(name, SLD.formatted(name));
        }
        publish(write("EPSG:32611", 440_000, 3_960_000, 10), styles);
        Layer layer = store.find("quake").orElseThrow();
        assertEquals(
                List.of("quake-north", "quake-east", "quake-sigma"),
                List.copyOf(layer.styles().keySet()));
        assertEquals(SLD.formatted("east"), layer.styles().get("quake-east"));
        assertEquals("quake", layer.title());
    }

    @Test
    void theFinishedFileOfAResultIsTakenAsItIs() throws IOException {
        Path file = write("EPSG:32611", 440_000, 3_960_000, 10);
        publish(file, Map.of(), "org.deforma.file", file.toString());
        assertEquals(-1, Files.mismatch(file, store.find("quake").orElseThrow().file()));
    }

    @Test
    void whatWasCutOutOfAFileIsWritten() throws IOException {
        Path file = write("EPSG:32611", 440_000, 3_960_000, 10);
        try (RasterInput input = RasterInput.open("raster", file)) {
            var part = new org.geotools.coverage.grid.GridGeometry2D(
                    new org.geotools.coverage.grid.GridEnvelope2D(10, 5, 20, 10),
                    input.coverage().getGridGeometry().getGridToCRS(),
                    input.coverage().getCoordinateReferenceSystem());
            var image = new java.awt.image.BufferedImage(20, 10, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(0, 0, 0, 9);
            GridCoverage2D cut = new GridCoverageFactory()
                    .create(
                            "cut",
                            image,
                            new org.geotools.geometry.jts.ReferencedEnvelope(part.getEnvelope()),
                            null,
                            null,
                            Map.of("OriginalFileSource", file.toString()));
            publisher.publish("quake", cut, Map.of(), new DefaultProgressListener());
        }
        Layer layer = store.find("quake").orElseThrow();
        assertEquals(List.of(20, 10), List.of(layer.width(), layer.height()));
        assertEquals(440_100, layer.bounds().getMinX(), 1e-6);
        assertEquals(9, layer.pixels().read(0, new Rectangle(1, 1), 0)[0]);
        try (var left = Files.list(folder.resolve("data/tmp"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void namesAreCheckedBeforeTheWork() {
        publisher.check("deforma:quake");
        String other = assertThrows(IllegalArgumentException.class, () -> publisher.check("topp:quake"))
                .getMessage();
        assertTrue(other.contains("workspace deforma only, was 'topp:quake'"), other);
        assertThrows(IllegalArgumentException.class, () -> publisher.check("deforma:../quake"));
    }

    @Test
    void theCatalogTellsWhatTheToolsNeed() throws IOException {
        publish(write("EPSG:4326", 10, 50, 0.1), Map.of());
        StoreCatalog catalog = new StoreCatalog(store);
        assertEquals(List.of("deforma"), catalog.workspaces());
        LayerFacts facts = catalog.layers().get(0);
        assertEquals("deforma:quake", facts.name());
        assertEquals("EPSG:4326", facts.crs());
        assertEquals("°", facts.unit());
        assertEquals(0.1, facts.pixelWidth(), 1e-9);
        assertEquals(0.1, facts.pixelHeight(), 1e-9);
        assertEquals(List.of(40, 20), List.of(facts.width(), facts.height()));
        assertTrue(facts.own() && facts.bytes() > 0);
        catalog.rename("deforma:quake", "shake");
        assertEquals("deforma:shake", catalog.layers().get(0).name());
        catalog.remove("deforma:shake");
        assertEquals(List.of(), catalog.layers());
    }
}
