package org.deforma.standalone.framework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geotools.process.ProcessFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * An OSGi framework inside this JVM. Its bundles use the host's GeoTools and JTS and offer their tools as
 * {@link ProcessFactory} services; nothing else passes between host and bundles. Thread-safe.
 */
public final class Host implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Host.class.getName());
    private static final long STOP_MILLIS = 5_000;

    private static final Set<Path> STORAGES = ConcurrentHashMap.newKeySet();

    private final Path storage;
    private final Framework framework;
    private final ServiceTracker<ProcessFactory, ProcessFactory> factories;

    private Host(Path storage, Framework framework) {
        this.storage = storage;
        this.framework = framework;
        this.factories = new ServiceTracker<>(framework.getBundleContext(), ProcessFactory.class, null);
    }

    /**
     * Starts a framework with all bundles of a folder. A bundle that cannot start is logged as a warning and left
     * out. The framework keeps its state in a temporary folder of its own, so that several can run at once.
     *
     * @param bundles folder of jars
     * @throws UncheckedIOException when the folder cannot be read, or temporary files cannot be written
     * @throws IllegalStateException when the framework does not start
     */
    public static Host start(Path bundles) {
        try {
            List<Path> jars = jars(bundles);
            Path storage = storage();
            Framework framework = ServiceLoader.load(FrameworkFactory.class, Host.class.getClassLoader())
                    .findFirst()
                    .orElseThrow()
                    .newFramework(settings(storage));
            framework.init();
            Host host = new Host(storage, framework);
            host.factories.open();
            framework.start();
            host.install(jars);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundles in " + bundles + " cannot be read", e);
        } catch (BundleException e) {
            throw new IllegalStateException("the OSGi framework does not start: " + e.getMessage(), e);
        }
    }

    private static Path storage() {
        try {
            Path folder = Files.createTempDirectory("deforma-felix-");
            STORAGES.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder for temporary files cannot be written: " + System.getProperty("java.io.tmpdir")
                            + "; name another one with DEFORMA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> settings(Path storage) {
        return Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                HostPackages.fromClassPath(),
                // A bundle sees what it imports and nothing else.
                "felix.bootdelegation.implicit",
                "false",
                // The URL handlers are one per JVM and would be Felix's for ever.
                "felix.service.urlhandlers",
                "false",
                "felix.log.level",
                "1");
    }

    private void install(List<Path> jars) {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            try {
                bundles.add(context.installBundle("reference:" + jar.toUri()));
            } catch (BundleException e) {
                LOG.log(Level.WARNING, "{0} is not a bundle: {1}", new Object[] {jar, e.getMessage()});
            }
        }
        for (Bundle bundle : bundles) {
            try {
                bundle.start();
            } catch (BundleException e) {
                LOG.log(Level.WARNING, "bundle {0} does not start: {1}", new Object[] {bundle, e.getMessage()});
            }
        }
    }

    /** The context of the framework itself, to look at bundles and services. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** The factories that the bundles offer at this moment. */
    public List<ProcessFactory> factories() {
        return List.copyOf(factories.getTracked().values());
    }

    /** Stops the bundles and the framework and deletes its folder. */
    @Override
    public void close() {
        try {
            factories.close();
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            LOG.log(Level.WARNING, "the OSGi framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(storage);
            STORAGES.remove(storage);
        }
    }

    /** Deletes the folders of hosts that were not closed; for a JVM that is about to end. */
    public static void deleteLeftovers() {
        STORAGES.forEach(Host::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", new Object[] {folder, e.getMessage()});
        }
    }
}
