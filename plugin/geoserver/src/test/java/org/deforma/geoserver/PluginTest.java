package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deforma.host.tools.ToolFactory;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginTest {
    private static final Set<String> TOOLS = Set.of("Displacement", "Classify", "ClassifyCoherence", "Models");

    @TempDir
    Path data;

    @Test
    void theToolsComeWithTheContextAndGoWithIt() {
        try (Server server = new Server(data)) {
            assertTrue(server.context().isActive());
            assertTrue(Server.processes().containsAll(TOOLS), Server.processes().toString());
            Map<String, Object> models = Server.process("Models").execute(Map.of(), new NullProgressListener());
            assertTrue(models.get("models").toString().contains("\"name\":\"coherence-classes\""), models.toString());
            assertFalse(models.get("models").toString().contains("refusal"), models.toString());
        }
        assertEquals(Set.of(), Server.processes());
        assertTrue(
                Processors.getProcessFactories().stream().noneMatch(ToolFactory.class::isInstance),
                "the host holds nothing of it");
    }

    @Test
    void aBundleThatIsTakenAwayTakesItsToolsWithItAndBringsThemBack() throws Exception {
        try (Server server = new Server(data)) {
            assertTrue(server.context().isActive());
            Path bundle = data.resolve("deforma/bundles/deforma-displacement.jar");
            Path aside = data.resolve("aside.jar");
            Files.move(bundle, aside);
            Server.await("Displacement goes", () -> !Server.processes().contains("Displacement"));
            assertTrue(Server.processes().contains("Classify"));
            Files.move(aside, bundle);
            Server.await("Displacement comes", () -> Server.processes().contains("Displacement"));
        }
    }

    /** A run of Displacement needs its bundle, and through it the one that reads rasters. */
    @Test
    void aJobEndsBeforeWhatItNeedsOfAnotherBundleIsUpdated() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ProgressListener slow = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Server server = new Server(data)) {
            WeakReference<ClassLoader> before = Loaders.of(server).get("org.deforma.raster");
            GridCoverage2D image = Rasters.texture(96);
            Map<String, Object> arguments = Map.of("before", image, "after", image);
            Future<Map<String, Object>> job =
                    threads.submit(() -> Server.process("Displacement").execute(arguments, slow));
            begun.await();
            Files.setLastModifiedTime(
                    data.resolve("deforma/bundles/deforma-raster.jar"), FileTime.fromMillis(1_000_000_000_000L));
            Server.await("new runs are refused", () -> isRefused(arguments));
            assertFalse(job.isDone());
            end.countDown();
            GridCoverage2D result = (GridCoverage2D) job.get().get("result");
            assertEquals(
                    0, Math.abs(result.getRenderedImage().getData().getSampleFloat(5, 5, 0)), 0.01, "nothing moved");
            result.dispose(true);
            Server.await(
                    "the update is there",
                    () -> isNew(server, before) && Server.processes().contains("Displacement"));
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean isRefused(Map<String, Object> arguments) {
        DefaultProgressListener cancelled = new DefaultProgressListener();
        cancelled.setCanceled(true);
        String message = assertThrows(ProcessException.class, () -> Server.process("Displacement")
                        .execute(arguments, cancelled))
                .getMessage();
        return message.contains("is being updated or removed");
    }

    private static boolean isNew(Server server, WeakReference<ClassLoader> before) {
        try {
            WeakReference<ClassLoader> now = Loaders.of(server).get("org.deforma.raster");
            return now != null && now.get() != before.get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
