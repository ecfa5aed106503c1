package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

/** The start with GeoServer, when all is well and when not: GeoServer itself always starts. */
class StartTest {
    private static final String PROPERTY = "GEOSERVER_DATA_DIR";

    @TempDir
    Path data;

    @Test
    void theProcessesAreThereBeforeAnyOtherBeanIsMade() {
        try (Server server = new Server(data, "org/deforma/geoserver/early.xml")) {
            Set<String> seen = server.context().getBean(EarlyBean.class).seen();
            assertTrue(seen.contains("Displacement") && seen.contains("Models"), seen.toString());
        }
    }

    @Test
    void theDataDirectoryIsFoundAsGeoServerFindsIt() throws IOException {
        Path property = Files.createDirectory(data.resolve("property"));
        Path parameter = Files.createDirectory(data.resolve("parameter"));
        Path root = Files.createDirectory(data.resolve("root"));
        Path file = Files.createFile(data.resolve("file"));
        assertEquals(parameter, directory(Map.of(PROPERTY, parameter.toString(), "GEOSERVER_DATA_ROOT", "/none")));
        assertEquals(root, directory(Map.of("GEOSERVER_DATA_ROOT", root.toString())));
        assertEquals(
                root, directory(Map.of(PROPERTY, "", "GEOSERVER_DATA_ROOT", root.toString())), "not the current one");
        for (Path unusable : List.of(data.resolve("none"), file)) {
            Map<String, String> parameters =
                    Map.of(PROPERTY, unusable.toString(), "GEOSERVER_DATA_ROOT", root.toString());
            assertEquals(root, directory(parameters), unusable + " is passed over");
        }
        System.setProperty(PROPERTY, property.toString());
        try {
            assertEquals(property, directory(Map.of(PROPERTY, parameter.toString())));
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    @Test
    void withoutADataDirectoryThereIsNoPlugin() {
        String message = assertThrows(IllegalStateException.class, () -> directory(Map.of()))
                .getMessage();
        assertTrue(message.contains("GEOSERVER_DATA_DIR"), message);
        startsWithout(data.resolve("none"), "there is no data directory of GeoServer that can be written");
    }

    @Test
    void aFolderThatCannotBeMadeIsToldOf() throws IOException {
        Files.createFile(data.resolve("deforma"));
        startsWithout(data, "the folder deforma in " + data);
    }

    @Test
    void settingsThatCannotBeReadAreToldOf() throws IOException {
        Path settings = Files.createDirectory(data.resolve("deforma")).resolve("deforma.properties");
        for (byte[] damaged :
                List.of("files=\\u00zz".getBytes(StandardCharsets.UTF_8), new byte[] {'f', '=', (byte) 0xff, 0x20})) {
            Files.write(settings, damaged);
            startsWithout(data, settings + " cannot be read");
        }
        for (String patience : List.of("a while", "-1", "1000000")) {
            Files.writeString(settings, "patience=" + patience);
            startsWithout(data, "patience in deforma.properties must be a whole number of seconds");
        }
        Files.writeString(settings, "files=a\\u0000b");
        startsWithout(data, "files in deforma.properties must be the path of a folder");
    }

    @Test
    void aFolderForRastersThatIsNotThereYetIsNoReasonNotToStart() throws IOException {
        Files.createFile(data.resolve("mount"));
        Path settings = Files.createDirectory(data.resolve("deforma")).resolve("deforma.properties");
        Files.writeString(settings, "files=" + data.resolve("mount/later"));
        try (Log log = new Log();
                Server server = new Server(data)) {
            assertTrue(server.context().isActive());
            assertTrue(Server.processes().contains("Displacement"));
            assertTrue(
                    log.hasWarning("mount/later", "is not there"),
                    log.messages(Level.WARNING).toString());
        }
    }

    private static void startsWithout(Path directory, String reason) {
        try (Log log = new Log()) {
            try (Server server = new Server(directory, "org/deforma/geoserver/early.xml")) {
                assertTrue(server.context().isActive(), "GeoServer starts all the same");
                assertEquals(Set.of(), server.context().getBean(EarlyBean.class).seen());
            }
            List<String> told = log.messages(Level.SEVERE);
            assertEquals(1, told.size(), told.toString());
            String sentence = told.get(0).replaceFirst(" <- .*", "");
            assertTrue(sentence.startsWith("Deforma is off, since it could not be started: " + reason), sentence);
            assertFalse(sentence.matches("(?s).*([.!?] [A-Z]|\n).*"), "one sentence: " + sentence);
        }
        assertEquals(List.of(), Leftovers.threads());
        assertEquals(List.of(), Leftovers.folders());
    }

    private static Path directory(Map<String, String> parameters) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getBeanFactory().registerSingleton("contextParameters", parameters);
            context.refresh();
            return DataDirectory.of(context);
        }
    }
}
