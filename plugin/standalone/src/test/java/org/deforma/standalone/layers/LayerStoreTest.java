package org.deforma.standalone.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer is there as a whole or not at all, whatever happens. */
class LayerStoreTest {
    @TempDir
    Path folder;

    private Path data;
    private LayerStore store;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        store = LayerStore.open(data);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Layer add(String name, float value) throws IOException {
        Path file = Rasters.write(folder.resolve("raster.tif"), 600, 300, 2, (band, x, y) -> value + band);
        return store.add(name, name, file, "raster.tif", Map.of(), new DefaultProgressListener());
    }

    private void reopen() {
        store.close();
        store = LayerStore.open(data);
    }

    private static float first(Layer layer) {
        return layer.pixels().read(0, new Rectangle(0, 0, 1, 1), 0)[0];
    }

    private List<String> names() {
        return store.layers().stream().map(Layer::name).toList();
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("tmp"))) {
            return files.toList();
        }
    }

    @Test
    void aLayerIsWhatWasAddedAlsoAfterARestart() throws IOException {
        add("b", 1);
        Layer a = add("deforma:a", 2);
        assertEquals("deforma:a", a.fullName());
        reopen();
        assertEquals(List.of("a", "b"), names());
        Layer again = store.find("deforma:a").orElseThrow();
        assertEquals(List.of(600, 300), List.of(again.width(), again.height()));
        assertEquals("EPSG:32611", again.epsg());
        assertEquals(440_000, again.bounds().getMinX());
        assertEquals(3_960_000, again.bounds().getMaxY());
        assertEquals(a.created(), again.created());
        assertEquals(
                List.of("band 1", "band 2"),
                again.bands().stream().map(Layer.LayerBand::name).toList());
        assertEquals(2, first(again));
        assertEquals(2, again.pixels().levels());
        assertEquals(List.of("a-grey"), List.copyOf(again.styles().keySet()));
        assertEquals(List.of(), temporary());
    }

    @Test
    void oneThatIsReplacedStaysReadableForWhoHasIt() throws IOException {
        Layer old = add("a", 1);
        assertEquals(1, first(old));
        Layer now = add("a", 5);
        assertEquals(5, first(now));
        assertEquals(5, first(store.find("a").orElseThrow()));
        assertEquals(List.of("a"), names());
        try (Stream<Path> files = Files.list(data.resolve("layers"))) {
            assertEquals(List.of(data.resolve("layers/a")), files.toList());
        }
    }

    @Test
    void aProcessThatWasKilledLeavesWholeLayers() throws IOException {
        add("kept", 1);
        add("aside", 2);
        add("both", 3);
        store.close();
        Path layers = data.resolve("layers");
        // Killed after the old one was set aside, before the new one came.
        Files.move(layers.resolve("aside"), layers.resolve(".old-aside"));
        // Killed after that, before the old one went.
        LayerFolderCopy.copy(layers.resolve("kept"), layers.resolve(".old-both"));
        // Killed while one was made, and while one that is not needed any more was deleted.
        Files.createDirectories(data.resolve("tmp/half/styles"));
        Files.writeString(data.resolve("tmp/half/raster.tif"), "II*");
        LayerFolderCopy.copy(layers.resolve("kept"), data.resolve("tmp/gone"));
        Files.delete(data.resolve("tmp/gone/layer.json"));
        for (int start = 0; start < 2; start++) {
            store = LayerStore.open(data);
            assertEquals(List.of("aside", "both", "kept"), names());
            assertEquals(2, first(store.find("aside").orElseThrow()));
            assertEquals(3, first(store.find("both").orElseThrow()));
            assertEquals(List.of(), temporary());
            assertFalse(Files.exists(layers.resolve(".old-both")));
            store.close();
        }
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws IOException {
        add("a", 1);
        add("b", 2);
        store.close();
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path layers = data.resolve("layers");
        Files.move(layers.resolve("a"), outside.resolve("a"));
        Files.createSymbolicLink(layers.resolve("a"), outside.resolve("a"));
        Files.move(layers.resolve("b/raster.tif"), outside.resolve("raster.tif"));
        Files.createSymbolicLink(layers.resolve("b/raster.tif"), outside.resolve("raster.tif"));
        Files.createSymbolicLink(data.resolve("tmp/link"), outside);
        store = LayerStore.open(data);
        assertEquals(List.of(), names());
        assertTrue(Files.exists(outside.resolve("a/layer.json")), "what a leftover link leads to is not deleted");
        assertEquals(List.of(), temporary());
    }

    @Test
    void filesOfTheUserAreCopiedAndTemporaryOnesGetASecondName() throws IOException {
        Path users = Files.createDirectories(data.resolve("files")).resolve("r.tif");
        Rasters.write(users, 20, 20, 1, (band, x, y) -> 3);
        Layer layer = store.add("a", "", users, "r", Map.of(), new DefaultProgressListener());
        assertEquals(1, Files.getAttribute(layer.file(), "unix:nlink"));
        Path made = Rasters.write(data.resolve("tmp/r.tif"), 20, 20, 1, (band, x, y) -> 3);
        layer = store.add("b", "", made, "r", Map.of(), new DefaultProgressListener());
        assertEquals(2, Files.getAttribute(layer.file(), "unix:nlink"));
        Layer copy = store.add("c", "", layer.file(), "r", Map.of(), new DefaultProgressListener());
        Files.delete(made);
        store.remove("b");
        assertEquals(3, first(copy));
    }

    @Test
    void aLayerThatIsReplacedAgainAndAgainIsReadWithoutFailure() throws Exception {
        add("a", 0);
        AtomicBoolean ends = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread reader = new Thread(() -> {
                while (!ends.get()) {
                    Layer layer = store.find("a").orElseThrow();
                    // The layer itself and its smaller copy are of one generation, however often it was replaced since.
                    float value = first(layer);
                    assertEquals(value, layer.pixels().read(1, new Rectangle(10, 10, 1, 1), 0)[0]);
                    assertEquals(value + 1, layer.pixels().read(0, new Rectangle(599, 299, 1, 1), 1)[0]);
                    LockSupport.parkNanos(1_000_000);
                }
            });
            reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            reader.start();
            readers.add(reader);
        }
        for (int value = 1; value <= 5; value++) {
            add("a", 10 * value);
        }
        ends.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(50, first(store.find("a").orElseThrow()));
    }

    /** Copies the files of a layer. */
    private static final class LayerFolderCopy {
        static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer.json", "raster.tif", "raster.tif.ovr", "styles/grey.sld"})
    void aDamagedLayerIsLeftOutAndTheOthersStay(String lost) throws IOException {
        add("good", 1);
        add("bad", 2);
        store.close();
        Path file = data.resolve("layers/bad").resolve(lost);
        if (lost.endsWith(".tif")) {
            try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(200);
            }
        } else {
            Files.delete(file);
        }
        store = LayerStore.open(data);
        assertEquals(List.of("good"), names());
        assertTrue(Files.isDirectory(data.resolve("layers/bad")), "its files are left for whoever can mend them");
    }

    @Test
    void whatFailsLeavesAllAsItWas() throws IOException {
        add("a", 1);
        Path wrong = Files.writeString(folder.resolve("wrong.tif"), "no TIFF at all");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> store.add("a", "a", wrong, "wrong.tif", Map.of(), new DefaultProgressListener()));
        assertTrue(refused.getMessage().contains("wrong.tif"), refused.getMessage());
        Path large = Rasters.write(folder.resolve("large.tif"), 1200, 1200, 1, (band, x, y) -> x);
        DefaultProgressListener cancelled = new DefaultProgressListener();
        cancelled.setCanceled(true);
        assertThrows(CancellationException.class, () -> store.add("a", "a", large, "large.tif", Map.of(), cancelled));
        assertEquals(1, first(store.find("a").orElseThrow()));
        assertEquals(List.of(), temporary());
    }

    @Test
    void renamedItKeepsItsPixelsAndItsStylesFollow() throws IOException {
        Path file = Rasters.write(folder.resolve("raster.tif"), 600, 300, 1, (band, x, y) -> 4);
        String sld = "<StyledLayerDescriptor/>";
        Layer quake = store.add("quake", "", file, "r", Map.of("east", sld), new DefaultProgressListener());
        assertEquals(Map.of("quake-east", sld), quake.styles());
        store.rename("deforma:quake", "ridgecrest");
        reopen();
        assertEquals(List.of("ridgecrest"), names());
        Layer layer = store.find("ridgecrest").orElseThrow();
        assertEquals(List.of("ridgecrest-east"), List.copyOf(layer.styles().keySet()));
        assertEquals("ridgecrest", layer.title());
        assertEquals(4, first(layer));
        assertEquals(4, first(quake), "who had looked it up before");
        add("other", 1);
        String taken = assertThrows(IllegalArgumentException.class, () -> store.rename("other", "ridgecrest"))
                .getMessage();
        assertTrue(taken.contains("there is a layer deforma:ridgecrest already"), taken);
    }

    @Test
    void removedItIsGoneForGood() throws IOException {
        add("a", 1);
        store.remove("deforma:a");
        assertTrue(store.find("a").isEmpty());
        reopen();
        assertEquals(List.of(), names());
        String missing = assertThrows(IllegalArgumentException.class, () -> store.remove("a"))
                .getMessage();
        assertTrue(missing.contains("there is no layer a"), missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../a", "a/b", ".old-a", "-a", "other:a", "a b", "deforma:", "ä", "a\u0000"})
    void namesThatAreNoneAreRefused(String name) throws IOException {
        Path file = Rasters.write(folder.resolve("raster.tif"), 4, 4, 1, (band, x, y) -> 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> store.add(name, "t", file, "r", Map.of(), new DefaultProgressListener()));
        assertEquals(List.of(), temporary());
    }

    @Test
    void aFolderIsOneProcessesOnly() {
        String inUse = assertThrows(IllegalArgumentException.class, () -> LayerStore.open(data))
                .getMessage();
        long number = ProcessHandle.current().pid();
        assertTrue(inUse.contains(data + " is in use by another server (process " + number + ")"), inUse);
    }

    @Test
    void filesAreClosedAndNotOneForEachRead() throws IOException {
        Layer layer = add("a", 1);
        long before = open(data);
        for (int i = 0; i < 2000; i++) {
            layer.pixels().read(i % 2, new Rectangle(i % 200, 0, 10, 10), 0);
        }
        assertTrue(open(data) - before <= 4, (open(data) - before) + " more files open");
        store.remove("a");
        assertEquals(2, layer.pixels().read(0, new Rectangle(0, 0, 1, 1), 1)[0], "who had looked it up before");
        store.close();
        assertEquals(0, open(data));
        store = LayerStore.open(data);
    }

    /** Files below a folder that this process has open. */
    private static long open(Path below) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    count += Files.readSymbolicLink(file).startsWith(below) ? 1 : 0;
                } catch (IOException e) {
                    count += 0; // Closed since.
                }
            }
        }
        return count;
    }

    @Test
    void rastersWithoutAPlaceAreRefused() throws IOException {
        Path file = folder.resolve("plain.tif");
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_BYTE_GRAY),
                "tiff",
                file.toFile());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> store.add("a", "a", file, "plain.tif", Map.of(), new DefaultProgressListener()))
                .getMessage();
        assertTrue(message.startsWith("layer: plain.tif "), message);
    }
}
