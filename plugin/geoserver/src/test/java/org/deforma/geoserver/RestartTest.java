package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GeoServer's context closed and opened again in one JVM, as an administrator's reload does. */
class RestartTest {
    private static final int TIMES = 5;

    @TempDir
    Path data;

    @Test
    void nothingIsLeftOfAServerThatWasClosed() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Map<String, Long> first = Map.of();
        for (int i = 0; i < TIMES; i++) {
            try (Server server = new Server(data)) {
                assertEquals(64, Rasters.classify(), "the native engine is at work, time " + i);
                loaders.addAll(Loaders.of(server).values());
            }
            Server.await("threads end: " + Leftovers.threads(), () -> Leftovers.threads()
                    .isEmpty());
            assertEquals(List.of(), Leftovers.folders());
            assertEquals(Set.of(), Server.processes());
            assertNull(Processors.createProcessFactory(Server.name("Models")));
            if (i == 0) {
                Loaders.awaitGone(loaders);
                first = threads();
            }
        }
        Loaders.awaitGone(loaders);
        assertEquals(first, threads(), "as many threads as after the first time");
        assertTrue(loaders.size() >= TIMES * 8, "the class loaders of all bundles were looked at");
    }

    /** How many threads of each name there are, numbers in names apart; without those that end with their garbage. */
    private static Map<String, Long> threads() throws InterruptedException {
        Server.await("scratch files are cleaned up", () -> {
            System.gc();
            return Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("Cleaner-"));
        });
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        !thread.getName().matches("(?i).*(junit|surefire|forkjoin|compiler|reference handler).*"))
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("\\d+", "#"), TreeMap::new, Collectors.counting()));
    }
}
