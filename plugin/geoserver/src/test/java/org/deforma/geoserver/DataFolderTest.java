package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final String CONTENT = "org/deforma/geoserver/content";
    private static final String TOOL = "bundles/tool.jar";
    private static final String MODEL = "models/model.jar";

    @TempDir
    Path temp;

    private Path data;
    private Path content;

    @BeforeEach
    void makeContent() throws IOException {
        content = temp.resolve("content");
        data = Files.createDirectory(temp.resolve("data"));
        for (String name : List.of(TOOL, "bundles/other.jar", MODEL, "core/framework.jar")) {
            Files.createDirectories(content.resolve(name).getParent());
            Files.writeString(content.resolve(name), "this version of " + name);
        }
        Files.copy(shipped().resolve("deforma.properties"), content.resolve("deforma.properties"));
    }

    @Test
    void theFirstStartFillsTheFolder() throws Exception {
        DataFolder filled = DataFolder.fill(data, content);
        assertEquals(brought(), present());
        assertTrue(Files.isDirectory(filled.files()));
        assertTrue(filled.files().startsWith(data));
        assertEquals("60", filled.setting("patience"));
        assertEquals(folder().resolve("bundles"), filled.bundles());
        assertEquals(folder().resolve("models"), filled.models());
        assertEquals(
                Files.readString(content.resolve("deforma.properties")),
                Files.readString(folder().resolve("deforma.properties")));
        for (String name : brought()) {
            assertEquals(-1, Files.mismatch(content.resolve(name), folder().resolve(name)), name);
        }
    }

    @Test
    void theNextStartLeavesAllAlone() throws Exception {
        DataFolder.fill(data, content);
        Files.writeString(folder().resolve("deforma.properties"), "patience=7\nfiles=rasters\n");
        Map<Path, FileTime> before = times();
        try (Log log = new Log()) {
            DataFolder again = DataFolder.fill(data, content);
            assertEquals("7", again.setting("patience"));
            assertEquals(folder().resolve("rasters"), again.files());
            assertEquals(List.of(), log.messages(Level.WARNING));
        }
        Files.delete(folder().resolve("rasters"));
        assertEquals(before, times(), "nothing is written again");
    }

    @Test
    void whatTheUserBroughtStays() throws Exception {
        DataFolder.fill(data, content);
        Files.writeString(folder().resolve("bundles/mine.jar"), "mine");
        Files.writeString(folder().resolve("models/mine.jar"), "mine too");
        before(MODEL, "an earlier version");
        DataFolder.fill(data, content);
        assertEquals("mine", Files.readString(folder().resolve("bundles/mine.jar")));
        assertEquals("mine too", Files.readString(folder().resolve("models/mine.jar")));
    }

    @Test
    void anUpgradeReplacesWhatNobodyChanged() throws Exception {
        DataFolder.fill(data, content);
        before(TOOL, "an earlier version");
        DataFolder.fill(data, content);
        assertEquals(-1, Files.mismatch(content.resolve(TOOL), folder().resolve(TOOL)));
        assertEquals(sum(content.resolve(TOOL)), list().getProperty(TOOL));
    }

    @Test
    void whatTheUserChangedIsKeptWithAWarningNowAndLater() throws Exception {
        DataFolder.fill(data, content);
        Files.writeString(folder().resolve(TOOL), "patched");
        for (int start = 0; start < 2; start++) {
            try (Log log = new Log()) {
                DataFolder.fill(data, content);
                assertTrue(log.hasWarning("tool.jar", "changed by somebody"), "start " + start);
            }
            assertEquals("patched", Files.readString(folder().resolve(TOOL)));
        }
        before(TOOL, "an earlier version");
        Files.writeString(folder().resolve(TOOL), "patched");
        DataFolder.fill(data, content);
        assertEquals("patched", Files.readString(folder().resolve(TOOL)), "an upgrade does not take it away either");
    }

    @Test
    void whatThePluginNoLongerBringsIsRemovedUnlessChanged() throws Exception {
        DataFolder.fill(data, content);
        before("bundles/old.jar", "old");
        before("models/changed.jar", "old");
        Files.writeString(folder().resolve("models/changed.jar"), "changed");
        DataFolder.fill(data, content);
        assertFalse(Files.exists(folder().resolve("bundles/old.jar")));
        assertEquals("changed", Files.readString(folder().resolve("models/changed.jar")));
        assertEquals(brought(), list().stringPropertyNames());
    }

    @Test
    void whatTheUserRemovedDoesNotComeBack() throws Exception {
        DataFolder.fill(data, content);
        Files.delete(folder().resolve(MODEL));
        DataFolder.fill(data, content);
        assertFalse(Files.exists(folder().resolve(MODEL)), "not at the next start");
        before(MODEL, "an earlier version");
        Files.delete(folder().resolve(MODEL));
        DataFolder.fill(data, content);
        DataFolder.fill(data, content);
        assertFalse(Files.exists(folder().resolve(MODEL)), "not with an upgrade");
    }

    @Test
    void withoutTheListAllIsPutThereButNothingOfTheUsersIsOverwritten() throws Exception {
        DataFolder.fill(data, content);
        Files.delete(folder().resolve("installed.properties"));
        Files.delete(folder().resolve(MODEL));
        Files.writeString(folder().resolve(TOOL), "patched");
        DataFolder.fill(data, content);
        assertTrue(Files.exists(folder().resolve(MODEL)));
        assertEquals("patched", Files.readString(folder().resolve(TOOL)));
    }

    @Test
    void aListDoesNotReachOutOfTheFolder() throws Exception {
        DataFolder.fill(data, content);
        Path outside = Files.writeString(data.resolve("global.xml"), "GeoServer's");
        Properties list = list();
        list.setProperty("../global.xml", sum(outside));
        save(list);
        DataFolder.fill(data, content);
        assertTrue(Files.exists(outside));
    }

    @Test
    void halfWrittenFilesOfAStartThatWasCutOffDoNotHarm() throws Exception {
        Files.createDirectories(folder().resolve("bundles"));
        Files.writeString(folder().resolve(TOOL + ".part"), "half");
        Files.writeString(folder().resolve("installed.properties.part"), "half");
        DataFolder.fill(data, content);
        assertEquals(brought(), present(), "the rest was written and nothing half is left");
    }

    @Test
    void theContentIsFoundInAJarToo() throws Exception {
        Path jar = data.resolve("lib dir+ä").resolve("deforma-geoserver.jar");
        Files.createDirectories(jar.getParent());
        Set<String> packed = pack(jar);
        Path target = Files.createDirectory(data.resolve("server"));
        Path core = Files.createDirectory(data.resolve("core"));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(DataFolder.class.getName());
            for (int start = 0; start < 2; start++) {
                call(type, "fill", target);
            }
            call(type, "copyCore", core);
        }
        assertEquals(packed, files(target.resolve("deforma")));
        assertEquals(
                files(shipped().resolve("core")), files(core), "what is not the user's comes from the jar as well");
    }

    private static void call(Class<?> type, String name, Path argument) throws Exception {
        Method method = type.getDeclaredMethod(name, Path.class);
        method.setAccessible(true);
        method.invoke(null, argument);
    }

    /** Packs the plugin without its largest bundle. */
    private static Set<String> pack(Path jar) throws IOException {
        Path classes = shipped().getParent().getParent().getParent().getParent();
        Set<String> packed = new TreeSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.sorted().toList()) {
                String name = classes.relativize(path).toString();
                if (name.isEmpty() || name.contains("deforma-inference")) {
                    continue;
                }
                zip.putNextEntry(new ZipEntry(Files.isDirectory(path) ? name + "/" : name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, zip);
                    if (name.startsWith(CONTENT + "/bundles/") || name.startsWith(CONTENT + "/models/")) {
                        packed.add(name.substring(CONTENT.length() + 1));
                    }
                }
            }
        }
        packed.addAll(Set.of("deforma.properties", "installed.properties"));
        return packed;
    }

    /** Makes it look as if an earlier version of the plugin had put this there. */
    private void before(String name, String text) throws Exception {
        Path file = Files.writeString(folder().resolve(name), text);
        Properties list = list();
        list.setProperty(name, sum(file));
        save(list);
    }

    private Properties list() throws IOException {
        Properties list = new Properties();
        try (var reader = Files.newBufferedReader(folder().resolve("installed.properties"))) {
            list.load(reader);
        }
        return list;
    }

    private void save(Properties list) throws IOException {
        try (var writer = Files.newBufferedWriter(folder().resolve("installed.properties"))) {
            list.store(writer, null);
        }
    }

    private Path folder() {
        return data.resolve("deforma");
    }

    private static Path shipped() {
        try {
            return Path.of(
                    DataFolder.class.getClassLoader().getResource(CONTENT).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the plugin brings for these folders. */
    private Set<String> brought() throws IOException {
        return files(content).stream()
                .filter(name -> name.startsWith("bundles/") || name.startsWith("models/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> present() throws IOException {
        Set<String> names = files(folder());
        assertTrue(names.removeAll(Set.of("deforma.properties", "installed.properties")), names.toString());
        return names;
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Map<Path, FileTime> times() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
