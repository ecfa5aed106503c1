package org.deforma.itest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** The rules of the architecture: who may depend on whom, and what no bundle may touch. */
class ArchitectureTest {
    /** GeoServer up to 2.27 brings JAI, later ones ImageN; a bundle that uses either works in half of them. */
    private static final List<String> FORBIDDEN =
            List.of("javax.media.jai", "com.sun.media.jai", "org.eclipse.imagen", "it.geosolutions", "org.geoserver");

    @Test
    void noBundleImportsWhatAHostMayLack() throws IOException {
        for (Path jar : Distribution.ownBundles()) {
            for (String name : packages(jar, Constants.IMPORT_PACKAGE)) {
                assertTrue(FORBIDDEN.stream().noneMatch(name::startsWith), jar.getFileName() + " imports " + name);
            }
            assertEquals(Set.of(), packages(jar, Constants.DYNAMICIMPORT_PACKAGE), jar + " must say what it imports");
        }
    }

    /**
     * Descriptors too: the type that a called method returns is part of its name. The embedded host's layers are read with the
     * TIFF reader of the GeoTools that this host itself brings.
     */
    @Test
    void noClassOfAHostNamesWhatAnotherHostMayLack() throws IOException {
        List<Path> jars = Distribution.lib().stream()
                .filter(path -> path.getFileName().toString().startsWith("deforma-"))
                .toList();
        assertTrue(jars.size() >= 3, "host, standalone, synthetic: " + jars);
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    boolean reader = entry.getName().startsWith("org/deforma/standalone/layers/Source");
                    if (entry.getName().endsWith(".class") && !reader) {
                        String names =
                                new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                        for (String name : FORBIDDEN) {
                            assertFalse(names.contains(name.replace('.', '/') + "/"), entry + " names " + name);
                        }
                    }
                }
            }
        }
    }

    @Test
    void bundlesMeetInTheApiOnly() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path jar : Distribution.ownBundles()) {
            String bundle = jar.getFileName().toString();
            names.add(bundle.replaceFirst("-[0-9].*", ""));
            for (String name : packages(jar, Constants.IMPORT_PACKAGE)) {
                assertTrue(
                        !name.startsWith("org.deforma.") || isApi(name),
                        bundle + " imports " + name + ", which belongs to another implementation");
            }
            Set<String> exported = packages(jar, Constants.EXPORT_PACKAGE);
            if (bundle.startsWith("deforma-api")) {
                assertTrue(exported.contains("org.deforma.api"), "the api is exported");
                assertTrue(exported.stream().allMatch(ArchitectureTest::isApi), "and nothing else: " + exported);
            } else {
                assertEquals(Set.of(), exported, bundle + " must not export");
            }
        }
        assertEquals(
                List.of(
                        "deforma-api",
                        "deforma-displacement",
                        "deforma-inference",
                        "deforma-insar",
                        "deforma-processes",
                        "deforma-raster",
                        "deforma-raster-gdal",
                        "deforma-styles"),
                names,
                "a new bundle is added here too");
    }

    @Test
    void everyImportedGeoToolsPackageHasARange() throws IOException {
        for (Path jar : Distribution.ownBundles()) {
            for (String clause : clauses(jar, Constants.IMPORT_PACKAGE)) {
                if (clause.startsWith("org.geotools.") || clause.startsWith("org.locationtech.jts.")) {
                    assertTrue(clause.contains(";version=\"["), jar.getFileName() + ": " + clause);
                }
            }
        }
    }

    @Test
    void theHostKnowsNoBundle() throws IOException {
        for (String jar : List.of("deforma-host", "deforma-standalone")) {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.deforma.api..",
                            "org.deforma.raster..",
                            "org.deforma.processes..",
                            "org.deforma.displacement..",
                            "org.deforma.inference..",
                            "org.deforma.insar..",
                            "org.deforma.styles..")
                    .check(classes("lib", jar));
        }
        noClasses()
                .that()
                .resideInAnyPackage("..files..", "..picture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deforma.synthetic..", "org.deforma.standalone.demo..", "picocli..")
                .check(classes("lib", "deforma-standalone"));
    }

    @Test
    void numericsKnowNoHost() throws IOException {
        JavaClasses numerics = classes("bundles", "deforma-displacement");
        noClasses()
                .that()
                .resideInAPackage("org.deforma.displacement.correlation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.geotools..", "org.osgi..", "org.locationtech..", "org.deforma.api..", "com.google..")
                .check(numerics);
        noClasses()
                .that()
                .resideInAPackage("org.deforma.insar.matrix..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.geotools..", "org.osgi..", "org.locationtech..", "org.deforma.api..", "com.google..")
                .check(classes("bundles", "deforma-insar"));
        noClasses()
                .that()
                .resideInAPackage("org.deforma.synthetic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.geotools..", "org.osgi..", "org.locationtech..", "org.deforma.api..")
                .check(classes("lib", "deforma-synthetic"));
    }

    @Test
    void onlyOnePackageKnowsTheEngineAndOneGdal() throws IOException {
        for (Path jar : Distribution.ownBundles()) {
            JavaClasses bundle = new ClassFileImporter().importJar(new JarFile(jar.toFile()));
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.deforma.raster.gdal..", "org.gdal..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.gdal..")
                    .allowEmptyShould(jar.getFileName().toString().startsWith("deforma-raster-gdal"))
                    .check(bundle);
            noClasses()
                    .that()
                    .resideInAPackage("org.deforma..")
                    .and()
                    .resideOutsideOfPackage("org.deforma.inference.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
                    .check(bundle);
        }
    }

    @Test
    void modelBundlesHoldNoCode() throws IOException {
        List<Path> models = Distribution.models();
        assertTrue(models.size() >= 1, "there is a model");
        for (Path jar : models) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertTrue(file.stream().noneMatch(entry -> entry.getName().endsWith(".class")), jar + " holds code");
            }
            assertEquals(Set.of(), packages(jar, Constants.IMPORT_PACKAGE), jar + " must need nothing");
        }
    }

    private static boolean isApi(String name) {
        return name.equals("org.deforma.api") || name.startsWith("org.deforma.api.");
    }

    private static JavaClasses classes(String folder, String jar) throws IOException {
        List<Path> jars = folder.equals("lib") ? Distribution.lib() : Distribution.bundles();
        Path found = jars.stream()
                .filter(path -> path.getFileName().toString().startsWith(jar + "-"))
                .findFirst()
                .orElseThrow();
        return new ClassFileImporter().importJar(new JarFile(found.toFile()));
    }

    private static Set<String> packages(Path jar, String header) throws IOException {
        Set<String> names = new TreeSet<>();
        clauses(jar, header).forEach(clause -> names.add(clause.replaceFirst(";.*", "")));
        return names;
    }

    private static List<String> clauses(Path jar, String header) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes headers = file.getManifest().getMainAttributes();
            String value = headers.getValue(header);
            return value == null ? List.of() : List.of(value.split(",(?=[a-z])(?=[^\"]*(\"[^\"]*\"[^\"]*)*$)"));
        }
    }
}
