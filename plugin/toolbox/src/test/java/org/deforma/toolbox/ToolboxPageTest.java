package org.deforma.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What browsers and translators rely on, read from the files themselves. */
class ToolboxPageTest {
    private static final Path FOLDER = Path.of("target/classes/org/deforma/toolbox/page");

    /** Hosts that stand for names of XML vocabularies, and for GeoServer's own coverages in a request. */
    private static final Set<String> NAMES = Set.of("www.w3.org", "www.opengis.net", "geoserver");

    @Test
    void theListNamesAllFilesAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> there = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("files.txt"))
                    .sorted()
                    .toList();
            assertEquals(there, ToolboxPage.files());
        }
    }

    @Test
    void listedFilesCanBeHadAndNoOthers() {
        for (String name : ToolboxPage.files()) {
            assertTrue(ToolboxPage.file(name).orElseThrow().length > 0, name);
        }
        for (String name : List.of("files.txt", "../ToolboxPage.class", "/index.html", "", "ol/../index.html")) {
            assertTrue(ToolboxPage.file(name).isEmpty(), name);
        }
    }

    @Test
    void everyTextThatIsAskedForIsThereAndNoOther() {
        Set<String> there = found("texts/en.js", "(?m)^  '([\\w.]+)':");
        Set<String> asked = new TreeSet<>(found("index.html", "data-(?:text|label|tip)=\"([^\"]+)\""));
        own(".js").forEach((name, text) -> asked.addAll(found(name, "\\bt\\(\\s*'([^']+)'")));
        assertTrue(there.size() > 100, () -> "only " + there.size() + " texts were found");
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(there);
        assertEquals(Set.of(), missing, "texts that are not there");
        Set<String> idle = new TreeSet<>(there);
        idle.removeAll(asked);
        assertEquals(Set.of(), idle, "texts that nobody asks for");
    }

    @Test
    void valuesOfTextsAreNamedWhereTheyAreAskedFor() {
        String texts = text("texts/en.js");
        String scripts = String.join("\n", own(".js").values());
        for (MatchResult entry : matches(texts, "(?m)^  '([\\w.]+)': '(.*)',$")) {
            for (MatchResult value : matches(entry.group(2), "\\{(\\w+)}")) {
                assertTrue(
                        Pattern.compile("\\b" + value.group(1) + "\\b")
                                .matcher(scripts)
                                .find(),
                        entry.group(1) + " wants " + value.group(1));
            }
        }
    }

    @Test
    void thePageHasNoInlineScriptOrStyle() {
        String page = text("index.html");
        assertEquals(List.of(), matches(page, "(?i)<style|\\sstyle\\s*=|\\son\\w+\\s*=|javascript:"));
        for (MatchResult script : matches(page, "(?is)<script([^>]*)>(.*?)</script>")) {
            assertTrue(script.group(1).contains("src="), script.group());
            assertEquals("", script.group(2).strip());
        }
    }

    @Test
    void nothingIsMadeOfTextsThatCouldBeCode() {
        own(".js")
                .forEach((name, text) -> assertEquals(
                        List.of(),
                        matches(
                                text,
                                "innerHTML|outerHTML|insertAdjacentHTML|\\beval\\(|new Function|document\\.write\\b"),
                        name));
    }

    @Test
    void noForeignOriginIsNamed() {
        Map<String, String> all = new LinkedHashMap<>(own(".js"));
        all.putAll(own(".css"));
        all.putAll(own(".html"));
        all.putAll(own(".svg"));
        all.forEach((name, text) -> {
            for (MatchResult address : matches(text, "(?:https?:)?//([A-Za-z0-9.-]+\\.[a-z]{2,}|\\w+)(?=[/\"'`])")) {
                assertTrue(NAMES.contains(address.group(1)), name + " names " + address.group());
            }
        });
    }

    @Test
    void whatScriptsImportAndLookForIsThere() {
        Set<String> ids = found("index.html", "\\sid=\"([^\"]+)\"");
        own(".js").forEach((name, text) -> {
            for (MatchResult imported : matches(text, "from '([^']+)'")) {
                Path file = Path.of(name).resolveSibling(imported.group(1)).normalize();
                String path = file.toString().replace('\\', '/');
                assertTrue(ToolboxPage.files().contains(path), name + " imports " + path);
            }
            for (MatchResult id : matches(text, "byId\\('([^']+)'\\)")) {
                assertTrue(ids.contains(id.group(1)), name + " looks for #" + id.group(1));
            }
        });
        for (MatchResult part : matches(text("index.html"), "(?:src|href|aria-controls)=\"([^\"]+)\"")) {
            String named = part.group(1);
            boolean isId = ids.contains(named.replaceFirst("^#", ""));
            assertTrue(isId || ToolboxPage.files().contains(named), "index.html names " + named);
        }
    }

    @Test
    void filesAreSmallAndLinesShort() {
        own(".js").forEach((name, text) -> {
            assertTrue(text.lines().count() <= 450, name);
            assertFalse(text.lines().anyMatch(line -> line.length() > 120), () -> name + ": a line is too long");
        });
    }

    private static Map<String, String> own(String ending) {
        return ToolboxPage.files().stream()
                .filter(name -> name.endsWith(ending) && !name.startsWith("ol/"))
                .collect(Collectors.toMap(name -> name, ToolboxPageTest::text, (a, b) -> a, LinkedHashMap::new));
    }

    private static String text(String name) {
        return new String(ToolboxPage.file(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Set<String> found(String name, String pattern) {
        return matches(text(name), pattern).stream()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
