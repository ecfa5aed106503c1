package org.deforma.geoserver.layers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.deforma.geoserver.layers.Infos.Info;
import org.deforma.geoserver.layers.Infos.LayerInfo;
import org.deforma.geoserver.layers.Infos.Reference;
import org.deforma.geoserver.layers.Infos.ResourceInfo;
import org.deforma.geoserver.layers.Infos.State;
import org.deforma.geoserver.layers.Infos.StoreInfo;
import org.deforma.geoserver.layers.Infos.StyleInfo;
import org.deforma.geoserver.layers.Infos.WorkspaceInfo;
import org.geotools.api.style.Style;
import org.springframework.context.support.StaticApplicationContext;

/**
 * Stands in for GeoServer: its beans with the methods that the publisher calls. Each change is a step, and a step can be
 * told to fail, before or after it took effect.
 */
final class FakeGeoServer {
    final Path data;
    private final Map<String, State> things = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<String> hidden = new LinkedHashSet<>();

    /** Names of layers that are part of a group. */
    final Set<String> grouped = new LinkedHashSet<>();

    final List<String> steps = new ArrayList<>();
    final List<String> truncated = new ArrayList<>();
    final StaticApplicationContext context = new StaticApplicationContext();
    String proxyBaseUrl;

    /** The step that fails, counted from 1, and whether it takes effect all the same. */
    int failAt;

    boolean failAfter;

    FakeGeoServer(Path data) {
        this.data = data;
        context.setDisplayName("fake");
        Catalog all = new Catalog(Set.of());
        context.getBeanFactory().registerSingleton("rawCatalog", all);
        context.getBeanFactory().registerSingleton("catalog", new Catalog(hidden));
        context.getBeanFactory().registerSingleton("secureCatalog", new FakeRights());
        context.getBeanFactory().registerSingleton("resourceLoader", new FakeResources(data));
        context.getBeanFactory().registerSingleton("geoServer", (Settings) () -> () -> proxyBaseUrl);
        context.getBeanFactory().registerSingleton("gwcFacade", (Tiles) truncated::add);
        context.refresh();
        for (String workspace : List.of("test", "other")) {
            put(new State(WorkspaceInfo.class, new TreeMap<>(Map.of("Name", workspace))));
        }
    }

    /** A change is about to be made, or, if it fails later, has been made. */
    void step(String what, Runnable change) {
        boolean fails = fails(what);
        if (!fails || failAfter) {
            change.run();
        }
        if (fails) {
            throw new IllegalStateException("step " + steps.size() + " fails: " + what);
        }
    }

    /** Steps of several runs at once are counted together; only those of the one that is to fail matter. */
    private synchronized boolean fails(String what) {
        steps.add(what);
        return steps.size() == failAt;
    }

    /** Hides a coverage of this name from the caller. */
    void hide(String name) {
        hidden.add(name);
    }

    /** Changes what the catalogue holds of a layer, as nobody can from outside. */
    void set(String layer, String property, Object value) {
        things.get(layer(layer).getId()).values().put(property, value);
    }

    private String put(State state) {
        String id = state.id() == null ? state.type().getSimpleName() + "-" + ids.incrementAndGet() : state.id();
        State copy = state.copy();
        copy.values().put("Id", id);
        copy.values().putIfAbsent("Metadata", new TreeMap<>());
        things.put(id, copy);
        return id;
    }

    private Object info(String id) {
        State state = things.get(id);
        return state == null ? null : proxy(state.copy());
    }

    Info proxy(State state) {
        return Infos.proxy(state, this::info, this::style);
    }

    /** As GeoServer, reads the file only now. */
    private Object style(State style) {
        try {
            String text = Files.readString(data.resolve("workspaces/test/styles")
                    .resolve((String) style.values().get("Filename")));
            if (!text.startsWith("<sld")) {
                throw new IllegalStateException("not XML");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> List<T> find(Class<T> type, Predicate<State> which) {
        return things.values().stream()
                .filter(state -> state.type() == type && which.test(state))
                .sorted(Comparator.comparing(State::id))
                .map(state -> type.cast(info(state.id())))
                .toList();
    }

    <T> T one(Class<T> type, String name) {
        return find(type, state -> name.equals(state.values().get("Name"))).stream()
                .findFirst()
                .orElse(null);
    }

    /** Everything that may not change when publishing fails: the catalogue and all files with their contents. */
    String snapshot() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(things)
                .forEach((id, state) ->
                        text.append(id).append(' ').append(state.values()).append('\n'));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(data.relativize(file))
                        .append(": ")
                        .append(Files.readString(file))
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Names of all things of a kind, and of all files. */
    List<String> names(Class<? extends Info> type) {
        return find(type, state -> true).stream().map(Info::getName).sorted().toList();
    }

    List<String> files(String folder) {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ResourceInfo coverage(String name) {
        return one(ResourceInfo.class, name);
    }

    LayerInfo layer(String name) {
        return one(LayerInfo.class, name);
    }

    StoreInfo store(String name) {
        return one(StoreInfo.class, name);
    }

    Catalog catalog() {
        return (Catalog) context.getBean("rawCatalog");
    }

    /** What a raster's file says. */
    String content(String layer) throws IOException {
        return Files.readString(Path.of(coverage(layer).getStore().getURL().substring("file:".length())));
    }

    /** The bean {@code geoServer}. */
    public interface Settings {
        Global getSettings();
    }

    /** Its settings. */
    public interface Global {
        String getProxyBaseUrl();
    }

    /** The bean {@code gwcFacade}. */
    public interface Tiles {
        void truncate(String layer);
    }

    /** The resource pool. */
    public final class Pool {
        private Path file(StyleInfo style) throws IOException {
            Path folder = data.resolve("workspaces/" + style.getWorkspace().getName() + "/styles");
            Files.createDirectories(folder);
            return folder.resolve(style.getFilename());
        }

        public void writeStyle(StyleInfo style, InputStream in) throws IOException {
            byte[] sld = in.readAllBytes();
            Path file = file(style);
            step("write style " + style.getName(), () -> {
                try {
                    Files.write(file, sld);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        public void writeStyle(StyleInfo style, Style parsed) {
            step("write parsed style " + style.getName() + parsed, () -> {});
        }

        /** As a style's name is to be, so is its file's. */
        String rename(StyleInfo style) {
            try {
                Path file = file(style);
                return Files.move(file, file.resolveSibling(style.getName() + ".sld"))
                        .getFileName()
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void deleteStyle(StyleInfo style, boolean purge) throws IOException {
            if (purge) {
                Files.deleteIfExists(file(style));
            }
        }
    }

    /** The factory of things. */
    public final class Factory {
        public Info createStyle() {
            return proxy(new State(
                    StyleInfo.class,
                    new TreeMap<>(Map.of("Format", "sld", "Metadata", new TreeMap<String, Object>()))));
        }

        public Info createLayer() {
            return proxy(new State(LayerInfo.class, new TreeMap<>(Map.of("Styles", new LinkedHashSet<>()))));
        }
    }

    /** The beans {@code catalog} and {@code rawCatalog}. */
    final class Catalog implements CatalogMethods {
        private final Set<String> unseen;

        Catalog(Set<String> unseen) {
            this.unseen = unseen;
        }

        @Override
        public WorkspaceInfo getWorkspaceByName(String name) {
            return one(WorkspaceInfo.class, "default".equals(name) ? "test" : name);
        }

        @Override
        public ResourceInfo getCoverageByName(String workspace, String name) {
            return unseen.contains(name) ? null : one(ResourceInfo.class, name);
        }

        @Override
        public Object getFeatureTypeByName(String workspace, String name) {
            return "roads".equals(name) ? name : null;
        }

        @Override
        public Object getLayerGroupByName(String workspace, String name) {
            return "group".equals(name) ? name : null;
        }

        @Override
        public Object getDataStoreByName(String workspace, String name) {
            return "postgis".equals(name) ? name : null;
        }

        @Override
        public LayerInfo getLayerByName(String name) {
            return one(LayerInfo.class, name.substring(name.indexOf(':') + 1));
        }

        @Override
        public StoreInfo getCoverageStoreByName(String workspace, String name) {
            return one(StoreInfo.class, name);
        }

        @Override
        public List<ResourceInfo> getCoveragesByCoverageStore(StoreInfo store) {
            return find(ResourceInfo.class, state -> new Reference(store.getId())
                    .equals(state.values().get("Store")));
        }

        @Override
        public List<LayerInfo> getLayers(ResourceInfo resource) {
            return find(LayerInfo.class, state -> new Reference(resource.getId())
                    .equals(state.values().get("Resource")));
        }

        @Override
        public List<LayerInfo> getLayers(StyleInfo style) {
            Reference reference = new Reference(style.getId());
            return find(
                    LayerInfo.class,
                    state -> reference.equals(state.values().get("DefaultStyle"))
                            || ((Set<?>) state.values().get("Styles")).contains(reference));
        }

        @Override
        public StyleInfo getStyleByName(String workspace, String name) {
            return one(StyleInfo.class, name);
        }

        @Override
        public List<StyleInfo> getStylesByWorkspace(String workspace) {
            return find(StyleInfo.class, state -> true);
        }

        @Override
        public Object getCoverage(String id) {
            return info(id);
        }

        @Override
        public Object getLayer(String id) {
            return info(id);
        }

        @Override
        public Object getStyle(String id) {
            return info(id);
        }

        @Override
        public List<LayerInfo> getLayers() {
            return find(
                    LayerInfo.class, layer -> !unseen.contains(layer.values().get("Name")));
        }

        @Override
        public List<WorkspaceInfo> getWorkspaces() {
            return find(WorkspaceInfo.class, workspace -> true);
        }

        @Override
        public Object getCoverageStore(String id) {
            return info(id);
        }

        @Override
        public Factory getFactory() {
            return new Factory();
        }

        @Override
        public Pool getResourcePool() {
            return new Pool();
        }

        @Override
        public void add(Info info) {
            State state = Infos.state(info);
            if (info instanceof LayerInfo layer) {
                state.values().put("Name", layer.getResource().getName());
            }
            if (find(
                                    info.getClass().getInterfaces()[0],
                                    other -> Objects.equals(
                                            other.values().get("Name"),
                                            state.values().get("Name")))
                            .size()
                    > 0) {
                throw new IllegalArgumentException(info.getName() + " already exists");
            }
            step("add " + state.values().get("Name"), () -> put(state));
        }

        @Override
        public void save(Info info) {
            if (!things.containsKey(info.getId())) {
                throw new IllegalArgumentException(info.getId() + " is not in the catalogue");
            }
            step("save " + info, () -> {
                State state = Infos.state(info);
                if (info instanceof StyleInfo style
                        && !style.getName()
                                .equals(things.get(info.getId()).values().get("Name"))) {
                    state.values().put("Filename", getResourcePool().rename(style));
                }
                put(state);
                if (info instanceof ResourceInfo resource) {
                    getLayers(resource)
                            .forEach(layer -> things.get(layer.getId()).values().put("Name", info.getName()));
                }
            });
        }

        @Override
        public void remove(Info info) {
            boolean referenced =
                    (info instanceof StyleInfo style && !getLayers(style).isEmpty())
                            || (info instanceof ResourceInfo resource
                                    && !getLayers(resource).isEmpty())
                            || (info instanceof StoreInfo store
                                    && !getCoveragesByCoverageStore(store).isEmpty())
                            || (info instanceof LayerInfo && grouped.contains(info.getName()));
            if (referenced) {
                throw new IllegalArgumentException("Unable to delete what is referenced: " + info.getName());
            }
            step("remove " + info, () -> things.remove(info.getId()));
        }
    }
}
