package org.deforma.geoserver.layers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.deforma.host.tools.LayerPublisher;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.springframework.context.ApplicationContext;

/**
 * Publishes results as layers of the GeoServer it runs in, with the rights of the thread's caller, who must be an
 * administrator of the workspace and may run {@code gs:Import}. Thread-safe; what has the same name goes one by one.
 *
 * <p>Everything or nothing: when a step fails, or the run is cancelled, what was done is taken back in reverse order.
 */
public final class GeoServerPublisher implements LayerPublisher {
    private final ApplicationContext context;
    private final NameLocks locks;

    /**
     * Publishes there.
     *
     * @param context of GeoServer; asked for beans only when there is something to publish
     * @param locks those of whoever else changes layers there
     */
    public GeoServerPublisher(ApplicationContext context, NameLocks locks) {
        this.context = context;
        this.locks = locks;
    }

    @Override
    public void check(String layer) {
        LayerName name = LayerName.parse(layer);
        Workspace.of(context, name).own(name);
        Import.factory(context.getClassLoader());
    }

    @Override
    public String origin() {
        return MapAddress.origin(context.getClassLoader());
    }

    @Override
    public String publish(
            String layer, GridCoverage2D coverage, Map<String, String> styles, ProgressListener listener) {
        LayerName name = LayerName.parse(layer);
        checkReferenceSystem(coverage.getCoordinateReferenceSystem());
        NameLocks.Held held = locks.hold(() -> checkCancelled(name, listener), name);
        try (Undo undo = new Undo()) {
            // Rights and names may have changed since they were checked.
            Workspace workspace = Workspace.of(context, name);
            Optional<Bean> old = workspace.own(name);
            Publication publication = new Publication(workspace, name, undo, () -> checkCancelled(name, listener));
            Import fresh = Import.run(
                    Import.factory(context.getClassLoader()), workspace, name, old.isEmpty(), coverage, listener, undo);
            Bean published = old.isPresent()
                    ? publication.replace(old.get(), fresh, coverage, styles)
                    : publication.add(fresh, coverage, styles);
            String address = MapAddress.of(context, name, published);
            checkCancelled(name, listener);
            undo.keep();
            publication.tidyUp();
            return address;
        } finally {
            held.close();
        }
    }

    private static void checkReferenceSystem(CoordinateReferenceSystem crs) {
        if (crs == null || crs instanceof EngineeringCRS) {
            throw new IllegalArgumentException("layer: the result has no coordinate reference system, so it cannot be"
                    + " a map layer; use rasters that have one, or leave layer out");
        }
        try {
            if (CRS.lookupEpsgCode(crs, true) == null) {
                throw new IllegalArgumentException("layer: the result's coordinate reference system, "
                        + crs.getName().getCode() + ", has no EPSG code, so it cannot be a map layer; use rasters in"
                        + " one that has, or leave layer out");
            }
        } catch (FactoryException e) {
            throw new ProcessException("the EPSG codes cannot be read", e);
        }
    }

    private static void checkCancelled(LayerName name, ProgressListener listener) {
        if (listener.isCanceled()) {
            throw new CancellationException("cancelled while publishing " + name);
        }
    }
}
