package org.deforma.geoserver.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.host.tools.LayerCatalog.LayerBand;
import org.deforma.host.tools.LayerCatalog.LayerFacts;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.springframework.context.ApplicationContext;

/** Describes raster layers by what GeoServer's catalogue says of them; no file is looked at. For one use. */
final class LayerListing {
    private static final Logger LOG = Logger.getLogger(LayerListing.class.getName());

    private final Bean catalog;
    private final Set<String> administered;

    /** For the thread's caller. */
    LayerListing(ApplicationContext context) {
        this.catalog = new Bean(context.getBean("catalog"));
        this.administered = new HashSet<>(Workspace.administered(context));
    }

    /** The layers that can be drawn, in order of their names. */
    List<LayerFacts> layers() {
        List<LayerFacts> layers = new ArrayList<>();
        for (Bean layer : catalog.all("getLayers")) {
            try {
                if ("RASTER".equals(String.valueOf(layer.call("getType")))
                        && layer.call("enabled").equals(true)) {
                    layers.add(facts(layer.get("getResource")));
                }
            } catch (RuntimeException e) {
                // Such as one whose store is damaged; the others are to be seen all the same.
                LOG.log(Level.FINE, "a layer is left out", e);
            }
        }
        layers.sort(Comparator.comparing(LayerFacts::name));
        return layers;
    }

    private LayerFacts facts(Bean coverage) {
        Bean store = coverage.get("getStore");
        LayerName name = new LayerName(store.get("getWorkspace").text("getName"), coverage.text("getName"));
        ReferencedEnvelope box = (ReferencedEnvelope) coverage.call("boundingBox");
        int width = span(coverage, 0);
        int height = span(coverage, 1);
        boolean own = administered.contains(name.workspace())
                && Mark.isOwn(coverage, name)
                && Mark.isOwn(store, name)
                && store.text("getName").equals(name.name());
        return new LayerFacts(
                name.toString(),
                Objects.requireNonNullElse(coverage.text("getTitle"), name.name()),
                Objects.toString(coverage.text("getSRS"), ""),
                width,
                height,
                box == null || width == 0 ? 0 : box.getWidth() / width,
                box == null || height == 0 ? 0 : box.getHeight() / height,
                unit((CoordinateReferenceSystem) coverage.call("getCRS")),
                bands(coverage),
                Mark.bytes(coverage),
                Mark.created(coverage),
                Mark.tool(coverage),
                own);
    }

    private static int span(Bean coverage, int axis) {
        return coverage.call("getGrid") instanceof GridGeometry grid && grid.getGridRange() != null
                ? grid.getGridRange().getSpan(axis)
                : 0;
    }

    /** Of the first axis; that of the second is the same in all that maps are drawn in. */
    private static String unit(CoordinateReferenceSystem crs) {
        String unit = crs == null
                ? ""
                : Objects.toString(crs.getCoordinateSystem().getAxis(0).getUnit(), "");
        return unit.equals("deg") ? "°" : unit;
    }

    private static List<LayerBand> bands(Bean coverage) {
        return coverage.values("getDimensions").stream()
                .map(Bean::new)
                .map(band -> new LayerBand(
                        Objects.toString(band.text("getName"), ""), Objects.toString(band.text("getUnit"), "")))
                .toList();
    }
}
