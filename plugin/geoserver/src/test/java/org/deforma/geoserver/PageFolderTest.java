package org.deforma.geoserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deforma.toolbox.ToolboxPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFolderTest {
    private static final String LIST = "deforma-page.txt";

    @TempDir
    Path data;

    private Path folder;
    private PageFolder page;

    @BeforeEach
    void open() {
        folder = data.resolve("www/deforma");
        page = new PageFolder(data);
    }

    private static Map<String, byte[]> files(String... namesAndTexts) {
        return Stream.iterate(0, i -> i < namesAndTexts.length, i -> i + 2)
                .collect(Collectors.toMap(
                        i -> namesAndTexts[i], i -> namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> present() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() throws IOException {
        page.put(files("index.html", "one", "js/old.js", "gone", "js/map.js", "same"));
        assertEquals(List.of(LIST, "index.html", "js", "js/map.js", "js/old.js"), present());
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(folder.resolve("js/map.js"), before);
        Files.setLastModifiedTime(folder.resolve("index.html"), before);
        page.put(files("index.html", "two", "js/map.js", "same", "css/page.css", "new"));
        assertEquals(List.of("css", "css/page.css", LIST, "index.html", "js", "js/map.js"), present());
        assertEquals("two", Files.readString(folder.resolve("index.html")));
        assertEquals(
                before, Files.getLastModifiedTime(folder.resolve("js/map.js")), "browsers need not ask for it again");
        assertTrue(Files.getLastModifiedTime(folder.resolve("index.html")).compareTo(before) > 0);
        page.put(files("index.html", "two"));
        assertEquals(List.of(LIST, "index.html"), present(), "empty folders go too");
    }

    @Test
    void whatSomebodyElsePutThereStays() throws IOException {
        page.put(files("index.html", "one", "js/old.js", "gone"));
        Files.writeString(folder.resolve("js/mine.js"), "mine");
        page.put(files("index.html", "two"));
        assertEquals(List.of(LIST, "index.html", "js", "js/mine.js"), present());
        page.remove();
        assertEquals(List.of("js", "js/mine.js"), present());
    }

    @Test
    void aFolderThatSomebodyElseMadeIsLeftAlone() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("index.html"), "mine");
        try (Log log = new Log()) {
            page.put(files("index.html", "one", "a.js", "a"));
            assertTrue(
                    log.hasWarning(folder.toString(), "left alone"),
                    log.messages(Level.WARNING).toString());
        }
        page.remove();
        assertEquals(List.of("index.html"), present());
        assertEquals("mine", Files.readString(folder.resolve("index.html")));
        Files.delete(folder.resolve("index.html"));
        page.put(files("index.html", "one"));
        assertEquals(List.of(LIST, "index.html"), present(), "an empty one is as good as none");
    }

    @Test
    void aListThatSomebodyChangedLeadsNowhereElse() throws IOException {
        Path other = Files.createDirectories(data.resolve("www")).resolve("other.html");
        Files.writeString(other, "mine");
        page.put(files("index.html", "one"));
        Files.writeString(folder.resolve(LIST), "../other.html\n" + other + "\nindex.html\n");
        page.remove();
        assertTrue(Files.exists(other));
        assertFalse(Files.exists(folder));
    }

    @Test
    void anEndHalfWayIsMadeGoodAtTheNextStart() throws IOException {
        page.put(files("index.html", "one", "js/old.js", "gone"));
        // As it is when the list was written and the files were not.
        Files.writeString(folder.resolve(LIST), "index.html\njs/map.js\njs/old.js\n");
        page.put(files("index.html", "two", "js/map.js", "new"));
        assertEquals(List.of(LIST, "index.html", "js", "js/map.js"), present());
    }

    @Test
    void aPageThatCannotBeWrittenIsAWarning() throws IOException {
        Files.writeString(data.resolve("www"), "a file");
        try (Log log = new Log()) {
            page.put(files("index.html", "one"));
            assertTrue(
                    log.hasWarning("cannot be written"),
                    log.messages(Level.WARNING).toString());
        }
        page.remove();
    }

    @Test
    void theStartBringsItAndASettingTakesItAway() throws IOException {
        try (Server server = new Server(data)) {
            assertTrue(server.context().isActive());
        }
        for (String name : ToolboxPage.files()) {
            assertEquals(
                    -1, mismatch(folder.resolve(name), ToolboxPage.file(name).orElseThrow()), name);
        }
        Files.writeString(data.resolve("deforma/deforma.properties"), "toolbox=false");
        try (Server server = new Server(data)) {
            assertTrue(server.context().isActive());
            assertTrue(Server.processes().contains("Layers"), "the tools are there without the page");
        }
        assertFalse(Files.exists(folder));
    }

    private static int mismatch(Path file, byte[] content) throws IOException {
        return Arrays.mismatch(Files.readAllBytes(file), content);
    }
}
