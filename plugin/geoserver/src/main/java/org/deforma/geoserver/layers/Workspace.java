package org.deforma.geoserver.layers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/**
 * A workspace that the caller may administer, and what is in it. There is no such object for anybody else, so that
 * whoever has one has the right to change what it names. For one thread: the caller is the thread's.
 */
final class Workspace {
    /** In the metadata of what came from here: the name of the layer it belongs to. */
    private static final String MARK = "deforma";

    private static final String SECURITY = "org.springframework.security.";

    private final ApplicationContext context;
    private final Bean catalog;
    private final Bean all;
    private final Bean info;
    private final String name;

    private Workspace(ApplicationContext context, Bean info, String name) {
        this.context = context;
        this.catalog = new Bean(context.getBean("catalog"));
        this.all = new Bean(context.getBean("rawCatalog"));
        this.info = info;
        this.name = name;
    }

    /**
     * The workspace of a layer.
     *
     * @throws IllegalArgumentException when there is none, or the caller may not administer it; it does not say which
     */
    static Workspace of(ApplicationContext context, LayerName layer) {
        return find(context, layer.workspace())
                .filter(info -> isAdministered(context, info))
                .map(info -> new Workspace(context, info, layer.workspace()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "layer: there is no workspace " + layer.workspacePrintable() + " that you may publish in"));
    }

    private static Optional<Bean> find(ApplicationContext context, String name) {
        try {
            // 'default' gives one of another name.
            return new Bean(context.getBean("catalog"))
                    .find("getWorkspaceByName", name)
                    .filter(info -> name.equals(info.text("getName")));
        } catch (RuntimeException e) {
            // Where GeoServer asks to log in instead of hiding.
            if (e.getClass().getName().startsWith(SECURITY)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** As {@code gs:Import} asks. */
    private static boolean isAdministered(ApplicationContext context, Bean info) {
        Object caller = new Bean(Bean.callStatic(
                        context.getClassLoader(), SECURITY + "core.context.SecurityContextHolder", "getContext"))
                .call("getAuthentication");
        return new Bean(context.getBean("secureCatalog"))
                .get("getResourceAccessManager")
                .find("getAccessLimits", caller, info)
                .map(limits -> (Boolean) limits.call("isAdminable"))
                .orElse(false);
    }

    String name() {
        return name;
    }

    Bean info() {
        return info;
    }

    /** What the caller sees. */
    Bean catalog() {
        return catalog;
    }

    /** All there is, whoever may see it: to undo, and to see what is taken. */
    Bean all() {
        return all;
    }

    /** A file or folder of the data directory. */
    Bean resource(String... path) {
        return new Bean(context.getBean("resourceLoader")).get("get", String.join("/", path));
    }

    /**
     * The coverage of a layer that came from here.
     *
     * @return empty when the name is free
     * @throws IllegalArgumentException when something else has the name
     */
    Optional<Bean> own(LayerName layer) {
        Optional<Bean> coverage = catalog.find("getCoverageByName", name, layer.name());
        if (coverage.isPresent()
                && isOwn(coverage.get(), layer)
                && isOwn(coverage.get().get("getStore"), layer)) {
            return coverage;
        }
        if (isTaken(layer)) {
            throw new IllegalArgumentException("layer: " + layer
                    + " is taken, and not by a layer from Deforma that you may replace; take another name");
        }
        return Optional.empty();
    }

    private boolean isTaken(LayerName layer) {
        boolean data =
                List.of("getCoverageByName", "getFeatureTypeByName", "getLayerGroupByName", "getDataStoreByName")
                        .stream()
                        .anyMatch(kind -> all.find(kind, name, layer.name()).isPresent());
        // A store of ours stays when somebody removes the layer in GeoServer's pages.
        return data
                || all.find("getLayerByName", layer.toString()).isPresent()
                || store(layer.name())
                        .filter(store -> !isOwn(store, layer)
                                || !all.all("getCoveragesByCoverageStore", store)
                                        .isEmpty())
                        .isPresent();
    }

    /** The store of rasters of this name. */
    Optional<Bean> store(String store) {
        return all.find("getCoverageStoreByName", name, store);
    }

    /** Removes a store of rasters and what depends on it from the catalogue; files stay. */
    void removeStore(String store) {
        store(store).ifPresent(found -> {
            for (Bean coverage : all.all("getCoveragesByCoverageStore", found)) {
                all.all("getLayers", coverage).forEach(layer -> all.call("remove", layer));
                all.call("remove", coverage);
            }
            all.call("remove", found);
        });
    }

    /** Says of something that is to be saved that it came from here. */
    static void mark(Bean thing, LayerName layer) {
        metadata(thing).put(MARK, layer.name());
    }

    /** Whether it came from here, for this layer. */
    static boolean isOwn(Bean thing, LayerName layer) {
        return layer.name().equals(metadata(thing).get(MARK));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Bean thing) {
        Object metadata = thing.call("getMetadata");
        return metadata == null ? new HashMap<>() : (Map<String, Object>) metadata;
    }
}
