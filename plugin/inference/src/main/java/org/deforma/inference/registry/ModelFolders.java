package org.deforma.inference.registry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.deforma.api.model.InstalledModel;
import org.deforma.inference.bundle.ModelJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the installed model bundles as the folders are that the framework or system property {@value #FOLDERS} names
 * (separated as in a class path; they need not exist). A jar is looked at before it is installed; one that is refused
 * is listed with the reason. Jars without a network are left alone.
 */
@Component(
        immediate = true,
        service = {})
public final class ModelFolders {
    /** Property: folders of model bundles. */
    static final String FOLDERS = "deforma.models";

    private static final Logger LOG = Logger.getLogger(ModelFolders.class.getName());
    private static final String LOCATION = "deforma-model:";
    private static final long LOOK_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;

    private final BundleContext context;
    private final BundleModelRegistry registry;
    private final List<Path> folders;
    private final Map<Path, Stamp> known = new HashMap<>();
    private final Map<Path, Stamp> fresh = new HashMap<>();
    private final Thread watcher = new Thread(this::watch, "deforma-model-folders");
    private volatile boolean closed;

    /** Tells a file from what it was when it was looked at last. */
    private record Stamp(long size, FileTime time) {}

    /** Installs what is there before it returns; what comes later is seen within two seconds. */
    @Activate
    public ModelFolders(BundleContext context, @Reference BundleModelRegistry registry) {
        this.context = context;
        this.registry = registry;
        this.folders = folders(context.getProperty(FOLDERS));
        removeStrangers();
        look(true);
        registry.settle();
        watcher.setDaemon(true);
        watcher.start();
    }

    private static List<Path> folders(String property) {
        return property == null || property.isBlank()
                ? List.of()
                : Stream.of(property.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                        .distinct()
                        .toList();
    }

    @Deactivate
    void close() {
        closed = true;
        watcher.interrupt();
        try {
            watcher.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
                look(false);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.log(Level.WARNING, "the folders of models cannot be looked at", e);
                }
            }
        }
    }

    /** A framework that keeps its bundles may have some of ours whose files have gone meanwhile. */
    private void removeStrangers() {
        Map<Path, Stamp> files = files();
        for (Bundle bundle : context.getBundles()) {
            boolean ours = bundle.getLocation().startsWith(LOCATION);
            if (ours && files.keySet().stream().noneMatch(file -> location(file).equals(bundle.getLocation()))) {
                uninstall(bundle);
            }
        }
    }

    private static String location(Path file) {
        return LOCATION + file.toUri();
    }

    /** One look; on the first one files are taken as they are, later ones must have kept still since the last look. */
    private void look(boolean first) {
        Map<Path, Stamp> files = files();
        for (Path file : List.copyOf(known.keySet())) {
            if (!files.containsKey(file)) {
                known.remove(file);
                gone(file);
            }
        }
        fresh.keySet().retainAll(files.keySet());
        files.forEach((file, stamp) -> {
            if (closed || stamp.equals(known.get(file))) {
                return;
            }
            if (first || stamp.equals(fresh.put(file, stamp))) {
                fresh.remove(file);
                known.put(file, stamp);
                changed(file);
            }
        });
    }

    private Map<Path, Stamp> files() {
        Map<Path, Stamp> files = new TreeMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path file :
                        inside.filter(path -> path.toString().endsWith(".jar")).toList()) {
                    if (Files.isRegularFile(file)) {
                        files.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                // A file that goes while it is looked at; the next look tells more.
                LOG.log(Level.FINE, e, () -> folder + " cannot be listed");
            }
        }
        return files;
    }

    private void gone(Path file) {
        registry.forget(location(file));
        Optional.ofNullable(context.getBundle(location(file))).ifPresent(this::uninstall);
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.log(Level.WARNING, "model bundle {0} cannot be uninstalled: {1}", new Object[] {
                bundle.getSymbolicName(), e.getMessage()
            });
        }
    }

    private void changed(Path file) {
        String location = location(file);
        String name = file.getFileName().toString();
        try {
            if (ModelJar.hasModel(file)) {
                install(file, name, location);
            }
            registry.forget(location);
        } catch (BundleException | IOException | RuntimeException e) {
            if (closed) {
                return;
            }
            gone(file);
            String reason = e instanceof IllegalArgumentException
                    ? e.getMessage()
                    : name + " cannot be installed: " + e.getMessage();
            LOG.log(Level.WARNING, "{0} is refused: {1}", new Object[] {file, reason});
            registry.refuse(location, refused(name, reason));
        }
    }

    private static InstalledModel refused(String file, String reason) {
        return new InstalledModel(
                file.replaceFirst("\\.jar$", ""), "", file, "", 0, Optional.empty(), "", Optional.of(reason));
    }

    /** From a copy: the file might be changed between the look and the installation. */
    private void install(Path file, String name, String location) throws IOException, BundleException {
        Path copy = Files.createTempFile("deforma-model-", ".jar");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            ModelJar.open(name, copy).close();
            try (InputStream in = Files.newInputStream(copy)) {
                Bundle bundle = context.getBundle(location);
                if (bundle == null) {
                    bundle = context.installBundle(location, in);
                } else {
                    bundle.update(in);
                }
                bundle.start(Bundle.START_TRANSIENT);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
