package org.deforma.inference.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The manifest of a model bundle. It may say what the bundle is, and nothing that makes a framework load, run or join
 * anything: of the headers that frameworks and class loaders look at only those that are listed here are accepted.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 */
public record ModelManifest(String symbolicName, Version version) {
    private static final Set<String> ACCEPTED = Set.of(
            "bundle-manifestversion",
            "bundle-symbolicname",
            "bundle-version",
            "bundle-name",
            "bundle-description",
            "bundle-license",
            "bundle-vendor",
            "bundle-docurl",
            "bundle-copyright",
            "bundle-category",
            "bundle-contactaddress",
            "bundle-developers",
            "bundle-scm",
            "require-capability");

    /** Beginnings of headers that do something, to a framework, to an extender, or to Java. */
    private static final Pattern ACTIVE =
            Pattern.compile("(bundle|import|dynamicimport|export|require|provide|fragment|service"
                    + "|extension|extensionbundle|ignore-package|main|class|launcher|premain|agent|multi|meta|spi"
                    + "|test|web|blueprint|spring|eclipse)-.*");

    /** Only the Java version may be required. */
    private static final Pattern JAVA_ONLY =
            Pattern.compile("\\s*osgi\\.ee\\s*(;\\s*[\\w.:-]+\\s*=\\s*(\"[^\"]*\"|[\\w.]+)\\s*){0,20}");

    private static final int SHOWN = 100;

    static ModelManifest parse(String jar, byte[] bytes) {
        checkHeadersOnce(jar, bytes);
        Attributes headers;
        try {
            headers = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    jar + " has a manifest that cannot be read: " + shown(e.getMessage()), e);
        }
        for (Object key : headers.keySet()) {
            String header = key.toString();
            String lower = header.toLowerCase(Locale.ROOT);
            boolean accepted =
                    ACCEPTED.contains(lower) || !ACTIVE.matcher(lower).matches();
            boolean java = !lower.equals("require-capability")
                    || JAVA_ONLY.matcher(headers.getValue(header)).matches();
            if (!accepted || !java) {
                throw new IllegalArgumentException(jar + " has the manifest header " + header
                        + (accepted ? ": " + shown(headers.getValue(header)) : "")
                        + ", which a model bundle must not have: it holds data, and needs nothing but a Java version");
            }
        }
        String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        String version = headers.getValue(Constants.BUNDLE_VERSION);
        if (!"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)) || name == null || version == null) {
            throw new IllegalArgumentException(jar + " must have the manifest headers Bundle-ManifestVersion: 2,"
                    + " Bundle-SymbolicName and Bundle-Version");
        }
        if (!name.matches("[A-Za-z0-9_.-]{1,200}(\\s*;\\s*singleton\\s*:=\\s*\"?(true|false)\"?)?")) {
            throw new IllegalArgumentException(
                    jar + " must have a plain Bundle-SymbolicName, has '" + shown(name) + "'");
        }
        try {
            return new ModelManifest(name.split(";", 2)[0].strip(), Version.parseVersion(version));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    jar + " must have a Bundle-Version such as 1.2.0, has '" + shown(version) + "'", e);
        }
    }

    /** Two readers of a manifest may differ on which of two equal headers counts. */
    private static void checkHeadersOnce(String jar, byte[] bytes) {
        Set<String> headers = new HashSet<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            if (!line.startsWith(" ")
                    && colon > 0
                    && !headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        jar + " has the manifest header " + shown(line.substring(0, colon)) + " twice");
            }
        }
    }

    /** What stands in the manifest, on one line and not too long to be repeated. */
    private static String shown(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}", "?");
    }
}
