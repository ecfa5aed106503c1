package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.deforma.itest.fake.FakeDisplacementTool;

/** What the build of {@code standalone} laid out, and folders of bundles made from it. */
final class Distribution {
    private static final Path HOME =
            Path.of("../standalone/target/deforma").toAbsolutePath().normalize();

    private Distribution() {}

    /** Jars of the host's class path. */
    static List<Path> lib() throws IOException {
        return jars(HOME.resolve("lib"));
    }

    /** Folder of the bundles; those of the HTTP service are in a folder beside it. */
    static Path bundleFolder() {
        return HOME.resolve("bundles");
    }

    /** Jars of all bundles. */
    static List<Path> bundles() throws IOException {
        return jars(HOME.resolve("bundles"));
    }

    /** Jars of Deforma's own bundles. */
    static List<Path> ownBundles() throws IOException {
        return bundles().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("deforma-"))
                .toList();
    }

    /** Jars of the models that are shipped. */
    static List<Path> models() throws IOException {
        return bundles().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("coherence-classes"))
                .toList();
    }

    private static List<Path> jars(Path folder) throws IOException {
        assertTrue(
                Files.isDirectory(folder), folder + " is made by 'mvn package' of plugin/standalone; run 'mvn verify'");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Fills a folder with the bundles, but with the stand-in instead of the tool that measures displacement. */
    static Path withFakeTool(Path folder) throws IOException {
        for (Path jar : bundles()) {
            String name = jar.getFileName().toString();
            if (!name.startsWith("deforma-displacement")) {
                Files.copy(jar, folder.resolve(name));
            }
        }
        writeFakeTool(folder.resolve("fake-tool.jar"));
        return folder;
    }

    private static void writeFakeTool(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.deforma.itest.fake");
        headers.putValue("Bundle-Activator", FakeDisplacementTool.class.getName());
        headers.putValue(
                "Import-Package",
                "org.osgi.framework,org.deforma.api,org.deforma.api.displacement,org.geotools.api.util,"
                        + "org.geotools.api.geometry,org.geotools.geometry,org.geotools.coverage,"
                        + "org.geotools.coverage.grid");
        String path = FakeDisplacementTool.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = FakeDisplacementTool.class.getClassLoader().getResourceAsStream(path)) {
            out.putNextEntry(new JarEntry(path));
            code.transferTo(out);
        }
    }
}
