package org.deforma.geoserver;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Tells of jars in the folder of bundles that are none. FileInstall passes over what it cannot install without a word;
 * but it asks services of its own type whether they can, and so this is one of them that can install nothing.
 */
final class StrayJars implements InvocationHandler {
    private static final Logger LOG = Logger.getLogger(StrayJars.class.getName());
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    /** What was told of, with the time of its last change. */
    private final Map<File, Long> told = new ConcurrentHashMap<>();

    private StrayJars() {}

    /**
     * Begins to look at what FileInstall looks at.
     *
     * @throws IllegalStateException when FileInstall is not there
     */
    static void watch(BundleContext context) {
        Bundle watcher = Arrays.stream(context.getBundles())
                .filter(bundle -> FILE_INSTALL.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE_INSTALL + " is not installed"));
        try {
            Class<?> type = watcher.loadClass(FILE_INSTALL + ".ArtifactInstaller");
            Object service = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new StrayJars());
            context.registerService(type.getName(), service, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("another " + FILE_INSTALL + " was expected", e);
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "canHandle" -> {
                look((File) arguments[0]);
                yield false;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> getClass().getName();
            default -> null;
        };
    }

    /** Called again and again for what nobody can install. */
    private void look(File file) {
        long changed = file.lastModified();
        if (!Long.valueOf(changed).equals(told.get(file))) {
            String fault = fault(file);
            if (fault.isEmpty()) {
                told.remove(file);
            } else {
                told.put(file, changed);
                LOG.log(Level.WARNING, "{0} is not a bundle and is left alone: {1}", new Object[] {file, fault});
            }
        }
    }

    private static String fault(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            boolean named = manifest != null && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null;
            return named ? "" : "its manifest has no Bundle-SymbolicName";
        } catch (IOException e) {
            return "it cannot be read as a jar (" + e.getMessage() + ")";
        }
    }
}
