package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator unpacks into GeoServer's WEB-INF/lib. */
class GeoServerZipTest {
    private static final Path TARGET = Path.of("../geoserver/target");
    private static final long MOST_BYTES = 120_000_000;

    /** First version of the class file format that Java 17 brought, and that of Java 11. */
    private static final int JAVA_17 = 61;

    private static final int JAVA_11 = 55;

    /** What some GeoServer that the plugin is for does not have, or what the plugin is to know nothing of. */
    private static final List<String> FORBIDDEN = List.of(
            "org/geoserver/",
            "javax/media/",
            "org/eclipse/imagen/",
            "it/geosolutions/",
            "javax/servlet/",
            "jakarta/servlet/");

    private static Path zip;

    /** Entries of the zip by name; of jars those that lie within too, after an exclamation mark. */
    private static final Map<String, byte[]> ENTRIES = new HashMap<>();

    @BeforeAll
    static void readZip() throws IOException {
        assertTrue(Files.isDirectory(TARGET), TARGET + " is made by 'mvn package' of plugin/geoserver");
        try (Stream<Path> files = Files.list(TARGET)) {
            List<Path> zips =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            assertEquals(1, zips.size(), "one zip: " + zips);
            zip = zips.get(0);
        }
        try (InputStream in = Files.newInputStream(zip)) {
            read("", in);
        }
    }

    private static void read(String prefix, InputStream in) throws IOException {
        ZipInputStream zipped = new ZipInputStream(in);
        for (ZipEntry entry = zipped.getNextEntry(); entry != null; entry = zipped.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            String name = prefix + entry.getName();
            byte[] content = zipped.readAllBytes();
            if (prefix.isEmpty() && name.endsWith(".jar")) {
                read(name + "!", new ByteArrayInputStream(content));
            }
            // The networks' natives need not be kept.
            ENTRIES.put(name, content.length > 4_000_000 ? new byte[0] : content);
        }
    }

    @Test
    void itIsSmallEnoughToBeDownloaded() throws IOException {
        assertTrue(Files.size(zip) < MOST_BYTES, Files.size(zip) + " bytes");
    }

    @Test
    void itHoldsThePluginTheFrameworkStylesAndLicences() throws IOException {
        Set<String> names = ENTRIES.keySet().stream()
                .filter(name -> !name.contains("!"))
                .map(name -> name.replaceFirst("-[0-9][0-9A-Za-z.-]*\\.jar$", ".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(Set.of(
                "deforma-geoserver.jar",
                "deforma-host.jar",
                "deforma-toolbox.jar",
                "org.apache.felix.framework.jar",
                "deforma/INSTALL.txt",
                "deforma/LICENSE",
                "deforma/THIRD-PARTY.txt"));
        try (Stream<Path> styles = Files.list(Path.of("../../styles"))) {
            styles.map(style -> style.getFileName().toString())
                    .filter(name -> name.endsWith(".sld"))
                    .forEach(name -> expected.add("deforma/styles/" + name));
        }
        assertTrue(expected.size() > 6, "there are styles");
        assertEquals(expected, names, "and nothing of GeoTools, JTS or Spring, which GeoServer has");
    }

    @Test
    void everyPartIsNamedAmongTheThirdParties() {
        String parties = new String(ENTRIES.get("deforma/THIRD-PARTY.txt"), StandardCharsets.UTF_8);
        for (String name : jars()) {
            if (!name.contains("deforma") && !name.contains("coherence-classes")) {
                String part = name.replaceFirst(".*[!/]", "").replaceFirst("(-[0-9].*)?\\.jar$", "");
                String last = part.substring(part.lastIndexOf('.') + 1);
                assertTrue(parties.toLowerCase(Locale.ROOT).contains(last), part + " is not in THIRD-PARTY.txt");
            }
        }
    }

    @Test
    void noClassComesTwiceOrBelongsToGeoServersLibraries() {
        Set<String> seen = new TreeSet<>();
        for (String name : classes()) {
            String type = name.replaceFirst(".*!", "");
            assertTrue(type.startsWith("META-INF/") || seen.add(type), type + " is there twice");
            for (String library : List.of("org/geotools/", "org/locationtech/", "org/springframework/", "javax/")) {
                assertFalse(type.startsWith(library), name + " would hide GeoServer's own");
            }
        }
        assertTrue(seen.size() > 300, "classes were looked at: " + seen.size());
    }

    @Test
    void theFirstClassRunsOnJava11AndTheRestOn17() throws IOException {
        List<String> first = new ArrayList<>();
        for (String name : classes()) {
            if (name.contains("!org/deforma/")) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(ENTRIES.get(name)));
                assertEquals(0xcafebabe, in.readInt(), name);
                in.readUnsignedShort();
                int version = in.readUnsignedShort();
                if (version == JAVA_11) {
                    first.add(name.replaceFirst(".*!", ""));
                } else {
                    assertEquals(JAVA_17, version, name);
                }
            }
        }
        assertEquals(List.of("org/deforma/geoserver/DeformaBean.class"), first, "what says that Java is too old");
    }

    /** Descriptors too: the type that a called method returns is part of its name. */
    @Test
    void noClassNamesWhatAGeoServerMayLack() {
        int looked = 0;
        for (String name : classes()) {
            if (name.contains("!org/deforma/")) {
                looked++;
                String names = new String(ENTRIES.get(name), StandardCharsets.ISO_8859_1);
                for (String forbidden : FORBIDDEN) {
                    assertFalse(names.contains(forbidden), name + " names " + forbidden);
                }
            }
        }
        assertTrue(looked > 20, "classes were looked at: " + looked);
    }

    @Test
    void geoServerFindsTheBeanAtTheRootOfTheJar() {
        String context = ENTRIES.keySet().stream()
                .filter(name -> name.matches("deforma-geoserver-[^!/]*\\.jar!applicationContext\\.xml"))
                .map(name -> new String(ENTRIES.get(name), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        assertTrue(context.contains("class=\"org.deforma.geoserver.DeformaBean\""), context);
    }

    @Test
    void allBundlesAndModelsOfTheCommandLineAreInIt() throws IOException {
        Set<String> packed = jars().stream()
                .filter(name -> name.contains("!"))
                .map(name -> name.replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
        for (Path bundle : Distribution.bundles()) {
            String name = bundle.getFileName().toString().replaceFirst("-[0-9][0-9A-Za-z.-]*\\.jar$", ".jar");
            assertTrue(packed.contains(name), name + " is missing: " + packed);
        }
    }

    private static List<String> jars() {
        return ENTRIES.keySet().stream()
                .filter(name -> name.endsWith(".jar"))
                .sorted()
                .toList();
    }

    private static List<String> classes() {
        return ENTRIES.keySet().stream()
                .filter(name -> name.contains("!") && name.endsWith(".class"))
                .sorted()
                .toList();
    }
}
