package org.deforma.itest.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.deforma.itest.ServerProcess;
import org.deforma.standalone.demo.DemoScene;
import org.deforma.synthetic.EarthquakePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed loses nothing that was finished and shows nothing that was not. */
class KillTest {
    private static final String INPUTS = "beforeFile=before.tif;afterFile=after.tif;step=4";

    @TempDir
    Path data;

    @Test
    void whatWasFinishedStaysAndWhatRanIsToldAsInterrupted() throws Exception {
        Path files = Files.createDirectories(data.resolve("files"));
        DemoScene scene = new DemoScene(EarthquakePair.demo(1));
        scene.writeBefore(files.resolve("before.tif"));
        scene.writeAfter(files.resolve("after.tif"));
        String finished;
        String running;
        byte[] result;
        try (ServerProcess server = ServerProcess.start(data)) {
            Wps wps = new Wps(server.address());
            finished = wps.start("deforma:Displacement", INPUTS + ";layer=deforma:quake", "report;layer;result");
            String document = wps.await(finished, "ProcessSucceeded", "ProcessFailed");
            assertTrue(document.contains("ProcessSucceeded"), document);
            result = Files.readAllBytes(data.resolve("layers/quake/raster.tif"));
            running = wps.start("deforma:Displacement", INPUTS + ";layer=deforma:quake", "report;layer");
            wps.await(running, "ProcessStarted");
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            Wps wps = new Wps(server.address());
            String document = wps.status(running);
            assertTrue(document.contains("ProcessFailed") && document.contains("interrupted"), document);
            assertTrue(wps.status(finished).contains("ProcessSucceeded"), wps.status(finished));
            assertTrue(wps.get("wms?service=WMS&request=GetCapabilities").contains("<Name>deforma:quake</Name>"));
            assertArrayEquals(result, Files.readAllBytes(data.resolve("layers/quake/raster.tif")));
            Path kept = largest(data.resolve("jobs").resolve(finished));
            assertTrue(Arrays.equals(result, Files.readAllBytes(kept)), kept + " is the result of the run");
            try (Stream<Path> left = Files.list(data.resolve("tmp"))) {
                assertEquals(List.of(), left.toList());
            }
            // The same run again, to its end.
            String again = wps.start("deforma:Displacement", INPUTS + ";layer=deforma:again", "layer");
            String ended = wps.await(again, "ProcessSucceeded", "ProcessFailed");
            assertTrue(ended.contains("deforma:again"), ended);
            String dismissed = wps.ask("request=Dismiss&executionId=" + finished);
            assertTrue(dismissed.contains("dismissed"), dismissed);
            assertFalse(Files.exists(data.resolve("jobs").resolve(finished)), "a dismissed run goes with its results");
        }
    }

    @Test
    void aServerThatIsStoppedSaysWhatBecameOfItsRuns() throws Exception {
        ServerProcess server = ServerProcess.start(data);
        String running;
        String log;
        try {
            Wps wps = new Wps(server.address());
            running = wps.start("deforma:Echo", "literal=a;pause=60", "literal");
            wps.await(running, "ProcessStarted");
        } finally {
            log = server.stop();
        }
        assertTrue(log.contains(running) && log.contains("interrupted: the server was stopped"), log);
        assertTrue(log.strip().endsWith("INFO stopped"), log);
        try (ServerProcess again = ServerProcess.start(data)) {
            String status = new Wps(again.address()).status(running);
            assertTrue(status.contains("interrupted: the server was stopped"), status);
        }
    }

    private static Path largest(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
