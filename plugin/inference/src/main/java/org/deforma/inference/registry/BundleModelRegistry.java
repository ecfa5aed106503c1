package org.deforma.inference.registry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deforma.api.DeformaException;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelRegistry;
import org.deforma.inference.bundle.ModelJar;
import org.deforma.inference.engine.Devices;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;

/**
 * The models of all bundles that hold a {@code model.onnx} and have been started. A model is read and proves itself
 * when somebody asks for it; once {@link #settle} has been called, new ones do so at once.
 */
@Component(service = {ModelRegistry.class, BundleModelRegistry.class})
public final class BundleModelRegistry implements ModelRegistry {
    private static final Logger LOG = Logger.getLogger(BundleModelRegistry.class.getName());
    private static final String FOLDER = "models";

    /** Time that runs have to end when the service stops [s]. */
    private static final long DRAIN_SECONDS = 20;

    private static final AtomicLong SERIAL = new AtomicLong();

    private final Path folder;
    private final ExecutorService executor = Executors.newCachedThreadPool(BundleModelRegistry::thread);
    private final Set<ModelEntry> entries = ConcurrentHashMap.newKeySet();
    private final Set<ModelEntry> leaving = ConcurrentHashMap.newKeySet();
    private final Map<String, InstalledModel> refusedFiles = new ConcurrentHashMap<>();
    private final BundleTracker<ModelEntry> tracker;
    private volatile boolean settled;
    private volatile boolean closed;

    /** Finds the bundles that are there, and goes on looking. */
    @Activate
    public BundleModelRegistry(BundleContext context) {
        folder = folder(context);
        tracker = new Tracker(context);
        tracker.open();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "deforma-model-" + SERIAL.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Copies of networks lie in the bundle's own area, where there is one. */
    private static Path folder(BundleContext context) {
        try {
            File area = context.getDataFile(FOLDER);
            if (area == null) {
                return Files.createTempDirectory("deforma-models-");
            }
            delete(area.toPath());
            return Files.createDirectories(area.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException("copies of networks cannot be kept", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** From now on models prove themselves when they are installed, not when they are asked for. */
    void settle() {
        settled = true;
    }

    /** Lists a file that was not installed. */
    void refuse(String location, InstalledModel model) {
        refusedFiles.put(location, model);
    }

    /** Forgets a file that was not installed. */
    void forget(String location) {
        refusedFiles.remove(location);
    }

    @Override
    public List<InstalledModel> models() {
        List<InstalledModel> models = new ArrayList<>(refusedFiles.values());
        Map<String, List<ModelEntry>> byName = entries.stream().collect(Collectors.groupingBy(ModelEntry::name));
        for (List<ModelEntry> same : byName.values()) {
            Optional<ModelEntry> used = best(same);
            for (ModelEntry entry : same) {
                models.add(entry.describe(entry.refusal().or(() -> used.filter(best -> best != entry)
                        .map(best -> "model '" + best.name() + "' is installed twice; version " + best.version()
                                + " of bundle " + best.bundle() + " is used instead"))));
            }
        }
        models.sort(Comparator.comparing(InstalledModel::name).thenComparing(InstalledModel::version));
        return models;
    }

    /** Of several with the same name the newest that has proved itself, else the one that was there first. */
    private static Optional<ModelEntry> best(List<ModelEntry> same) {
        return same.stream()
                .filter(entry -> entry.refusal().isEmpty())
                .max(Comparator.comparing(ModelEntry::version)
                        .thenComparing(
                                Comparator.comparingLong(ModelEntry::order).reversed()));
    }

    @Override
    public ModelLease lease(String name, ModelLayout layout, String device) {
        if (closed) {
            throw new DeformaException("the model registry has been stopped", null);
        }
        ModelEntry entry = name.isEmpty() ? only(layout) : named(name, layout);
        Devices.Choice choice = Devices.choose(device);
        try {
            return entry.lease(choice);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("model: '" + entry.name() + "' has just been removed", e);
        }
    }

    private ModelEntry named(String name, ModelLayout layout) {
        List<ModelEntry> same =
                entries.stream().filter(entry -> entry.name().equals(name)).toList();
        if (same.isEmpty()) {
            String known =
                    entries.stream().map(ModelEntry::name).distinct().sorted().collect(Collectors.joining(", "));
            throw refusedFiles.values().stream()
                    .filter(model -> model.name().equals(name))
                    .findFirst()
                    .map(model -> refused(name, model.refusal().orElse("")))
                    .orElseGet(() -> new IllegalArgumentException("model: there is no model '" + name + "'; "
                            + (known.isEmpty() ? "none is installed" : "installed are " + known)));
        }
        ModelEntry entry =
                best(same).orElseThrow(() -> refused(name, same.get(0).refusal().orElse("")));
        ModelLayout its = entry.content().orElseThrow().description().layout();
        if (its != layout) {
            throw new IllegalArgumentException("model: '" + name + "' takes " + words(its) + ", not " + words(layout));
        }
        return entry;
    }

    private static IllegalArgumentException refused(String name, String reason) {
        return new IllegalArgumentException("model: '" + name + "' cannot be used: " + reason);
    }

    private ModelEntry only(ModelLayout layout) {
        Map<String, List<ModelEntry>> byName = entries.stream()
                .filter(entry -> entry.content()
                        .filter(content -> content.description().layout() == layout)
                        .isPresent())
                .collect(Collectors.groupingBy(ModelEntry::name));
        List<ModelEntry> usable =
                byName.values().stream().flatMap(same -> best(same).stream()).toList();
        if (usable.isEmpty() && !byName.isEmpty()) {
            ModelEntry first = byName.values().iterator().next().get(0);
            throw refused(first.name(), first.refusal().orElse(""));
        }
        if (usable.size() != 1) {
            throw new IllegalArgumentException(
                    usable.isEmpty()
                            ? "model: none that takes " + words(layout)
                                    + " is installed; put a model bundle with one into the folder of models"
                            : "model: several take " + words(layout) + "; name one of "
                                    + usable.stream()
                                            .map(ModelEntry::name)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        }
        return usable.get(0);
    }

    private static String words(ModelLayout layout) {
        return switch (layout) {
            case PIXEL -> "tiles of a raster";
            case PATCH -> "patches of a raster";
            case COHERENCE_MATRIX -> "coherence matrices";
            case DISPLACEMENT -> "displacement fields";
        };
    }

    @Override
    public List<ModelDevice> devices() {
        return Devices.list();
    }

    /**
     * Stops: leases that are open have {@value #DRAIN_SECONDS} seconds to end; those that are open still fail at their
     * next run.
     */
    @Deactivate
    void close() {
        closed = true;
        tracker.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        for (ModelEntry entry : leaving) {
            if (!entry.drain(deadline)) {
                LOG.log(Level.WARNING, "model {0} was closed while it was in use", entry.name());
            }
        }
        executor.shutdown();
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", new Object[] {folder, e.getMessage()});
        }
    }

    private void proveSoon(ModelEntry entry) {
        try {
            executor.execute(entry::refusal);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "the registry stops", e);
        }
    }

    /** Bundles that have been started; started bundles with a lazy activation policy count too. */
    private final class Tracker extends BundleTracker<ModelEntry> {
        Tracker(BundleContext context) {
            super(context, Bundle.STARTING | Bundle.ACTIVE, null);
        }

        @Override
        public ModelEntry addingBundle(Bundle bundle, BundleEvent event) {
            if (bundle.getBundleId() == 0 || bundle.getEntry(ModelJar.MODEL) == null) {
                return null;
            }
            ModelEntry entry = new ModelEntry(
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    bundle.getBundleId(),
                    name -> open(bundle, name),
                    folder.resolve(SERIAL.incrementAndGet() + ".onnx"),
                    executor);
            entries.add(entry);
            if (settled) {
                proveSoon(entry);
            }
            return entry;
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, ModelEntry entry) {
            entries.remove(entry);
            leaving.removeIf(ModelEntry::isIdle);
            leaving.add(entry);
            entry.remove();
        }

        private Optional<InputStream> open(Bundle bundle, String name) throws IOException {
            URL url = bundle.getEntry(name);
            return url == null ? Optional.empty() : Optional.of(url.openStream());
        }
    }
}
