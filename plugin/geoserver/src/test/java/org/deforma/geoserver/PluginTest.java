package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.geotools.data.util.NullProgressListener;
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
}
