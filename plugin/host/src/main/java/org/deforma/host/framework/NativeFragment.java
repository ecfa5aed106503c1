package org.deforma.host.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * The library that joins GDAL to Java, as a fragment of the bundle that needs it. Java lets one class loader load a file of
 * native code, and a bundle has a new one with every update; from a fragment the framework gives each a copy of its own.
 */
final class NativeFragment {
    /** System property: path of the library, or {@value #OFF}. */
    private static final String PROPERTY = "deforma.gdal";

    private static final String OFF = "off";
    private static final String HOST = "org.deforma.raster-gdal";
    private static final String LIBRARY = System.mapLibraryName("gdalalljni");

    private NativeFragment() {}

    /** Where the library is: as the system property says, else where the script of raster-gdal installs it. */
    static Optional<Path> library() {
        String named = System.getProperty(PROPERTY, "");
        if (named.equals(OFF)) {
            return Optional.empty();
        }
        List<Path> places = named.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("user.home"), ".local", "lib", "deforma", LIBRARY),
                        Path.of("/usr/local/lib/deforma", LIBRARY))
                : List.of(Path.of(named));
        return places.stream().filter(Files::isReadable).findFirst();
    }

    /**
     * A fragment bundle with the library.
     *
     * @throws IOException when it cannot be read
     */
    static InputStream bundle(Path library) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, HOST + ".native");
        attributes.putValue(Constants.FRAGMENT_HOST, HOST);
        attributes.putValue(Constants.BUNDLE_NATIVECODE, LIBRARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.setLevel(0);
            jar.putNextEntry(new JarEntry(LIBRARY));
            Files.copy(library, jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
