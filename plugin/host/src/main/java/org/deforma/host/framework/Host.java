package org.deforma.host.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.deforma.host.files.RasterFiles;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * An OSGi framework inside this JVM. Its bundles use the host's GeoTools and JTS and offer their tools as
 * {@link ProcessFactory} services; nothing else passes between host and bundles. Thread-safe.
 */
public final class Host implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Host.class.getName());
    private static final long STOP_MILLIS = 30_000;

    /** Framework property: folders of model bundles, separated as in a class path. */
    private static final String MODELS = "deforma.models";

    /** Framework property: the folder in which bundles keep their temporary files, where it is not the host's own. */
    private static final String TEMPORARY = "deforma.temporary";

    private static final Set<TemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();

    private final TemporaryFolder temporary;
    private final Framework framework;
    private final ServiceTracker<ProcessFactory, ProcessFactory> factories;
    private final ServiceTracker<
                    Function<Map<String, Object>, GridCoverage2D>, Function<Map<String, Object>, GridCoverage2D>>
            readers;

    private Host(TemporaryFolder temporary, Framework framework) {
        this.temporary = temporary;
        this.framework = framework;
        this.factories = new ServiceTracker<>(framework.getBundleContext(), ProcessFactory.class, null);
        this.readers = new ServiceTracker<>(framework.getBundleContext(), readers(), null);
    }

    /**
     * Starts a framework with all bundles of a folder. A bundle that cannot start is logged as a warning and left
     * out. The framework keeps its state in a temporary folder of its own, so that several can run at once.
     *
     * <p>Model bundles are left to the inference bundle, which looks at a jar before it installs it, and goes on looking
     * at the folders: the framework property {@value #MODELS} tells it which.
     *
     * @param bundles folder of jars
     * @param models more folders of model bundles; they need not exist
     * @throws UncheckedIOException when the folder cannot be read, or temporary files cannot be written
     * @throws IllegalStateException when the framework does not start
     */
    public static Host start(Path bundles, Path... models) {
        return start(
                List.of(bundles),
                Stream.concat(Stream.of(bundles), Stream.of(models)).toList(),
                Map.of());
    }

    /**
     * Starts a framework as above.
     *
     * @param bundles folders of jars
     * @param models folders of model bundles; they need not exist
     * @param properties of the framework, which its bundles read, such as a folder that they watch; packages that the host
     *     exports besides those of its GeoTools are added to them
     * @throws UncheckedIOException when a folder cannot be read, or temporary files cannot be written
     * @throws IllegalStateException when the framework does not start
     */
    public static Host start(List<Path> bundles, List<Path> models, Map<String, String> properties) {
        try {
            List<Path> jars = new ArrayList<>();
            for (Path folder : bundles) {
                jars.addAll(jars(folder));
            }
            String folders = models.stream()
                    .map(folder -> folder.toAbsolutePath().toString())
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator));
            return start(jars, folders, properties);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundles in " + bundles + " cannot be read", e);
        }
    }

    private static Host start(List<Path> jars, String models, Map<String, String> properties) {
        TemporaryFolder temporary = TemporaryFolder.make();
        OPEN.add(temporary);
        Framework framework = null;
        try {
            Map<String, String> settings = new HashMap<>(properties);
            settings.putAll(settings(temporary.path(), models));
            settings.putIfAbsent(TEMPORARY, temporary.path().toString());
            settings.merge(
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    properties.getOrDefault(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, ""),
                    (own, more) -> more.isEmpty() ? own : own + "," + more);
            framework = ServiceLoader.load(FrameworkFactory.class, Host.class.getClassLoader())
                    .findFirst()
                    .orElseThrow()
                    .newFramework(settings);
            framework.init();
            Host host = new Host(temporary, framework);
            host.factories.open();
            host.readers.open();
            framework.start();
            host.install(jars);
            return host;
        } catch (BundleException | RuntimeException e) {
            stop(framework, temporary);
            if (e instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the OSGi framework does not start: " + e.getMessage(), e);
        }
    }

    private static Filter readers() {
        try {
            return FrameworkUtil.createFilter(
                    "(&(objectClass=" + Function.class.getName() + ")(" + RasterFiles.READER + "=*))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a fixed filter", e);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !isModel(file))
                    .sorted()
                    .toList();
        }
    }

    /** What cannot be opened is none; installing it says why. */
    private static boolean isModel(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("model.onnx") != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> settings(Path temporary, String models) {
        return Map.of(
                MODELS,
                models,
                Constants.FRAMEWORK_STORAGE,
                temporary.resolve("bundles").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                HostPackages.of(Host.class.getClassLoader()),
                // A bundle sees what it imports and nothing else.
                "felix.bootdelegation.implicit",
                "false",
                // The URL handlers are one per JVM and would be Felix's for ever.
                "felix.service.urlhandlers",
                "false",
                // More than one are threads that nobody stops.
                "felix.resolver.parallelism",
                "1",
                "felix.log.level",
                "1");
    }

    private void install(List<Path> jars) {
        BundleContext context = framework.getBundleContext();
        // Before the bundle of which it is a part is resolved.
        NativeFragment.library().ifPresent(this::installNative);
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

    private void installNative(Path library) {
        try (InputStream fragment = NativeFragment.bundle(library)) {
            framework.getBundleContext().installBundle(library.toUri().toString(), fragment);
        } catch (IOException | BundleException e) {
            LOG.log(Level.WARNING, "{0} cannot be used: {1}", new Object[] {library, e.getMessage()});
        }
    }

    /** Opens raster files, those of other formats with the reader that a bundle offers at that moment. */
    public RasterFiles rasterFiles() {
        return new RasterFiles(() -> Optional.ofNullable(readers.getService()));
    }

    /** The context of the framework itself, to look at bundles and services. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** The factories that the bundles offer at this moment. */
    public List<ProcessFactory> factories() {
        return List.copyOf(factories.getTracked().values());
    }

    /**
     * Calls a command that a bundle offers in the way of the Gogo shell: a service with the properties
     * {@code osgi.command.scope=deforma} and {@code osgi.command.function}, and a public method of that name.
     *
     * @param name of the command
     * @param words its arguments
     * @return what it says
     * @throws IllegalStateException when no bundle offers it
     */
    public String command(String name, String... words) {
        BundleContext context = framework.getBundleContext();
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(
                    null, "(&(osgi.command.scope=deforma)(osgi.command.function=" + name + "))");
            if (found == null) {
                throw new IllegalStateException("no bundle offers '" + name + "'");
            }
            Object service = context.getService(found[0]);
            try {
                Class<?>[] types = Stream.of(words).map(word -> String.class).toArray(Class<?>[]::new);
                return (String) service.getClass().getMethod(name, types).invoke(service, (Object[]) words);
            } finally {
                context.ungetService(found[0]);
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(name + " failed", e.getCause());
        } catch (InvalidSyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException("'" + name + "' cannot be called", e);
        }
    }

    /** Stops the bundles and the framework and deletes its folder. */
    @Override
    public void close() {
        factories.close();
        readers.close();
        stop(framework, temporary);
    }

    private static void stop(Framework framework, TemporaryFolder temporary) {
        try {
            if (framework != null) {
                framework.stop();
                framework.waitForStop(STOP_MILLIS);
            }
        } catch (BundleException e) {
            LOG.log(Level.WARNING, "the OSGi framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            temporary.close();
            OPEN.remove(temporary);
            RecordTypes.forget();
        }
    }

    /** Deletes the folders of hosts that were not closed; for a JVM that is about to end. */
    public static void deleteLeftovers() {
        OPEN.forEach(TemporaryFolder::close);
    }
}
