package org.deforma.standalone.layers;

import java.io.UncheckedIOException;
import java.util.List;
import org.deforma.host.tools.LayerCatalog;
import org.geotools.process.ProcessException;

/** The layers of a store, for the tools that manage them; whoever is let in may do all. */
public final class StoreCatalog implements LayerCatalog {
    private final LayerStore store;

    /** Of a store. */
    public StoreCatalog(LayerStore store) {
        this.store = store;
    }

    @Override
    public List<LayerFacts> layers() {
        return store.layers().stream().map(StoreCatalog::facts).toList();
    }

    private static LayerFacts facts(Layer layer) {
        String unit =
                String.valueOf(layer.crs().getCoordinateSystem().getAxis(0).getUnit());
        return new LayerFacts(
                layer.fullName(),
                layer.title(),
                layer.epsg(),
                layer.width(),
                layer.height(),
                layer.bounds().getWidth() / layer.width(),
                layer.bounds().getHeight() / layer.height(),
                unit.equals("deg") ? "°" : unit,
                layer.bands().stream()
                        .map(band -> new LayerBand(band.name(), band.unit()))
                        .toList(),
                layer.bytes(),
                layer.created().toString(),
                layer.origin(),
                true);
    }

    @Override
    public List<String> workspaces() {
        return List.of(Layer.WORKSPACE);
    }

    @Override
    public void rename(String layer, String name) {
        try {
            store.rename(layer, name);
        } catch (UncheckedIOException e) {
            throw new ProcessException(e.getMessage(), e);
        }
    }

    @Override
    public void remove(String layer) {
        try {
            store.remove(layer);
        } catch (UncheckedIOException e) {
            throw new ProcessException(e.getMessage(), e);
        }
    }
}
