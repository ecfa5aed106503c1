package org.deforma.itest.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deforma.itest.Images;
import org.deforma.itest.ServerProcess;
import org.deforma.itest.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine does to a server: the job that meets it fails with a sentence, and all else goes on. */
class ServerFaultsTest {
    private static final String SMALL = "beforeFile=before.tif;afterFile=after.tif";

    @TempDir
    Path folder;

    private static void makeImages(Path data, int size) throws IOException {
        Path files = Files.createDirectories(data.resolve("files"));
        Images.shiftedNoise(files.resolve("before.tif"), size, 1, 0, 0);
        Images.shiftedNoise(files.resolve("after.tif"), size, 1, 2, 1);
    }

    private static String run(Wps wps, String inputs) throws Exception {
        String id = wps.start("deforma:Displacement", inputs, "report;layer");
        return wps.await(id, "ProcessSucceeded", "ProcessFailed");
    }

    /** No file, that is; the folder for scratch files stays as long as the server. */
    private static void assertNothingIn(Path folder) throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void aFullDiskFailsTheJobAndNotTheServer() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data"), "700k")) {
            makeImages(disk.path(), 256);
            try (ServerProcess server = ServerProcess.start(disk.path())) {
                Wps wps = new Wps(server.address());
                String first = run(wps, SMALL + ";layer=deforma:first");
                assertTrue(first.contains("ProcessSucceeded"), first);
                Path layer = disk.path().resolve("layers/first/raster.tif");
                byte[] before = Files.readAllBytes(layer);
                String full = run(wps, SMALL + ";step=1;layer=deforma:first");
                assertTrue(full.contains("ProcessFailed"), full);
                assertTrue(
                        full.contains("MB of scratch space in " + disk.path()) && full.contains("MB are free"), full);
                assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(layer)), "the layer is as it was");
                assertNothingIn(disk.path().resolve("tmp"));
                disk.remount("size=100m");
                String again = run(wps, SMALL + ";step=1;layer=deforma:first");
                assertTrue(again.contains("ProcessSucceeded"), again);
                assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(layer)), "the layer is new");
            }
        }
    }

    @Test
    void outOfMemoryFailsTheJobAndNotTheServer() throws Exception {
        Path data = folder.resolve("data");
        makeImages(data, 128);
        Images.shiftedNoise(data.resolve("files/large.tif"), 1100, 1, 0, 0);
        // The images of the large job alone take more than there is. With just enough for them the collector would work
        // for minutes before it gave up.
        List<String> options = List.of("-Xmx48m", "-XX:+UseSerialGC", "-Ddeforma.threads=2");
        try (ServerProcess server = ServerProcess.start(options, data)) {
            Wps wps = new Wps(server.address());
            String good = run(wps, SMALL + ";layer=deforma:a");
            assertTrue(good.contains("ProcessSucceeded"), good);
            for (int i = 0; i < 2; i++) {
                String bad = run(wps, "beforeFile=large.tif;afterFile=large.tif;searchRange=512;layer=deforma:b");
                assertTrue(bad.contains("ProcessFailed"), bad);
                assertTrue(
                        bad.contains(
                                "deforma:Displacement ran out of memory; try a smaller area, or give the server more with"
                                        + " java -Xmx"),
                        bad);
                good = run(wps, SMALL + ";layer=deforma:a");
                assertTrue(good.contains("ProcessSucceeded"), good);
            }
            assertNothingIn(data.resolve("tmp"));
            assertFalse(Files.exists(data.resolve("layers/b")));
            assertTrue(wps.get("health").contains("\"ok\""), wps.get("health"));
        }
    }

    @Test
    void anInputThatIsCutUnderTheJob() throws Exception {
        Path data = folder.resolve("data");
        makeImages(data, 512);
        try (ServerProcess server = ServerProcess.start(data)) {
            Wps wps = new Wps(server.address());
            String id = wps.start("deforma:Displacement", SMALL + ";searchRange=100;step=2", "report");
            wps.await(id, "percentCompleted=\"1", "percentCompleted=\"2", "percentCompleted=\"3");
            try (var file =
                    new java.io.RandomAccessFile(data.resolve("files/after.tif").toFile(), "rw")) {
                file.setLength(50_000);
            }
            String document = wps.await(id, "ProcessSucceeded", "ProcessFailed");
            assertTrue(document.contains("the file of after, after.tif, was changed while it was read"), document);
        }
    }

    @Test
    void stoppedUnderLoadItEndsSoonAndSaysWhatBecameOfEachRun() throws Exception {
        Path data = folder.resolve("data");
        makeImages(data, 512);
        List<String> runs = new ArrayList<>();
        ServerProcess server = ServerProcess.start(data);
        String log;
        try {
            Wps wps = new Wps(server.address());
            for (int i = 0; i < 5; i++) {
                runs.add(wps.start("deforma:Displacement", SMALL + ";searchRange=512;step=2", "report"));
            }
            wps.await(runs.get(1), "ProcessStarted");
        } finally {
            log = server.stop();
        }
        for (String run : runs) {
            assertTrue(log.contains(run) && log.contains("interrupted: the server was stopped"), log);
        }
        assertTrue(log.strip().endsWith("INFO stopped"), log);
        assertFalse(log.contains("jobs that do not end"), log);
        assertFalse(log.contains("Exception"), log);
    }
}
