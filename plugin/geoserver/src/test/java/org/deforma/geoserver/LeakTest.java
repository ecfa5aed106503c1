package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deforma.geoserver.fake.FakeTool;
import org.geotools.api.feature.type.Name;
import org.geotools.data.util.NullProgressListener;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are updated while GeoServer runs, whose old classes must go. */
class LeakTest {
    private static final int ROUNDS = 3;
    private static final Name FAKE = new NameImpl("leaking", FakeTool.class.getSimpleName());

    @TempDir
    Path data;

    @Test
    void theClassesOfBundlesThatWereReplacedAreLetGo() throws Exception {
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        try (Server server = new Server(data)) {
            Path bundles = data.resolve("deforma/bundles");
            for (int round = 0; round < ROUNDS; round++) {
                String word = "round" + round;
                new ToolJar("leaking", "1.0." + round, word).write(bundles.resolve("leaking.jar"));
                Server.await(word, () -> says(word));
                Server.await("a function", () -> Server.isFunction(FAKE));
                CommonFactoryFinder.getFilterFactory().function(FAKE).evaluate(null);
                assertEquals(64, Rasters.classify());

                Map<String, WeakReference<ClassLoader>> before = new HashMap<>(Loaders.of(server));
                for (String name : List.of("processes", "displacement", "inference", "insar", "raster")) {
                    Files.setLastModifiedTime(
                            bundles.resolve("deforma-" + name + ".jar"),
                            FileTime.fromMillis(1_000_000_000_000L + round * 10_000L));
                    old.add(before.get("org.deforma." + name));
                }
                old.add(before.get("leaking"));
                Files.delete(bundles.resolve("leaking.jar"));
                Server.await("all are new", () -> areReplaced(server, before));
            }
            assertEquals(64, Rasters.classify());
            Loaders.awaitGone(old);
            assertEquals(ROUNDS * 6, old.size());
        }
    }

    private static boolean says(String word) {
        return Processors.createProcessFactory(FAKE) != null
                && word.equals(Processors.createProcess(FAKE)
                        .execute(Map.of(), new NullProgressListener())
                        .get("result"));
    }

    private static boolean areReplaced(Server server, Map<String, WeakReference<ClassLoader>> before) {
        try {
            Map<String, WeakReference<ClassLoader>> now = Loaders.of(server);
            return !now.containsKey("leaking")
                    && before.keySet().stream()
                            .filter(
                                    Set.of("org.deforma.processes", "org.deforma.inference", "org.deforma.raster")
                                            ::contains)
                            .allMatch(name -> now.containsKey(name)
                                    && now.get(name).get() != before.get(name).get())
                    && Server.processes().containsAll(Set.of("ClassifyCoherence", "Displacement", "Models"))
                    && Server.process("Models")
                            .execute(Map.of(), new NullProgressListener())
                            .get("models")
                            .toString()
                            .contains("coherence-classes");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
