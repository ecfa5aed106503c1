package org.deforma.geoserver.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.ResourceInfo;
import org.deforma.geoserver.layers.Infos.StoreInfo;
import org.deforma.geoserver.layers.Infos.StyleInfo;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContextHolder;

/** Publishing, replacing, who may, and that nothing is left of what failed, whichever step it was. */
class GeoServerPublisherTest {
    private static final Map<String, String> EAST_NORTH = styles("east", "north");

    @TempDir
    Path data;

    private FakeGeoServer server;
    private GeoServerPublisher publisher;
    private ProcessFactory processes;

    @BeforeEach
    void start() {
        server = new FakeGeoServer(data);
        publisher = new GeoServerPublisher(server.context, new NameLocks());
        processes = new FakeImport(server);
        Processors.addProcessFactory(processes);
        SecurityContextHolder.setCaller("bob");
    }

    @AfterEach
    void stop() {
        Processors.removeProcessFactory(processes);
        System.clearProperty("deforma.test.processesClosed");
    }

    private static Map<String, String> styles(String... names) {
        Map<String, String> styles = new LinkedHashMap<>();
        List.of(names).forEach(name -> styles.put(name, "<sld " + name + "/>"));
        return styles;
    }

    private static GridCoverage2D raster(String name, String crs, double x, double y) throws Exception {
        return raster(name, CRS.decode(crs, true), x, y);
    }

    private static GridCoverage2D raster(String name, CoordinateReferenceSystem crs, double x, double y) {
        return new GridCoverageFactory()
                .create(name, new float[10][20], new ReferencedEnvelope(x, x + 20, y, y + 10, crs));
    }

    private String publish(String layer, String raster, Map<String, String> styles) throws Exception {
        return publisher.publish(
                layer, raster(raster, "EPSG:32633", 500_000, 5_000_000), styles, new NullProgressListener());
    }

    private static List<String> names(Collection<Object> styles) {
        return styles.stream().map(style -> ((StyleInfo) style).getName()).toList();
    }

    @Test
    void publishesWithStyles() throws Exception {
        publisher.check("test:quake");
        String wms = publish("test:quake", "first", EAST_NORTH);

        assertEquals(
                "/test/wms?service=WMS&version=1.3.0&request=GetMap&layers=test:quake&styles=&crs=EPSG:32633"
                        + "&bbox=500000.0,5000000.0,500020.0,5000010.0&width=800&height=400&format=image/png",
                wms);
        assertEquals("first", server.content("quake"));
        assertEquals(List.of("quake"), server.names(StoreInfo.class));
        assertEquals(List.of("quake"), server.names(ResourceInfo.class));
        assertEquals("quake", server.coverage("quake").getTitle());
        assertEquals(
                List.of("GeoTIFF"),
                server.coverage("quake").getKeywords().stream()
                        .map(word -> ((Infos.Keyword) word).value())
                        .toList());
        String band = raster("first", "EPSG:32633", 0, 0)
                .getSampleDimension(0)
                .getDescription()
                .toString();
        assertEquals(
                "[" + band + "[null]]", server.coverage("quake").getDimensions().toString());
        LayerInfo layer = server.layer("quake");
        assertEquals("quake-east", layer.getDefaultStyle().getName());
        assertEquals(List.of("quake-north"), names(layer.getStyles()));
        assertEquals(
                List.of("workspaces/test/styles/quake-east.sld", "workspaces/test/styles/quake-north.sld"),
                server.files("workspaces"));
        assertEquals("<sld north/>", Files.readString(data.resolve("workspaces/test/styles/quake-north.sld")));
    }

    @Test
    void replacesInPlace() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        String store = server.store("quake").getId();
        String coverage = server.coverage("quake").getId();
        String layer = server.layer("quake").getId();
        ResourceInfo edited = server.coverage("quake");
        edited.setTitle("What an administrator wrote");
        server.catalog().save(edited);

        publisher.check("test:quake");
        String wms = publisher.publish(
                "test:quake",
                raster("second", "EPSG:32633", 400_000, 4_000_000),
                styles("north", "class"),
                new NullProgressListener());

        assertTrue(wms.contains("&bbox=400000.0,4000000.0,400020.0,4000010.0&"), wms);
        assertEquals("second", server.content("quake"));
        assertEquals(1, server.files("data").size(), "the old file is gone");
        assertEquals(store, server.store("quake").getId());
        assertEquals(coverage, server.coverage("quake").getId());
        assertEquals(layer, server.layer("quake").getId());
        assertEquals(400_000, server.coverage("quake").getNativeBoundingBox().getMinX());
        assertEquals("What an administrator wrote", server.coverage("quake").getTitle());
        assertEquals("quake-north", server.layer("quake").getDefaultStyle().getName());
        assertEquals(List.of("quake-class"), names(server.layer("quake").getStyles()));
        assertEquals(List.of("quake-class", "quake-north"), server.names(StyleInfo.class), "no style is left over");
        assertEquals(2, server.files("workspaces").size());
        assertEquals(List.of("test:quake"), server.truncated, "tiles of the old one are forgotten");
    }

    @Test
    void aStyleThatSomethingElseUsesStays() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        publish("test:slide", "first", Map.of());
        LayerInfo other = server.layer("slide");
        other.setDefaultStyle(server.catalog().getStyleByName("test", "quake-north"));
        server.catalog().save(other);

        publish("test:quake", "second", styles("east"));
        assertEquals(List.of("quake-east", "quake-north"), server.names(StyleInfo.class));
        assertEquals(2, server.files("workspaces").size());
    }

    @Test
    void nothingIsLeftOfANewLayerWhicheverStepFails() throws Exception {
        assertTrue(failAtEachStep(() -> {}, styles("east", "north")) >= 12, "steps of a new layer");
    }

    @Test
    void theOldLayerIsAsBeforeWhicheverStepFails() throws Exception {
        assertTrue(
                failAtEachStep(() -> publish("test:quake", "first", EAST_NORTH), styles("north", "class")) > 14,
                "steps of a replacement");
    }

    @Test
    void whatIsLeftOfARemovedLayerIsAsBeforeWhicheverStepFails() throws Exception {
        assertTrue(failAtEachStep(this::publishAndRemove, styles("north", "class")) >= 13, "steps of another layer");
    }

    private interface Preparation {
        void make() throws Exception;
    }

    private void publishAndRemove() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        server.catalog().remove(server.layer("quake"));
        server.catalog().remove(server.coverage("quake"));
    }

    /** Lets each step fail, before and after it took effect, and then cancels at each look at the listener. */
    private int failAtEachStep(Preparation preparation, Map<String, String> styles) throws Exception {
        preparation.make();
        // Other contents than those of the first time.
        styles.replaceAll((name, sld) -> sld + "2");
        String before = server.snapshot();
        int steps = 0;
        for (boolean after : new boolean[] {false, true}) {
            server.failAfter = after;
            for (int step = 1; ; step++) {
                server.steps.clear();
                server.failAt = step;
                try {
                    publish("test:quake", "second", styles);
                    // What fails once the new layer is there fails no more.
                    assertNotEquals(before, server.snapshot(), "step " + step + " went unseen");
                    break;
                } catch (RuntimeException e) {
                    assertTrue(e.getMessage().contains("step " + step + " fails"), e.getMessage());
                    assertEquals(before, server.snapshot(), e.getMessage());
                }
                steps = step;
            }
            server.failAt = 0;
            restart(preparation);
            before = server.snapshot();
        }
        for (int look = 1; ; look++) {
            Impatient listener = new Impatient(look);
            try {
                publisher.publish("test:quake", raster("second", "EPSG:32633", 500_000, 5_000_000), styles, listener);
                assertTrue(look > 8, "looks at the listener: " + look);
                break;
            } catch (CancellationException e) {
                assertEquals(before, server.snapshot(), "cancelled at look " + look);
            }
        }
        return steps;
    }

    private void restart(Preparation preparation) throws Exception {
        stop();
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!file.equals(data)) {
                    Files.delete(file);
                }
            }
        }
        start();
        preparation.make();
    }

    /** Cancels at a certain look. */
    private static final class Impatient extends NullProgressListener {
        private int looks;

        Impatient(int looks) {
            this.looks = looks;
        }

        @Override
        public boolean isCanceled() {
            return --looks <= 0;
        }
    }

    @Test
    void aLayerThatSomebodyRemovedComesAgain() throws Exception {
        publishAndRemove();
        publish("test:quake", "second", EAST_NORTH);
        assertEquals("second", server.content("quake"));
        assertEquals(List.of("quake"), server.names(StoreInfo.class));
        assertEquals(1, server.files("data").size());

        server.catalog().remove(server.layer("quake"));
        publish("test:quake", "third", EAST_NORTH);
        assertEquals("third", server.content("quake"));
        assertEquals("quake-east", server.layer("quake").getDefaultStyle().getName());
    }

    @Test
    void aFileThatSomebodyElsePutThereStays() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        Path precious = Files.writeString(
                Files.createDirectories(data.resolve("data/test/mine")).resolve("mine.tif"), "precious");
        StoreInfo store = server.store("quake");
        store.setURL("file:" + precious);
        server.catalog().save(store);
        publish("test:quake", "second", EAST_NORTH);
        assertTrue(Files.exists(precious));
    }

    @Test
    void onlyAdministratorsOfTheWorkspacePublish() {
        for (String caller : new String[] {"alice", null}) {
            SecurityContextHolder.setCaller(caller);
            refused("test:quake", "layer: there is no workspace test that you may publish in");
        }
        SecurityContextHolder.setCaller("bob");
        refused("other:quake", "layer: there is no workspace other that you may publish in");
        refused("nowhere:quake", "layer: there is no workspace nowhere that you may publish in");
        refused("default:quake", "layer: there is no workspace default that you may publish in");
        SecurityContextHolder.setCaller("admin");
        publisher.check("other:quake");
    }

    @Test
    void onlyThoseWhoMayRunTheImportPublish() {
        System.setProperty("deforma.test.processesClosed", "true");
        refused(
                "test:quake",
                "layer: nothing can be published, since GeoServer's process gs:Import is off or not open to you; leave"
                        + " layer out, or ask the administrator");
    }

    @Test
    void takesNoNameThatSomethingElseHas() throws Exception {
        for (String taken : List.of("roads", "group", "postgis")) {
            refused(
                    "test:" + taken,
                    "layer: test:" + taken
                            + " is taken, and not by a layer from Deforma that you may replace; take another name");
        }
        publish("test:quake", "first", EAST_NORTH);
        server.hide("quake");
        refused(
                "test:quake",
                "layer: test:quake is taken, and not by a layer from Deforma that you may replace; take another name");
    }

    @Test
    void aLayerThatWasRenamedIsItsOwnersNow() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        ResourceInfo coverage = server.coverage("quake");
        coverage.setName("mine");
        server.catalog().save(coverage);
        refused(
                "test:mine",
                "layer: test:mine is taken, and not by a layer from Deforma that you may replace; take another name");
    }

    @Test
    void aStyleOfSomebodyElseIsNotWrittenOver() throws Exception {
        publish("test:quake", "first", EAST_NORTH);
        StyleInfo style = server.catalog().getStyleByName("test", "quake-east");
        style.getMetadata().clear();
        server.catalog().save(style);
        refused(
                "test:quake",
                "layer: the workspace test has a style quake-east that did not come from Deforma; take another name for"
                        + " the layer, or remove the style");
    }

    @Test
    void aStyleThatCannotBeReadIsNotLeftForTheFirstMap() {
        RuntimeException failed =
                assertThrows(RuntimeException.class, () -> publish("test:quake", "first", Map.of("east", "no style")));
        assertEquals("GeoServer cannot read the style quake-east: not XML", failed.getMessage());
        assertEquals(List.of(), server.names(StoreInfo.class));
    }

    @Test
    void namesAreChecked() {
        for (String name : List.of("quake", "test:", ":quake", "test:../x", "test:a b", "test:-a", "test:é", "a:b:c")) {
            refused(
                    name,
                    "layer must be WORKSPACE:NAME, NAME of letters A-Z, digits, '_', '-' and '.', beginning with a"
                            + " letter, a digit or '_', was '" + name + "'");
        }
        String longName = "x".repeat(101);
        refused("test:" + longName, "layer's NAME must have 100 characters at most, had 101: 'test:" + longName + "'");
        publisher.check("test:" + "x".repeat(100));
        publisher.check("test:_quake-2.v1");
    }

    @Test
    void aRasterOfNoPlaceIsNoLayer() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> publisher.publish(
                        "test:quake",
                        raster("first", DefaultEngineeringCRS.GENERIC_2D, 0, 0),
                        EAST_NORTH,
                        new NullProgressListener()));
        assertEquals(
                "layer: the result has no coordinate reference system, so it cannot be a map layer; use rasters that"
                        + " have one, or leave layer out",
                refused.getMessage());
        assertEquals(List.of(), server.steps);
    }

    private void refused(String layer, String reason) {
        String before = server.snapshot();
        if (!reason.contains("style")) {
            IllegalArgumentException checked =
                    assertThrows(IllegalArgumentException.class, () -> publisher.check(layer));
            assertEquals(reason, checked.getMessage());
        }
        RuntimeException refused = assertThrows(RuntimeException.class, () -> publish(layer, "second", EAST_NORTH));
        assertInstanceOf(IllegalArgumentException.class, refused);
        assertEquals(reason, refused.getMessage());
        assertEquals(before, server.snapshot());
    }

    @Test
    void addressesFollowTheServersSettings() throws Exception {
        server.proxyBaseUrl = "https://maps.example.org/gs/";
        assertTrue(publish("test:a", "first", EAST_NORTH).startsWith("https://maps.example.org/gs/test/wms?"));
        server.proxyBaseUrl = "${X-Forwarded-Proto}://${X-Forwarded-Host}/gs https://maps.example.org/gs";
        assertTrue(publish("test:a", "first", EAST_NORTH).startsWith("https://maps.example.org/gs/test/wms?"));
        server.proxyBaseUrl = "${X-Forwarded-Proto}://${X-Forwarded-Host}/gs";
        assertTrue(publish("test:a", "first", EAST_NORTH).startsWith("/test/wms?"));
        String latitudeFirst = publisher.publish(
                "test:degrees", raster("d", "EPSG:4326", 10, 40), EAST_NORTH, new NullProgressListener());
        assertTrue(latitudeFirst.contains("&crs=EPSG:4326&bbox=40.0,10.0,50.0,30.0&width=800&height=400&"));
    }

    @Test
    void runsOfOneNameGoOneByOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> runs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String raster = "raster" + i;
                runs.add(threads.submit(() -> {
                    SecurityContextHolder.setCaller("bob");
                    return publish("test:quake", raster, styles("east", raster));
                }));
            }
            for (Future<String> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
        }
        assertEquals(List.of("quake"), server.names(StoreInfo.class));
        assertEquals(List.of("quake"), server.names(ResourceInfo.class));
        assertEquals(1, server.files("data").size());
        assertEquals(2, server.files("workspaces").size());
        assertEquals(
                "quake-" + server.content("quake"),
                names(server.layer("quake").getStyles()).get(0),
                "raster and styles of the same run");
    }

    @Test
    void aRunThatIsCancelledBeforeItsTurnDoesNothing() {
        assertThrows(
                CancellationException.class,
                () -> publisher.publish(
                        "test:quake", raster("first", "EPSG:32633", 500_000, 5_000_000), EAST_NORTH, new Impatient(1)));
        assertEquals(List.of(), server.steps);
    }
}
