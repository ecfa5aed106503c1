package org.deforma.geoserver.layers;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.process.ProcessException;

/**
 * Removes a layer that came from here, with its store, its file and its styles; tile caches go with it, GeoServer sees to
 * that itself.
 *
 * <p>It does not come back when a step fails: GeoServer has dropped its access rules with it, so everybody would see it. What
 * is left of it then shows no map, and removing it again, or publishing something of its name, finishes the work.
 */
final class Removal {
    private static final Logger LOG = Logger.getLogger(Removal.class.getName());

    private final Workspace workspace;
    private final LayerName name;

    Removal(Workspace workspace, LayerName name) {
        this.workspace = workspace;
        this.name = name;
    }

    /**
     * Does it.
     *
     * @param store of the layer
     * @throws IllegalArgumentException when something needs the layer; nothing is changed then
     * @throws ProcessException when GeoServer fails to remove all of it
     */
    void run(Bean store) {
        Optional<String> folder = Import.folder(store);
        removeLayers(store);
        try {
            workspace.removeStore(name.name());
        } catch (RuntimeException e) {
            throw new ProcessException(
                    name + " is no map layer any more, but GeoServer could not remove all that belongs"
                            + " to it; remove it once more",
                    e);
        }
        afterwards("styles", () -> new LayerStyles(workspace, name).removeAllBut(List.of()));
        afterwards("folder " + folder, () -> Import.delete(workspace, folder));
    }

    private void removeLayers(Bean store) {
        for (Bean coverage : workspace.all().all("getCoveragesByCoverageStore", store)) {
            for (Bean layer : workspace.all().all("getLayers", coverage)) {
                try {
                    workspace.all().call("remove", layer);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "layer: " + name + " is part of a layer group; take it out of the group first", e);
                }
            }
        }
    }

    /** The layer is gone by then, so failures are logged and nothing more. */
    private void afterwards(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "after " + name + " was removed, something is left over: " + what);
        }
    }
}
