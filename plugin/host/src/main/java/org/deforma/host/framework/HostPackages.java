package org.deforma.host.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The packages that bundles get from the host: GeoTools, JTS and the units of measurement, with the versions of the
 * libraries that the host has, be they on the class path or in a web application.
 */
final class HostPackages {
    private static final String MAVEN = "META-INF/maven/";
    private static final Pattern NAMED_VERSION = Pattern.compile("-(\\d+(?:\\.\\d+){0,2})[^/]*\\.jar$");

    /** Start of a package's path in a jar, to the file that holds the library's version. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org/geotools/", MAVEN + "org.geotools/gt-coverage/pom.properties",
            "org/locationtech/jts/", MAVEN + "org.locationtech.jts/jts-core/pom.properties",
            "javax/measure/", MAVEN + "tech.units/indriya/pom.properties",
            "tech/units/indriya/", MAVEN + "tech.units/indriya/pom.properties",
            "si/uom/", MAVEN + "si.uom/si-units/pom.properties");

    private HostPackages() {}

    /**
     * A value for {@code org.osgi.framework.system.packages.extra}: {@code package;version="1.2",...}.
     *
     * @param loader finds the host's libraries, as jars of its own or of its parents
     * @throws IllegalStateException when a library's version is not known
     */
    static String of(ClassLoader loader) {
        Map<String, String> versions = new HashMap<>();
        Set<String> clauses = new TreeSet<>();
        try {
            for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                if (manifest.openConnection() instanceof JarURLConnection connection) {
                    File file = new File(uri(connection.getJarFileURL()));
                    try (ZipFile jar = new ZipFile(file)) {
                        jar.stream().forEach(entry -> addClause(entry, file, loader, versions, clauses));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the host's libraries cannot be read", e);
        }
        return clauses.stream().collect(Collectors.joining(","));
    }

    private static URI uri(URL file) throws IOException {
        try {
            return file.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(file + " is not a file", e);
        }
    }

    private static void addClause(
            ZipEntry entry, File jar, ClassLoader loader, Map<String, String> versions, Set<String> clauses) {
        String path = entry.getName();
        if (!path.endsWith(".class")) {
            return;
        }
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            String start = library.getKey();
            if (path.startsWith(start)) {
                String version =
                        versions.computeIfAbsent(start, missing -> version(library.getValue(), jar.getName(), loader));
                String name = path.substring(0, path.lastIndexOf('/')).replace('/', '.');
                clauses.add(name + ";version=\"" + version + "\"");
                return;
            }
        }
    }

    /** As Maven wrote it into the library, else as the name of its jar says. */
    private static String version(String resource, String jar, ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version").replaceFirst("\\.?[^0-9.].*", "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
        Matcher named = NAMED_VERSION.matcher(jar);
        if (!named.find()) {
            throw new IllegalStateException("the version of " + jar + " is not known: neither " + resource
                    + " nor the name of the jar tells it");
        }
        return named.group(1);
    }
}
