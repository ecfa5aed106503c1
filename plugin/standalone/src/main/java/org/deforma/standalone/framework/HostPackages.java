package org.deforma.standalone.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The packages that bundles get from the host: GeoTools, JTS and the units of measurement, with the versions of the
 * libraries on the class path.
 */
final class HostPackages {
    private static final String MAVEN = "META-INF/maven/";

    /** Start of a package's path in a jar, to the file that holds the library's version. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org/geotools/", MAVEN + "org.geotools/gt-coverage/pom.properties",
            "org/locationtech/jts/", MAVEN + "org.locationtech.jts/jts-core/pom.properties",
            "javax/measure/", MAVEN + "tech.units/indriya/pom.properties",
            "tech/units/indriya/", MAVEN + "tech.units/indriya/pom.properties",
            "si/uom/", MAVEN + "si.uom/si-units/pom.properties");

    private HostPackages() {}

    /** A value for {@code org.osgi.framework.system.packages.extra}: {@code package;version="1.2",...}. */
    static String fromClassPath() {
        Map<String, String> versions = new HashMap<>();
        LIBRARIES.forEach((start, properties) -> versions.put(start, version(properties)));
        Set<String> clauses = new TreeSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                try (ZipFile jar = new ZipFile(entry)) {
                    jar.stream().forEach(file -> addClause(file, versions, clauses));
                } catch (IOException e) {
                    throw new UncheckedIOException(entry + " cannot be read", e);
                }
            }
        }
        return clauses.stream().collect(Collectors.joining(","));
    }

    private static void addClause(ZipEntry file, Map<String, String> versions, Set<String> clauses) {
        String path = file.getName();
        if (!path.endsWith(".class")) {
            return;
        }
        for (String start : LIBRARIES.keySet()) {
            if (path.startsWith(start)) {
                String name = path.substring(0, path.lastIndexOf('/')).replace('/', '.');
                clauses.add(name + ";version=\"" + versions.get(start) + "\"");
                return;
            }
        }
    }

    private static String version(String resource) {
        try (InputStream in = HostPackages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version").replaceFirst("[^0-9.].*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
