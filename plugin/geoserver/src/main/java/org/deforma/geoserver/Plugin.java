package org.deforma.geoserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deforma.geoserver.layers.GeoServerCatalog;
import org.deforma.geoserver.layers.GeoServerPublisher;
import org.deforma.geoserver.layers.NameLocks;
import org.deforma.host.framework.BundleFolder;
import org.deforma.host.framework.Host;
import org.deforma.host.tools.LayerOutput;
import org.deforma.host.tools.LayerTools;
import org.deforma.host.tools.RasterFileInput;
import org.deforma.host.tools.ToolFactory;
import org.deforma.toolbox.ToolboxPage;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.process.Processors;
import org.geotools.process.function.ProcessFunctionFactory;
import org.springframework.context.ApplicationContext;

/**
 * Deforma in a GeoServer: the framework with the bundles of the data folder, and one factory of processes.
 *
 * <p>The framework keeps nothing between two starts: what is there follows from the folders alone.
 */
public final class Plugin implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Plugin.class.getName());

    /** How long cancelled jobs may take to end [s]. */
    private static final long GRACE = 30;

    private final Path core;
    private final Host host;
    private final ToolFactory tools;
    private volatile boolean started;

    private Plugin(ApplicationContext context, DataFolder folder) throws IOException {
        ToolFactory.Drain drain = new ToolFactory.Drain(patience(folder), GRACE);
        core = Files.createTempDirectory("deforma-core-");
        try {
            DataFolder.copyCore(core);
            host = Host.start(
                    List.of(core),
                    List.of(folder.models()),
                    BundleFolder.properties(folder.bundles(), core, drain.patience() + drain.grace() + GRACE));
        } catch (IOException | RuntimeException e) {
            deleteCore();
            throw e;
        }
        BundleFolder.log(host.context());
        StrayJars.watch(host.context());
        NameLocks locks = new NameLocks();
        LayerTools.register(host.context(), new GeoServerCatalog(context, locks));
        tools = new ToolFactory(
                host.context(),
                List.of(
                        new RasterFileInput(folder.files(), host.rasterFiles()),
                        new LayerOutput(new GeoServerPublisher(context, locks))),
                drain,
                this::changed);
        Processors.addProcessFactory(tools);
        started = true;
        changed();
    }

    /**
     * Starts everything; when it returns the tools are there.
     *
     * @param context GeoServer's
     * @throws UncheckedIOException when the data folder or temporary files cannot be written
     * @throws IllegalStateException when there is no data directory or the framework does not start
     */
    public static Plugin start(ApplicationContext context) {
        Path directory = DataDirectory.of(context);
        try {
            long start = System.nanoTime();
            DataFolder folder = DataFolder.fill(directory);
            boolean toolbox = hasToolbox(folder);
            Plugin plugin = new Plugin(context, folder);
            if (toolbox) {
                new PageFolder(directory).put(page());
            } else {
                new PageFolder(directory).remove();
            }
            LOG.log(Level.INFO, "Deforma offers {0}; it took {1} ms to start", new Object[] {
                plugin.tools.getNames().stream().sorted().toList(), (System.nanoTime() - start) / 1_000_000
            });
            return plugin;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder deforma in " + directory + " or the temporary folder cannot be written: "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean hasToolbox(DataFolder folder) {
        String setting = folder.setting("toolbox");
        return switch (setting == null ? "true" : setting.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalStateException(
                        "toolbox in deforma.properties must be true or false, was '" + setting + "'");
        };
    }

    private static Map<String, byte[]> page() {
        return ToolboxPage.files().stream().collect(Collectors.toMap(Function.identity(), name -> ToolboxPage.file(name)
                .orElseThrow()));
    }

    private static long patience(DataFolder folder) {
        String setting = folder.setting("patience");
        String number = setting == null ? "60" : setting.strip();
        // Up to eleven days.
        if (!number.matches("\\d{1,6}")) {
            throw new IllegalStateException(
                    "patience in deforma.properties must be a whole number of seconds from 0 to 999999, was '" + setting
                            + "'");
        }
        return Long.parseLong(number);
    }

    /** GeoTools keeps what it knows of processes that can be used as functions, such as in styles. */
    private void changed() {
        if (started) {
            CommonFactoryFinder.getFunctionFactories(null).stream()
                    .filter(ProcessFunctionFactory.class::isInstance)
                    .map(ProcessFunctionFactory.class::cast)
                    .forEach(Plugin::readAgain);
        }
    }

    /** Under the lock that it takes to read, since a request may be reading it; and at once, so that none finds it empty. */
    private static void readAgain(ProcessFunctionFactory functions) {
        synchronized (functions) {
            functions.clear();
            functions.getFunctionNames();
        }
    }

    /** Cancels what runs and waits for it, then stops the framework with its threads and native memory. */
    @Override
    public void close() {
        Processors.removeProcessFactory(tools);
        tools.close();
        host.close();
        deleteCore();
        LOG.info("Deforma has stopped");
    }

    private void deleteCore() {
        try (Stream<Path> files = Files.walk(core)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", new Object[] {core, e.getMessage()});
        }
    }
}
