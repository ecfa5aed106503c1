package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deforma.host.framework.Host;
import org.geotools.api.feature.type.Name;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

/** The tools for layers as a host offers them: in its framework, through the one factory. */
class LayerToolsTest {
    @TempDir
    static Path folder;

    private static Host host;

    private final FakeCatalog catalog = new FakeCatalog();
    private ServiceRegistration<ProcessFactory> registration;
    private ToolFactory tools;

    /** Notes what it is told, or fails. */
    private static final class FakeCatalog implements LayerCatalog {
        private final List<String> done = new ArrayList<>();
        private List<LayerFacts> layers = List.of();
        private List<String> workspaces = List.of("deforma");
        private RuntimeException failure;

        @Override
        public List<LayerFacts> layers() {
            return layers;
        }

        @Override
        public List<String> workspaces() {
            return workspaces;
        }

        @Override
        public void rename(String layer, String name) {
            act("rename " + layer + " to " + name);
        }

        @Override
        public void remove(String layer) {
            act("remove " + layer);
        }

        private void act(String what) {
            if (failure != null) {
                throw failure;
            }
            done.add(what);
        }
    }

    @BeforeAll
    static void startHost() {
        host = Host.start(folder);
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @BeforeEach
    void offer() {
        registration = LayerTools.register(host.context(), catalog);
        tools = new ToolFactory(host.context(), List.of(), new ToolFactory.Drain(0, 1), () -> {});
    }

    @AfterEach
    void close() {
        tools.close();
        registration.unregister();
    }

    private static Name name(String tool) {
        return new NameImpl("deforma", tool);
    }

    private Map<String, Object> run(String tool, Map<String, Object> arguments) {
        return tools.create(name(tool)).execute(arguments, new NullProgressListener());
    }

    private String failure(String tool, Map<String, Object> arguments) {
        ProcessException failure = assertThrows(ProcessException.class, () -> run(tool, arguments));
        assertEquals(null, failure.getCause(), "hosts would print it");
        return failure.getMessage();
    }

    @Test
    void theToolboxFindsThemUnderLayers() {
        assertEquals(Set.of(name("Layers"), name("RenameLayer"), name("RemoveLayer")), tools.getNames());
        for (Name tool : tools.getNames()) {
            assertTrue(tools.getDescription(tool).toString().endsWith(". Toolbox: Layers."));
        }
    }

    @Test
    void inputsAndOutputs() {
        assertEquals(Set.of(), tools.getParameterInfo(name("Layers")).keySet());
        assertEquals(Set.of("layers"), tools.getResultInfo(name("Layers"), null).keySet());
        assertEquals(
                List.of("layer", "name"),
                List.copyOf(tools.getParameterInfo(name("RenameLayer")).keySet()));
        assertEquals(
                Set.of("layer"), tools.getParameterInfo(name("RemoveLayer")).keySet());
        for (String tool : List.of("RenameLayer", "RemoveLayer")) {
            assertEquals(Set.of("layer"), tools.getResultInfo(name(tool), null).keySet());
            tools.getParameterInfo(name(tool)).values().forEach(input -> {
                assertEquals(1, input.minOccurs, input.key);
                assertEquals(1, input.maxOccurs, input.key);
            });
        }
    }

    @Test
    void listsAllThatTheCatalogueTells() {
        catalog.workspaces = List.of("one", "two");
        catalog.layers = List.of(
                new LayerCatalog.LayerFacts(
                        "one:quake",
                        "The \"quake\" of Zürich",
                        "EPSG:32633",
                        600,
                        500,
                        10,
                        12.5,
                        "m",
                        List.of(new LayerCatalog.LayerBand("east", "m"), new LayerCatalog.LayerBand("correlation", "")),
                        5_000_000_000L,
                        "2026-08-01T10:00:00Z",
                        "deforma:Displacement",
                        true),
                new LayerCatalog.LayerFacts(
                        "two:plain", "plain", "", 0, 0, Double.NaN, Double.NaN, "", List.of(), 0, "", "", false));
        String json = (String) run("Layers", Map.of()).get("layers");
        assertEquals(
                JsonParser.parseString(
                        """
                        {"workspaces": ["one", "two"], "layers": [
                         {"name": "one:quake", "title": "The \\"quake\\" of Zürich", "crs": "EPSG:32633",
                          "width": 600, "height": 500, "pixelWidth": 10.0, "pixelHeight": 12.5, "unit": "m",
                          "bands": [{"name": "east", "unit": "m"}, {"name": "correlation", "unit": ""}],
                          "bytes": 5000000000, "created": "2026-08-01T10:00:00Z", "origin": "deforma:Displacement",
                          "own": true},
                         {"name": "two:plain", "title": "plain", "crs": "", "width": 0, "height": 0,
                          "pixelWidth": null, "pixelHeight": null, "unit": "", "bands": [], "bytes": 0,
                          "created": "", "origin": "", "own": false}]}
                        """),
                JsonParser.parseString(json));
        JsonObject first = JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("layers")
                .get(0)
                .getAsJsonObject();
        assertEquals(
                Arrays.stream(LayerCatalog.LayerFacts.class.getRecordComponents())
                        .map(component -> component.getName())
                        .toList(),
                List.copyOf(first.keySet()),
                "nothing that the catalogue knows is left out");
    }

    @Test
    void renamesInTheSameWorkspace() {
        assertEquals(Map.of("layer", "one:new"), run("RenameLayer", Map.of("layer", " one:old ", "name", "new\n")));
        assertEquals(List.of("rename one:old to new"), catalog.done);
    }

    @Test
    void removesAndSaysWhat() {
        assertEquals(Map.of("layer", "one:old"), run("RemoveLayer", Map.of("layer", "one:old")));
        assertEquals(List.of("remove one:old"), catalog.done);
    }

    @Test
    void theOnlyWorkspaceMayBeLeftOut() {
        assertEquals(Map.of("layer", "deforma:old"), run("RemoveLayer", Map.of("layer", "old")));
        assertEquals(Map.of("layer", "deforma:b"), run("RenameLayer", Map.of("layer", "a", "name", "b")));
        assertEquals(List.of("remove deforma:old", "rename deforma:a to b"), catalog.done);
        for (List<String> workspaces : List.of(List.<String>of(), List.of("one", "two"))) {
            catalog.workspaces = workspaces;
            assertEquals(
                    "layer must be WORKSPACE:NAME, as deforma:Layers lists it, was 'old'",
                    failure("RemoveLayer", Map.of("layer", "old")));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("layer is missing", failure("RemoveLayer", Map.of()));
        assertEquals("layer is missing", failure("RemoveLayer", Map.of("layer", " ")));
        assertEquals("name is missing", failure("RenameLayer", Map.of("layer", "one:a")));
        assertEquals(List.of(), catalog.done);
    }

    @Test
    void aRefusalReachesTheUserAndNotTheLog() {
        catalog.failure = new IllegalArgumentException("layer: there is no layer one:a that you may change");
        try (LogRecords log = new LogRecords()) {
            assertEquals(catalog.failure.getMessage(), failure("RemoveLayer", Map.of("layer", "one:a")));
            assertEquals(List.of(), log.causes());
        }
    }

    @Test
    void aFailureIsOneSentenceForTheUserAndACauseForTheLog() {
        IllegalStateException cause = new IllegalStateException("disk");
        catalog.failure = new ProcessException("one:a could not be removed", cause);
        try (LogRecords log = new LogRecords()) {
            assertEquals("one:a could not be removed", failure("RemoveLayer", Map.of("layer", "one:a")));
            assertEquals(List.of(cause), log.causes());
        }
    }
}
