package org.deforma.geoserver.layers;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deforma.host.tools.LayerCatalog;
import org.geotools.process.ProcessException;
import org.springframework.context.ApplicationContext;

/**
 * The raster layers of the GeoServer it runs in, as the thread's caller may see them. Those that came from Deforma can be
 * renamed and removed by whoever may administer their workspace. Thread-safe; what has the same name goes one by one.
 */
public final class GeoServerCatalog implements LayerCatalog {
    private static final long PATIENCE_SECONDS = 20;

    private final ApplicationContext context;
    private final NameLocks locks;

    /**
     * Of a GeoServer.
     *
     * @param context of GeoServer; asked for beans only when somebody asks for layers
     * @param locks those of whoever publishes there
     */
    public GeoServerCatalog(ApplicationContext context, NameLocks locks) {
        this.context = context;
        this.locks = locks;
    }

    @Override
    public List<LayerFacts> layers() {
        return new LayerListing(context).layers();
    }

    @Override
    public List<String> workspaces() {
        return Import.isOpen(context.getClassLoader()) ? Workspace.administered(context) : List.of();
    }

    @Override
    public void rename(String layer, String name) {
        LayerName from = LayerName.parse(layer);
        LayerName to = from.renamed(name);
        CallerRequest.checkProcess(context.getClassLoader());
        NameLocks.Held held = locks.hold(patience(from), from, to);
        try (Undo undo = new Undo()) {
            Workspace workspace = Workspace.of(context, from);
            Bean store = workspace.ownStore(from);
            Bean coverage = workspace.ownCoverage(store, from).orElseThrow(() -> Workspace.nothingOwn(from));
            if (from.equals(to)) {
                return;
            }
            workspace.checkFree(to);
            new Renaming(workspace, from, to, undo).run(store, coverage);
            undo.keep();
        } catch (IllegalArgumentException | ProcessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProcessException("GeoServer could not rename " + from + ": " + e.getMessage(), e);
        } finally {
            held.close();
        }
    }

    @Override
    public void remove(String layer) {
        LayerName name = LayerName.parse(layer);
        CallerRequest.checkProcess(context.getClassLoader());
        NameLocks.Held held = locks.hold(patience(name), name);
        try {
            Workspace workspace = Workspace.of(context, name);
            new Removal(workspace, name).run(workspace.ownStore(name));
        } finally {
            held.close();
        }
    }

    private static Runnable patience(LayerName name) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        return () -> {
            if (System.nanoTime() > end) {
                throw new ProcessException(name + " is being published or changed; try again in a minute");
            }
        };
    }
}
