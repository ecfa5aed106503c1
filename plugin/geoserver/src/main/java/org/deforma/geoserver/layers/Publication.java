package org.deforma.geoserver.layers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.deforma.host.files.GdalItems;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Makes an imported raster the layer that the caller asked for. What it does is taken back by the {@link Undo} until that
 * is told to keep it; then {@link #tidyUp} removes what is not needed any more.
 *
 * <p>A layer that is replaced stays the same object of the catalogue, and so do its coverage and its store: they get the
 * new raster in place of the old one. So links, layer groups, titles and limits that administrators made stay, and at no
 * time is there no layer. While the store has the new file already and the coverage its old extent, which takes as long
 * as GeoServer needs to save one, a map may be drawn at the wrong place.
 */
final class Publication {
    private static final Logger LOG = Logger.getLogger(Publication.class.getName());

    private final Workspace workspace;
    private final LayerName name;
    private final Undo undo;
    private final Runnable checkCancelled;
    private final LayerStyles layerStyles;
    private final Map<String, Runnable> leftOver = new LinkedHashMap<>();

    Publication(Workspace workspace, LayerName name, Undo undo, Runnable checkCancelled) {
        this.workspace = workspace;
        this.name = name;
        this.undo = undo;
        this.checkCancelled = checkCancelled;
        this.layerStyles = new LayerStyles(workspace, name);
    }

    /**
     * Makes a new layer of a raster that was imported under its name.
     *
     * @return its coverage
     */
    Bean add(Import fresh, GridCoverage2D raster, Map<String, String> styles) {
        List<Bean> own = putStyles(styles);
        Bean coverage = fresh.coverage();
        coverage.call("setTitle", name.name());
        // GeoServer takes the file's name for one that users look for.
        coverage.values("getKeywords")
                .removeIf(word -> new Bean(word).text("getValue").startsWith(fresh.folder()));
        Mark.put(coverage, name);
        describe(coverage, raster, fresh.store());
        save(coverage);
        setStyles(coverage, own);
        checkCancelled.run();

        workspace.store(name.name()).ifPresent(left -> {
            Optional<String> folder = Import.folder(left);
            String aside = fresh.folder() + "-old";
            rename(left, aside);
            leftOver.put("store " + aside, () -> workspace.removeStore(aside));
            leftOver.put("folder " + folder, () -> Import.delete(workspace, folder));
        });
        Bean store = fresh.store();
        store.call("setDescription", description(name));
        Mark.put(store, name);
        Mark.putFolder(store, fresh.folder());
        rename(store, name.name());
        checkCancelled.run();
        return coverage;
    }

    /** What is written beside a store for those who look at it in GeoServer's pages. */
    static String description(LayerName layer) {
        return "From Deforma, which replaces it when " + layer + " is published again";
    }

    /**
     * Gives a layer another raster.
     *
     * @param coverage of the layer
     * @return the same
     */
    Bean replace(Bean coverage, Import fresh, GridCoverage2D raster, Map<String, String> styles) {
        CoverageState state = new CoverageState(fresh.coverage());
        String file = fresh.store().text("getURL");
        workspace.removeStore(fresh.folder());
        checkCancelled.run();

        List<Bean> own = putStyles(styles);
        Bean store = coverage.get("getStore");
        String id = store.text("getId");
        String oldFile = store.text("getURL");
        String oldMark = Mark.folder(store);
        Optional<String> oldFolder = Import.folder(store);
        undo.add("the file of " + name, () -> {
            Bean now = workspace.all().get("getCoverageStore", id);
            now.call("setURL", oldFile);
            Mark.putFolder(now, oldMark);
            workspace.all().call("save", now);
        });
        store.call("setURL", file);
        Mark.putFolder(store, fresh.folder());
        save(store);

        setState(coverage, state, raster, store);
        setStyles(coverage, own);
        checkCancelled.run();
        leftOver.put("folder " + oldFolder, () -> Import.delete(workspace, oldFolder));
        leftOver.put("tiles", () -> workspace.forgetTiles(name));
        return coverage;
    }

    private void setState(Bean coverage, CoverageState state, GridCoverage2D raster, Bean store) {
        CoverageState before = new CoverageState(coverage);
        Map<String, String> said = Mark.raster(coverage);
        String id = coverage.text("getId");
        undo.add("the coverage of " + name, () -> {
            Bean now = workspace.all().get("getCoverage", id);
            before.set(now);
            Mark.putRaster(now, said);
            workspace.all().call("save", now);
        });
        state.set(coverage);
        describe(coverage, raster, store);
        save(coverage);
    }

    /** Bands as the tool calls them: GeoServer has only numbers, and W/(m² sr) as their unit. And where all of it is from. */
    private static void describe(Bean coverage, GridCoverage2D raster, Bean store) {
        GdalItems items = items(raster);
        Mark.putRaster(coverage, items.tool(), store.text("getURL"));
        int band = 0;
        for (Object dimension : coverage.values("getDimensions")) {
            if (band < raster.getNumSampleDimensions()) {
                Bean described = new Bean(dimension);
                described.call(
                        "setName",
                        raster.getSampleDimension(band).getDescription().toString());
                described.call("setUnit", items.unit(band).isEmpty() ? null : items.unit(band));
            }
            band++;
        }
    }

    /** Those of the finished file that the tools' results come with. */
    private static GdalItems items(GridCoverage2D raster) {
        try {
            Optional<Path> file = FinishedFile.of(raster);
            return file.isPresent() ? GdalItems.of(file.get()) : GdalItems.none();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "nothing is known of the bands of " + raster.getName());
            return GdalItems.none();
        }
    }

    private List<Bean> putStyles(Map<String, String> styles) {
        List<Bean> own = layerStyles.put(styles, undo);
        leftOver.put("styles", () -> layerStyles.removeAllBut(own));
        checkCancelled.run();
        return own;
    }

    /** The first as the layer's default, the others to choose from; without any the layer keeps what it has. */
    private void setStyles(Bean coverage, List<Bean> styles) {
        Bean layer = layer(coverage);
        if (styles.isEmpty()) {
            return;
        }
        String id = layer.text("getId");
        Optional<Bean> usual = layer.find("getDefaultStyle");
        List<Object> others = new ArrayList<>(layer.values("getStyles"));
        undo.add("the styles of " + name, () -> {
            Bean now = workspace.all().get("getLayer", id);
            now.call("setDefaultStyle", usual.orElse(null));
            setOthers(now, others);
            workspace.all().call("save", now);
        });
        layer.call("setDefaultStyle", styles.get(0));
        setOthers(layer, styles.stream().skip(1).map(Bean::object).toList());
        save(layer);
    }

    private static void setOthers(Bean layer, Collection<Object> styles) {
        layer.values("getStyles").clear();
        layer.values("getStyles").addAll(styles);
    }

    /** The coverage's layer, or another one where somebody removed it. */
    private Bean layer(Bean coverage) {
        List<Bean> layers = workspace.catalog().all("getLayers", coverage);
        if (!layers.isEmpty()) {
            return layers.get(0);
        }
        Bean layer = workspace.catalog().get("getFactory").get("createLayer");
        layer.call("setResource", coverage);
        undo.add("the layer " + name, () -> workspace
                .all()
                .all("getLayers", coverage)
                .forEach(each -> workspace.all().call("remove", each)));
        workspace.catalog().call("add", layer);
        return workspace.catalog().all("getLayers", coverage).get(0);
    }

    private void rename(Bean store, String to) {
        String id = store.text("getId");
        String from = store.text("getName");
        undo.add("the name of the store " + from, () -> {
            Bean now = workspace.all().get("getCoverageStore", id);
            now.call("setName", from);
            workspace.all().call("save", now);
        });
        store.call("setName", to);
        save(store);
    }

    private void save(Bean thing) {
        workspace.catalog().call("save", thing);
    }

    /** Removes what only the old layer needed. The new one is there by then, so failures are logged and nothing more. */
    void tidyUp() {
        leftOver.forEach((what, removal) -> {
            try {
                removal.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "after " + name + " was published, something is left over: " + what, e);
            }
        });
    }
}
