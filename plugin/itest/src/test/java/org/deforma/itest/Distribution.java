package org.deforma.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.deforma.itest.fake.FakeDisplacementTool;
import org.deforma.itest.fake.WaitingTool;

/** What the build of {@code standalone} laid out, and folders of bundles made from it. */
public final class Distribution {
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
        writeBundle(
                jar,
                "org.deforma.itest.fake",
                "1.0.0",
                "org.osgi.framework,org.deforma.api,org.deforma.api.displacement,org.geotools.api.util,"
                        + "org.geotools.api.geometry,org.geotools.geometry,org.geotools.coverage,"
                        + "org.geotools.coverage.grid",
                FakeDisplacementTool.class);
    }

    /** Writes a bundle with {@link WaitingTool}, in one step. */
    public static void writeWaitingTool(Path jar, String version) throws IOException {
        Path part = Files.createTempFile(jar.getParent(), "waiting", ".part");
        writeBundle(
                part,
                "org.deforma.itest.waiting",
                version,
                "org.osgi.framework,org.geotools.process,org.geotools.process.factory,org.geotools.util,"
                        + "org.geotools.api.util,org.geotools.api.feature.type",
                WaitingTool.Activator.class,
                WaitingTool.class,
                WaitingTool.Factory.class);
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeBundle(
            Path jar, String name, String version, String imports, Class<?> activator, Class<?>... more)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        headers.putValue("Bundle-Activator", activator.getName());
        headers.putValue("Import-Package", imports);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> each :
                    Stream.concat(Stream.of(activator), Stream.of(more)).toList()) {
                String path = each.getName().replace('.', '/') + ".class";
                try (InputStream code = each.getClassLoader().getResourceAsStream(path)) {
                    out.putNextEntry(new JarEntry(path));
                    code.transferTo(out);
                }
            }
        }
    }
}
