package org.deforma.itest.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.deforma.itest.Distribution;
import org.deforma.itest.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle in the data folder of a server that is replaced and taken away under its jobs. */
@Timeout(180)
class BundlesTest {
    private static final String TOOL = "test:WaitingTool";
    private static final String GOING =
            TOOL + " is being updated or removed, or the server is stopping; try again in a minute";

    @TempDir
    Path folder;

    @Test
    void jobsEndWithTheBundleThatTheyBeganWith() throws Exception {
        Path data = folder.resolve("data");
        Path jar = Files.createDirectories(data.resolve("bundles")).resolve("waiting.jar");
        Path none = folder.resolve("none");
        Path there = Files.createFile(folder.resolve("there"));
        Distribution.writeWaitingTool(jar, "1.0.0");
        try (ServerProcess server = ServerProcess.start(data)) {
            Wps wps = new Wps(server.address());
            await("the tool is there", () -> run(wps, there).contains("version 1.0.0"));

            String first = wps.start(TOOL, "until=" + none, "result");
            wps.await(first, "ProcessStarted");
            Distribution.writeWaitingTool(jar, "1.1.0");
            await("no run is let in", () -> run(wps, there).contains(GOING));
            assertTrue(wps.status(first).contains("ProcessStarted"), "the job goes on");
            Files.createFile(none);
            String document = wps.await(first, "ProcessSucceeded", "ProcessFailed");
            assertTrue(document.contains("version 1.0.0"), document);
            await("the update is there", () -> run(wps, there).contains("version 1.1.0"));

            Files.delete(none);
            String second = wps.start(TOOL, "until=" + none, "result");
            wps.await(second, "ProcessStarted");
            Files.delete(jar);
            await("no run is let in", () -> run(wps, there).contains(GOING));
            Files.createFile(none);
            document = wps.await(second, "ProcessSucceeded", "ProcessFailed");
            assertTrue(document.contains("version 1.1.0"), document);
            await("the tool is gone", () -> !wps.ask("request=GetCapabilities").contains(TOOL));
            assertTrue(wps.ask("request=GetCapabilities").contains("deforma:Displacement"), "the others stay");
            assertTrue(wps.get("health").contains("\"ok\""), wps.get("health"));
            assertTrue(wps.status(first).contains("version 1.0.0"), "results stay");
            assertFalse(server.log().contains("Exception"), server.log());
        }
    }

    private static String run(Wps wps, Path until) throws Exception {
        return wps.execute(TOOL, "until=" + until, "result");
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.call() && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertTrue(condition.call(), what);
    }
}
