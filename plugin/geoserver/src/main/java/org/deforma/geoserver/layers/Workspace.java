package org.deforma.geoserver.layers;

import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/**
 * A workspace that the caller may administer, and what is in it. There is no such object for anybody else, so that
 * whoever has one has the right to change what it names. For one thread: the caller is the thread's.
 */
final class Workspace {
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
     * @throws IllegalArgumentException when there is none, or the caller may not administer it; it does not say which. When
     *     the thread does not work for a request to WPS
     */
    static Workspace of(ApplicationContext context, LayerName layer) {
        CallerRequest.checkProcess(context.getClassLoader());
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

    /** Names of the workspaces that the caller may administer, in order. */
    static List<String> administered(ApplicationContext context) {
        return new Bean(context.getBean("catalog"))
                .all("getWorkspaces").stream()
                        .filter(info -> isAdministered(context, info))
                        .map(info -> info.text("getName"))
                        .sorted()
                        .toList();
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
                && Mark.isOwn(coverage.get(), layer)
                && Mark.isOwn(coverage.get().get("getStore"), layer)) {
            return coverage;
        }
        if (isTaken(layer)) {
            throw new IllegalArgumentException("layer: " + layer
                    + " is taken, and not by a layer from Deforma that you may replace; take another name");
        }
        return Optional.empty();
    }

    /**
     * The store of a layer that came from here; the layer and its coverage may have been removed meanwhile.
     *
     * @throws IllegalArgumentException when there is none, or the caller may not see it; it does not say which
     */
    Bean ownStore(LayerName layer) {
        return store(layer.name())
                .filter(store -> Mark.isOwn(store, layer))
                .filter(store -> all.all("getCoveragesByCoverageStore", store).isEmpty()
                        || ownCoverage(store, layer).isPresent())
                .orElseThrow(() -> nothingOwn(layer));
    }

    /** The coverage of such a store, to be changed; empty when it was removed, or the caller may not see it. */
    Optional<Bean> ownCoverage(Bean store, LayerName layer) {
        return all.all("getCoveragesByCoverageStore", store).stream()
                .filter(coverage -> Mark.isOwn(coverage, layer) && layer.name().equals(coverage.text("getName")))
                .filter(coverage ->
                        catalog.find("getCoverageByName", name, layer.name()).isPresent())
                .findFirst();
    }

    /** What a caller is told who names a layer that is not there, came from elsewhere, or is not to be seen. */
    static IllegalArgumentException nothingOwn(LayerName layer) {
        return new IllegalArgumentException(
                "layer: there is no layer " + layer + " that came from Deforma and that you may" + " change");
    }

    /**
     * Says that a name is to be had.
     *
     * @throws IllegalArgumentException when it is not
     */
    void checkFree(LayerName layer) {
        if (isTaken(layer)
                || store(layer.name()).isPresent()
                || all.find("getCoverageByName", name, layer.name()).isPresent()) {
            throw new IllegalArgumentException("name: " + layer + " is taken; take another name");
        }
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
                        .filter(store -> !Mark.isOwn(store, layer)
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

    /** Draws tiles of a layer anew when somebody asks for them. */
    void forgetTiles(LayerName layer) {
        if (context.containsBean("gwcFacade")) {
            new Bean(context.getBean("gwcFacade")).call("truncate", layer.toString());
        }
    }
}
