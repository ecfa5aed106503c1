package org.deforma.host.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class HostPackagesTest {
    private static final String COVERAGE = "META-INF/maven/org.geotools/gt-coverage/pom.properties";

    @TempDir
    Path temp;

    private Path lib;

    @BeforeEach
    void makeFolder() throws IOException {
        lib = Files.createDirectories(temp.resolve("web app/WEB-INF/lib"));
    }

    @Test
    void theClassPathOfThisTestIsExportedWithTheVersionsOfItsLibraries() {
        Map<String, Version> packages = versions(HostPackages.of(getClass().getClassLoader()));
        assertEquals(new Version(33, 1, 0), packages.get(GridCoverage2D.class.getPackageName()));
        assertEquals(new Version(1, 20, 0), packages.get("org.locationtech.jts.geom"));
        assertEquals(new Version(2, 2, 0), packages.get("javax.measure"), "of the library that implements the units");
        assertTrue(packages.size() > 100, packages.size() + " packages");
        assertTrue(
                packages.keySet().stream()
                        .allMatch(name -> name.startsWith("org.geotools.")
                                || name.startsWith("org.locationtech.jts")
                                || name.startsWith("javax.measure")
                                || name.startsWith("tech.units.")
                                || name.startsWith("si.uom")),
                packages.keySet().toString());
    }

    @Test
    void inAWebApplicationTheLibrariesAreJarsOfItsOwnLoader() throws IOException {
        jar("gt-coverage-32.2.jar", Map.of("org/geotools/coverage/grid/A.class", "", COVERAGE, "version=32.2\n"));
        jar("gt-main-32.2.jar", Map.of("org/geotools/data/B.class", "", "org/geotools/data/b.txt", ""));
        jar("jts-core-1.20.0.jar", Map.of("org/locationtech/jts/geom/C.class", ""));
        jar(
                "gs-main-2.26.2.jar",
                Map.of("org/geoserver/D.class", "", "META-INF/versions/9/org/geotools/x/E.class", ""));
        try (URLClassLoader loader = loader()) {
            assertEquals(
                    Map.of(
                            "org.geotools.coverage.grid", new Version(32, 2, 0),
                            "org.geotools.data", new Version(32, 2, 0),
                            "org.locationtech.jts.geom", new Version(1, 20, 0)),
                    versions(HostPackages.of(loader)));
        }
    }

    @Test
    void versionsThatOsgiDoesNotKnowAreCutToTheirNumbers() throws IOException {
        Map<String, Integer> majors = Map.of(
                "version=35-SNAPSHOT\n", 35, "version=34.RC1\n", 34, "version=36\n", 36, "version=37.0-beta2\n", 37);
        for (Map.Entry<String, Integer> major : majors.entrySet()) {
            jar("gt-coverage.jar", Map.of("org/geotools/A.class", "", COVERAGE, major.getKey()));
            try (URLClassLoader loader = loader()) {
                assertEquals(
                        Map.of("org.geotools", new Version(major.getValue(), 0, 0)),
                        versions(HostPackages.of(loader)),
                        major.getKey());
            }
        }
    }

    @Test
    void aLibraryThatDoesNotSayItsVersionHasItInTheNameOfItsJar() throws IOException {
        for (Map.Entry<String, Version> name : Map.of(
                        "gt-api-33-RC.jar", new Version(33, 0, 0),
                        "gt-api-34.2-SNAPSHOT.jar", new Version(34, 2, 0),
                        "gt-api-35.0.1-fix7.jar", new Version(35, 0, 1))
                .entrySet()) {
            Path jar = jar(name.getKey(), Map.of("org/geotools/api/A.class", ""));
            try (URLClassLoader loader = loader()) {
                assertEquals(Map.of("org.geotools.api", name.getValue()), versions(HostPackages.of(loader)));
            }
            Files.delete(jar);
        }
    }

    @Test
    void aLibraryOfUnknownVersionIsNotGuessedAt() throws IOException {
        jar("geotools.jar", Map.of("org/geotools/api/A.class", ""));
        try (URLClassLoader loader = loader()) {
            String message = assertThrows(IllegalStateException.class, () -> HostPackages.of(loader))
                    .getMessage();
            assertTrue(message.startsWith("the version of geotools.jar is not known"), message);
            assertFalse(message.contains("\n"), message);
        }
    }

    @Test
    void classesThatAreNotInJarsAreLeftAlone() throws IOException {
        Path classes = Files.createDirectories(temp.resolve("web app/WEB-INF/classes/META-INF"));
        Files.writeString(classes.resolve("MANIFEST.MF"), "Manifest-Version: 1.0\n");
        jar("jts-core-1.20.0.jar", Map.of("org/locationtech/jts/geom/C.class", ""));
        try (URLClassLoader loader = loader()) {
            assertEquals(1, versions(HostPackages.of(loader)).size());
        }
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        Path jar = lib.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** Jars and classes of a web application, and nothing of this test's own. */
    private URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(lib.resolveSibling("classes").toUri().toURL());
        try (var jars = Files.list(lib)) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** Reads a value of the framework's property as OSGi does. */
    private static Map<String, Version> versions(String clauses) {
        Map<String, Version> versions = new HashMap<>();
        for (String clause : clauses.split(",", -1)) {
            assertTrue(clause.matches("[\\w.]+;version=\"[^\"]+\""), clause);
            String[] parts = clause.split(";version=", -1);
            versions.put(parts[0], Version.parseVersion(parts[1].replace("\"", "")));
        }
        return versions;
    }
}
