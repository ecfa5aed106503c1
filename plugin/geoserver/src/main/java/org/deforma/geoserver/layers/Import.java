package org.deforma.geoserver.layers;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * A raster that {@code gs:Import} has put into a store, and a folder of files, of its own: {@code NAME-0a1b2c3d}. So
 * whatever it leaves behind when it fails can be told from everything else.
 *
 * @param folder name of the store, and of the folder of its file
 * @param store of the raster
 * @param coverage the only one of the store
 */
record Import(String folder, Bean store, Bean coverage) {
    private static final Name PROCESS = new NameImpl("gs", "Import");
    private static final String PROCESSES = "org.geoserver.wps.process.GeoServerProcessors";
    private static final Pattern FILE = Pattern.compile(".*/([^/]+-[0-9a-f]{8})/\\1[0-9]*\\.tif");

    /**
     * GeoServer's process, if the caller may run it.
     *
     * @throws IllegalArgumentException when it is off, or not open to the caller
     */
    static ProcessFactory factory(ClassLoader loader) {
        // Only GeoServer's own registry knows who may run what.
        if (Bean.callStatic(loader, PROCESSES, "createProcessFactory", PROCESS, true) instanceof ProcessFactory open) {
            return open;
        }
        throw new IllegalArgumentException("layer: nothing can be published, since GeoServer's process gs:Import is"
                + " off or not open to you; leave layer out, or ask the administrator");
    }

    /**
     * Imports a raster.
     *
     * @param underItsName whether the coverage gets the layer's name, or that of the folder
     * @param undo takes all of it back, whatever was done
     */
    static Import run(
            ProcessFactory factory,
            Workspace workspace,
            LayerName layer,
            boolean underItsName,
            GridCoverage2D raster,
            ProgressListener listener,
            Undo undo) {
        String folder = layer.name() + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String name = underItsName ? layer.name() : folder;
        undo.add("the import of " + layer, () -> {
            workspace.removeStore(folder);
            delete(workspace, folder);
        });
        try {
            factory.create(PROCESS)
                    .execute(
                            Map.of("coverage", raster, "workspace", workspace.name(), "store", folder, "name", name),
                            new Cancelling(listener));
        } catch (RuntimeException e) {
            if (listener.isCanceled()) {
                CancellationException cancelled = new CancellationException("cancelled while publishing " + layer);
                cancelled.initCause(e);
                throw cancelled;
            }
            throw new ProcessException("GeoServer could not import " + layer + ": " + reason(e), e);
        }
        Bean store = shown(workspace, layer, "getCoverageStoreByName", folder);
        FinishedFile.replace(store.text("getURL"), folder, raster);
        return new Import(folder, store, shown(workspace, layer, "getCoverageByName", name));
    }

    private static Bean shown(Workspace workspace, LayerName layer, String kind, String name) {
        return workspace
                .catalog()
                .find(kind, workspace.name(), name)
                .orElseThrow(() -> new ProcessException("GeoServer imported " + layer + " but does not show it to you;"
                        + " ask the administrator for the right to read layers of " + workspace.name()));
    }

    /** Whether the caller may run GeoServer's process. */
    static boolean isOpen(ClassLoader loader) {
        return Bean.callStatic(loader, PROCESSES, "createProcessFactory", PROCESS, true) instanceof ProcessFactory;
    }

    /** Deletes the folder of an import's files, if there is one. */
    static void delete(Workspace workspace, Optional<String> folder) {
        folder.ifPresent(name -> delete(workspace, name));
    }

    private static void delete(Workspace workspace, String folder) {
        Bean files = workspace.resource("data", workspace.name(), folder);
        if (!"UNDEFINED".equals(String.valueOf(files.call("getType")))
                && files.call("delete").equals(false)) {
            throw new ProcessException("the folder " + files.text("path") + " of the data directory cannot be deleted");
        }
    }

    /** The folder of the file that a store shows; empty when no import made it. */
    static Optional<String> folder(Bean store) {
        Matcher file = FILE.matcher(String.valueOf(store.text("getURL")));
        return file.matches() && file.group(1).equals(Mark.folder(store))
                ? Optional.of(file.group(1))
                : Optional.empty();
    }

    /** GeoServer's own messages are as short as "I/O Exception"; what is below says more. */
    private static String reason(RuntimeException failure) {
        Throwable reason = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            reason = each.getMessage() == null ? reason : each;
        }
        return reason.getMessage();
    }

    /** Cancels the import with the run; its progress is not told, as it knows none between begin and end. */
    private static final class Cancelling extends NullProgressListener {
        private final ProgressListener run;

        Cancelling(ProgressListener run) {
            this.run = run;
        }

        @Override
        public boolean isCanceled() {
            return run.isCanceled();
        }

        /** Never null: gs:Import makes its message of it when it is cancelled. */
        @Override
        public InternationalString getTask() {
            return new SimpleInternationalString("cancelled");
        }
    }
}
