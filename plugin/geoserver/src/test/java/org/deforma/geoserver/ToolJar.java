package org.deforma.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.deforma.geoserver.fake.FakeActivator;
import org.deforma.geoserver.fake.FakeTool;

/** Makes a bundle with the process {@code NAMESPACE:FakeTool}. */
final class ToolJar {
    private final Manifest manifest = new Manifest();

    /** A bundle of that name, which is its processes' namespace too. */
    ToolJar(String name, String version, String word) {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        with("Bundle-ManifestVersion", "2");
        with("Bundle-SymbolicName", name);
        with("Bundle-Version", version);
        with("Bundle-Activator", FakeActivator.class.getName());
        with(
                "Import-Package",
                "org.osgi.framework,org.geotools.process,org.geotools.process.factory,org.geotools.util,"
                        + "org.geotools.api.util,org.geotools.api.feature.type");
        with(FakeActivator.NAMESPACE, name);
        with(FakeActivator.WORD, word);
    }

    /** Adds or changes a header. */
    ToolJar with(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    /** Adds to the packages that it needs. */
    ToolJar importing(String name) {
        return with("Import-Package", manifest.getMainAttributes().getValue("Import-Package") + "," + name);
    }

    /** Writes it at once, as whoever installs software should. */
    Path write(Path jar) throws IOException {
        Path part = Files.createTempFile(jar.getParent(), "test", ".part");
        try (OutputStream file = Files.newOutputStream(part);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            ClassLoader loader = ToolJar.class.getClassLoader();
            for (String name : new String[] {
                FakeActivator.class.getName(), FakeActivator.class.getName() + "$Factory", FakeTool.class.getName()
            }) {
                String path = name.replace('.', '/') + ".class";
                try (InputStream code = loader.getResourceAsStream(path)) {
                    out.putNextEntry(new JarEntry(path));
                    code.transferTo(out);
                }
            }
        }
        return Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
