package org.deforma.geoserver.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deforma.geoserver.layers.Infos.Info;
import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.ResourceInfo;
import org.deforma.geoserver.layers.Infos.StoreInfo;
import org.deforma.geoserver.layers.Infos.StyleInfo;
import org.deforma.host.tools.LayerCatalog.LayerBand;
import org.deforma.host.tools.LayerCatalog.LayerFacts;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContextHolder;

/** Listing, renaming and removing, who may, and what is left of what failed. */
class GeoServerCatalogTest {
    @TempDir
    Path data;

    private final NameLocks locks = new NameLocks();
    private FakeGeoServer server;
    private GeoServerPublisher publisher;
    private GeoServerCatalog catalog;
    private ProcessFactory processes;

    @BeforeEach
    void start() throws Exception {
        server = new FakeGeoServer(data);
        publisher = new GeoServerPublisher(server.context, locks);
        catalog = new GeoServerCatalog(server.context, locks);
        processes = new FakeImport(server);
        Processors.addProcessFactory(processes);
        SecurityContextHolder.setCaller("bob");
    }

    @AfterEach
    void stop() {
        Processors.removeProcessFactory(processes);
        System.clearProperty("deforma.test.processesClosed");
        org.geoserver.ows.Dispatcher.REQUEST.remove();
    }

    private void publish(String name) throws Exception {
        publish(name, "EPSG:32633", 500_000, 5_000_000, Map.of());
    }

    private void publish(String name, String crs, double x, double y, Map<String, Object> properties) throws Exception {
        GridCoverage2D plain = new GridCoverageFactory()
                .create(name, new float[10][20], new ReferencedEnvelope(x, x + 40, y, y + 30, CRS.decode(crs, true)));
        GridCoverage2D raster = new GridCoverageFactory()
                .create(
                        name,
                        plain.getRenderedImage(),
                        plain.getGridGeometry(),
                        plain.getSampleDimensions(),
                        null,
                        properties);
        Map<String, String> styles = new LinkedHashMap<>();
        styles.put("east", "<sld east/>");
        styles.put("north", "<sld north/>");
        publisher.publish("test:" + name, raster, styles, new NullProgressListener());
    }

    /** A TIFF of nothing but the tag with GDAL's items. */
    private Path file() throws Exception {
        String xml = "<GDALMetadata><Item name=\"DEFORMA_TOOL\">deforma:Displacement</Item>"
                + "<Item name=\"UNITTYPE\" sample=\"0\" role=\"unittype\">m</Item></GDALMetadata>\0";
        ByteBuffer tiff = ByteBuffer.allocate(22 + xml.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 42112)
                .putShort((short) 2)
                .putInt(xml.length())
                .putInt(22)
                .put(xml.getBytes(StandardCharsets.US_ASCII));
        return Files.write(data.resolve("result.tif"), tiff.array());
    }

    private List<String> names() {
        return catalog.layers().stream().map(LayerFacts::name).toList();
    }

    @Test
    void whatTheCatalogueSaysOfALayerIsListed() throws Exception {
        Instant before = Instant.now();
        publish("quake", "EPSG:32633", 500_000, 5_000_000, Map.of("org.deforma.file", file().toString()));
        LayerFacts layer = catalog.layers().get(0);
        assertTrue(Math.abs(Instant.parse(layer.created()).getEpochSecond() - before.getEpochSecond()) <= 2);
        String band =
                ((Infos.Dimension) server.coverage("quake").getDimensions().get(0)).getName();
        LayerFacts expected = new LayerFacts(
                "test:quake",
                "quake",
                "EPSG:32633",
                20,
                10,
                2,
                3,
                "m",
                List.of(new LayerBand(band, "m")),
                "quake".length(),
                layer.created(),
                "deforma:Displacement",
                true);
        assertEquals(expected, layer);
    }

    @Test
    void anotherRasterOfTheSameLayerHasFactsOfItsOwn() throws Exception {
        publish("quake", "EPSG:32633", 0, 0, Map.of("org.deforma.file", file().toString()));
        publish("quake", "EPSG:4326", 10, 40, Map.of());
        LayerFacts layer = catalog.layers().get(0);
        assertEquals("EPSG:4326", layer.crs());
        assertEquals("°", layer.unit());
        assertEquals("", layer.origin());
        assertEquals("", layer.bands().get(0).unit());
    }

    @Test
    void inOrderOfTheirNamesAndOnlyWhatIsDrawnAsARaster() throws Exception {
        for (String name : List.of("quake", "slide", "borders", "off", "secret", "broken")) {
            publish(name);
        }
        server.set("borders", "Type", "VECTOR");
        server.set("off", "Enabled", false);
        server.hide("secret");
        server.set("broken", "Resource", null);
        assertEquals(List.of("test:quake", "test:slide"), names());
    }

    @Test
    void onlyWhatTheCallerMayChangeIsOwn() throws Exception {
        publish("quake");
        publish("foreign");
        ResourceInfo foreign = server.coverage("foreign");
        foreign.getMetadata().remove("deforma");
        server.catalog().save(foreign);
        assertEquals(
                List.of(false, true),
                catalog.layers().stream().map(LayerFacts::own).toList());
        assertEquals(List.of("test"), catalog.workspaces());
        SecurityContextHolder.setCaller("admin");
        assertEquals(List.of("other", "test"), catalog.workspaces());
        for (String caller : new String[] {"alice", null}) {
            SecurityContextHolder.setCaller(caller);
            assertEquals(List.of(), catalog.workspaces());
            assertEquals(
                    List.of(false, false),
                    catalog.layers().stream().map(LayerFacts::own).toList());
        }
        SecurityContextHolder.setCaller("bob");
        System.setProperty("deforma.test.processesClosed", "true");
        assertEquals(List.of(), catalog.workspaces(), "who may not import cannot publish");
    }

    @Test
    void renamesEverythingButTheFile() throws Exception {
        publish("quake");
        String layer = server.layer("quake").getId();
        List<String> files = server.files("data");
        catalog.rename("test:quake", "slide");

        assertEquals(List.of("test:slide"), names());
        assertEquals(layer, server.layer("slide").getId(), "the same layer, so that links and groups stay");
        assertEquals("slide", server.coverage("slide").getTitle());
        assertEquals(List.of("slide"), server.names(StoreInfo.class));
        assertEquals(List.of("slide-east", "slide-north"), server.names(StyleInfo.class));
        assertEquals(
                List.of("workspaces/test/styles/slide-east.sld", "workspaces/test/styles/slide-north.sld"),
                server.files("workspaces"));
        assertEquals("slide-east", server.layer("slide").getDefaultStyle().getName());
        assertEquals(files, server.files("data"));
        assertTrue(catalog.layers().get(0).own(), "it still is from here");
        assertTrue(server.store("slide").getDescription().contains("test:slide"));
    }

    @Test
    void aRenamedLayerIsReplacedAndRemovedWithItsFiles() throws Exception {
        publish("quake");
        catalog.rename("test:quake", "slide");
        publish("quake");
        publish("slide");
        assertEquals(List.of("test:quake", "test:slide"), names());
        assertEquals(2, server.files("data").size(), "the file under its old name is gone");
        assertEquals(4, server.files("workspaces").size());
        catalog.remove("test:slide");
        assertEquals(List.of("test:quake"), names());
        assertEquals(1, server.files("data").size());
        assertEquals(2, server.files("workspaces").size());
    }

    @Test
    void aTitleAndAStyleThatSomebodyNamedStay() throws Exception {
        publish("quake");
        ResourceInfo coverage = server.coverage("quake");
        coverage.setTitle("What an administrator wrote");
        server.catalog().save(coverage);
        StyleInfo style = server.catalog().getStyleByName("test", "quake-north");
        style.setName("northwards");
        server.catalog().save(style);
        catalog.rename("test:quake", "slide");
        assertEquals("What an administrator wrote", catalog.layers().get(0).title());
        assertEquals(List.of("northwards", "slide-east"), server.names(StyleInfo.class));
        catalog.remove("test:slide");
        assertEquals(List.of(), server.names(StyleInfo.class), "it came with the layer all the same");
    }

    @Test
    void allIsAsBeforeWhicheverStepOfARenamingFails() throws Exception {
        publish("quake");
        String before = server.snapshot();
        for (boolean after : new boolean[] {false, true}) {
            server.failAfter = after;
            int steps = 0;
            for (int step = 1; step <= 4; step++) {
                server.steps.clear();
                server.failAt = step;
                ProcessException failed =
                        assertThrows(ProcessException.class, () -> catalog.rename("test:quake", "slide"));
                assertTrue(failed.getMessage().contains("step " + step + " fails"), failed.getMessage());
                assertEquals(before, server.snapshot(), failed.getMessage());
                steps++;
            }
            assertEquals(4, steps, "two styles, coverage, store");
        }
        server.failAt = 0;
        catalog.rename("test:quake", "slide");
        assertEquals(List.of("test:slide"), names());
    }

    @Test
    void takesNoNameThatSomethingElseHas() throws Exception {
        publish("quake");
        publish("slide");
        for (String taken : List.of("slide", "roads", "group", "postgis")) {
            refused("name: test:" + taken + " is taken; take another name", () -> catalog.rename("test:quake", taken));
        }
        server.hide("slide");
        refused("name: test:slide is taken; take another name", () -> catalog.rename("test:quake", "slide"));
        StyleInfo style = server.catalog().getStyleByName("test", "slide-east");
        style.setName("free-east");
        server.catalog().save(style);
        refused(
                "name: the workspace test has a style free-east already; take another name for the layer, or remove the"
                        + " style",
                () -> catalog.rename("test:quake", "free"));
        for (String name : List.of("", "a b", "../x", "other:quake", "é", "x".repeat(101))) {
            refused(
                    "name must be of letters A-Z, digits, '_', '-' and '.', beginning with a letter, a digit or '_', 100"
                            + " characters at most, was '" + name + "'",
                    () -> catalog.rename("test:quake", name));
        }
        catalog.rename("test:quake", "quake");
        assertEquals(new TreeSet<>(List.of("quake", "slide")), new TreeSet<>(server.names(LayerInfo.class)));
    }

    @Test
    void removesEverything() throws Exception {
        String before = server.snapshot();
        publish("quake");
        catalog.remove("test:quake");
        assertEquals(before, server.snapshot());
        refused(
                "layer: there is no layer test:quake that came from Deforma and that you may change",
                () -> catalog.remove("test:quake"));
    }

    @Test
    void aRemovalThatFailsShowsNoMapAnyMoreAndCanBeFinished() throws Exception {
        String empty = server.snapshot();
        for (boolean after : new boolean[] {false, true}) {
            for (int step = 2; step <= 3; step++) {
                publish("quake");
                server.failAfter = after;
                server.steps.clear();
                server.failAt = step;
                ProcessException failed = assertThrows(ProcessException.class, () -> catalog.remove("test:quake"));
                assertEquals(
                        "test:quake is no map layer any more, but GeoServer could not remove all that belongs to it;"
                                + " remove it once more",
                        failed.getMessage());
                server.failAt = 0;
                assertEquals(List.of(), names(), "GeoServer has forgotten who may see it");
                if (after && step == 3) {
                    // Its store is gone, so the next layer of this name finds its styles.
                    publish("quake");
                }
                catalog.remove("test:quake");
                assertEquals(List.of(), server.names(Info.class));
                assertEquals(List.of(), server.names(StyleInfo.class));
            }
        }
        assertTrue(server.snapshot().startsWith(empty.substring(0, 20)));
    }

    @Test
    void whatALayerGroupNeedsStays() throws Exception {
        publish("quake");
        server.grouped.add("quake");
        refused(
                "layer: test:quake is part of a layer group; take it out of the group first",
                () -> catalog.remove("test:quake"));
    }

    @Test
    void onlyAdministratorsOfTheWorkspaceChangeLayers() throws Exception {
        publish("quake");
        for (String caller : new String[] {"alice", null}) {
            SecurityContextHolder.setCaller(caller);
            refused("layer: there is no workspace test that you may publish in", () -> catalog.remove("test:quake"));
            refused(
                    "layer: there is no workspace test that you may publish in",
                    () -> catalog.rename("test:quake", "slide"));
        }
        SecurityContextHolder.setCaller("bob");
        refused("layer: there is no workspace other that you may publish in", () -> catalog.remove("other:quake"));
    }

    @Test
    void whatIsNotFromHereOrNotToBeSeenIsLeftAlone() throws Exception {
        publish("quake");
        publish("foreign");
        StoreInfo foreign = server.store("foreign");
        foreign.getMetadata().clear();
        server.catalog().save(foreign);
        server.hide("quake");
        for (String name : List.of("quake", "foreign", "nothing")) {
            String told = "layer: there is no layer test:" + name + " that came from Deforma and that you may change";
            refused(told, () -> catalog.remove("test:" + name));
            refused(told, () -> catalog.rename("test:" + name, "slide"));
        }
    }

    /** A style can name any process as a function, and is drawn with the rights of whoever looks at the map. */
    @Test
    void onlyARequestToWpsChangesLayers() throws Exception {
        publish("quake");
        for (org.geoserver.ows.Dispatcher.Request request :
                new org.geoserver.ows.Dispatcher.Request[] {new org.geoserver.ows.Dispatcher.Request("WMS"), null}) {
            org.geoserver.ows.Dispatcher.REQUEST.set(request);
            String told = "layer: layers are made and changed by requests to WPS only";
            refused(told, () -> catalog.remove("test:quake"));
            refused(told, () -> catalog.rename("test:quake", "slide"));
            refused(told, () -> publisher.check("test:quake"));
        }
        org.geoserver.ows.Dispatcher.REQUEST.set(new org.geoserver.ows.Dispatcher.Request("WPS"));
        catalog.remove("test:quake");
    }

    @Test
    void aLayerThatIsBeingPublishedIsWaitedFor() throws Exception {
        publish("quake");
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> removal;
            try (NameLocks.Held held = locks.hold(() -> {}, LayerName.parse("test:quake"))) {
                assertTrue(held != null);
                removal = threads.submit(() -> {
                    SecurityContextHolder.setCaller("bob");
                    started.countDown();
                    catalog.remove("test:quake");
                });
                started.await();
                assertEquals(List.of("test:quake"), names());
            }
            removal.get();
            assertEquals(List.of(), names());
        } finally {
            threads.shutdownNow();
        }
    }

    private void refused(String reason, Runnable change) {
        String before = server.snapshot();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, change::run);
        assertEquals(reason, refused.getMessage());
        assertEquals(before, server.snapshot());
    }
}
