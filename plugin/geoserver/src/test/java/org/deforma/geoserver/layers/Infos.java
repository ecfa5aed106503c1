package org.deforma.geoserver.layers;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * Stand-ins for the things in GeoServer's catalogue. As there, what one has is a copy, and changes to it are the
 * catalogue's only when it is saved; and its class is a proxy of which only the interfaces are known.
 */
final class Infos {
    /** What a thing makes of its values. */
    private static final Set<String> DERIVED = Set.of("getStyle", "getCRS", "getType");

    private Infos() {}

    /** Anything in the catalogue. */
    public interface Info {
        String getId();

        String getName();

        void setName(String name);

        Map<String, Object> getMetadata();
    }

    /** A workspace. */
    public interface WorkspaceInfo extends Info {}

    /** A store of rasters. */
    public interface StoreInfo extends Info {
        WorkspaceInfo getWorkspace();

        String getURL();

        void setURL(String url);

        String getDescription();

        void setDescription(String text);
    }

    /** A coverage, or something else that has data. */
    public interface ResourceInfo extends Info {
        StoreInfo getStore();

        String getTitle();

        void setTitle(String title);

        List<Object> getKeywords();

        ReferencedEnvelope boundingBox();

        CoordinateReferenceSystem getCRS();

        String getSRS();

        void setSRS(String srs);

        Object getNativeCRS();

        void setNativeCRS(Object crs);

        ReferencedEnvelope getNativeBoundingBox();

        void setNativeBoundingBox(ReferencedEnvelope box);

        ReferencedEnvelope getLatLonBoundingBox();

        void setLatLonBoundingBox(ReferencedEnvelope box);

        GridGeometry2D getGrid();

        void setGrid(GridGeometry2D grid);

        String getProjectionPolicy();

        void setProjectionPolicy(String policy);

        List<Object> getDimensions();

        List<Object> getRequestSRS();

        List<Object> getResponseSRS();
    }

    /** A layer. */
    public interface LayerInfo extends Info {
        ResourceInfo getResource();

        void setResource(ResourceInfo resource);

        StyleInfo getDefaultStyle();

        void setDefaultStyle(StyleInfo style);

        Set<Object> getStyles();

        Object getType();

        boolean enabled();
    }

    /** A style. */
    public interface StyleInfo extends Info {
        WorkspaceInfo getWorkspace();

        void setWorkspace(WorkspaceInfo workspace);

        String getFilename();

        void setFilename(String file);

        String getFormat();

        Object getStyle();
    }

    /** A keyword. */
    public record Keyword(String value) {
        public String getValue() {
            return value;
        }
    }

    /** A band. */
    public static final class Dimension {
        private String name;
        private String unit = "W.m-2.Sr-1";

        Dimension(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        public String getUnit() {
            return unit;
        }

        public void setName(String name) {
            this.name = name;
        }

        public void setUnit(String unit) {
            this.unit = unit;
        }

        @Override
        public String toString() {
            return name + "[" + unit + "]";
        }
    }

    /** What the catalogue holds of a thing: values by property, other things by their identifiers. */
    record State(Class<? extends Info> type, Map<String, Object> values) {
        State copy() {
            Map<String, Object> copies = new TreeMap<>();
            values.forEach((name, value) -> copies.put(name, copy(value)));
            return new State(type, copies);
        }

        private static Object copy(Object value) {
            if (value instanceof Map<?, ?> map) {
                return new TreeMap<>(map);
            }
            if (value instanceof Set<?> set) {
                return new LinkedHashSet<>(set);
            }
            return value instanceof List<?> list ? new ArrayList<>(list) : value;
        }

        String id() {
            return (String) values.get("Id");
        }
    }

    /** Reference to another thing. */
    record Reference(String id) {}

    /**
     * What a user of the catalogue gets.
     *
     * @param state a copy
     * @param resolve finds what a reference is to
     */
    static Info proxy(State state, Function<String, Object> resolve, Function<State, Object> style) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getStyle")) {
                return style.apply(state);
            }
            if (name.equals("boundingBox")) {
                return state.values().get("NativeBoundingBox");
            }
            if (name.equals("getCRS")) {
                ReferencedEnvelope box = (ReferencedEnvelope) state.values().get("NativeBoundingBox");
                return box.getCoordinateReferenceSystem();
            }
            if (name.equals("enabled")) {
                return !Boolean.FALSE.equals(state.values().get("Enabled"));
            }
            if (name.equals("getType")) {
                return state.values().getOrDefault("Type", "RASTER");
            }
            if (name.startsWith("set")) {
                Object value = arguments[0];
                state.values()
                        .put(name.substring(3), value instanceof Info other ? new Reference(other.getId()) : value);
                return null;
            }
            if (name.startsWith("get")) {
                Object value = state.values().get(name.substring(3));
                if (value instanceof Set<?> references) {
                    Set<Object> others = new LinkedHashSet<>();
                    references.forEach(
                            each -> others.add(each instanceof Reference other ? resolve.apply(other.id()) : each));
                    state.values().put(name.substring(3), others);
                    return others;
                }
                return value instanceof Reference other ? resolve.apply(other.id()) : value;
            }
            return switch (name) {
                case "equals" -> arguments[0] != null && arguments[0].toString().equals(proxy.toString());
                case "hashCode" -> state.id().hashCode();
                default -> state.id();
            };
        };
        return (Info) Proxy.newProxyInstance(Infos.class.getClassLoader(), new Class<?>[] {state.type()}, handler);
    }

    /** What a proxy holds, with references in place of other things. */
    static State state(Info info) {
        Map<String, Object> values = new TreeMap<>();
        Class<? extends Info> type = info.getClass().getInterfaces()[0].asSubclass(Info.class);
        for (var method : type.getMethods()) {
            if (method.getName().startsWith("get") && !DERIVED.contains(method.getName())) {
                try {
                    values.put(method.getName().substring(3), plain(method.invoke(info)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        values.values().removeIf(value -> value == null);
        return new State(type, values);
    }

    private static Object plain(Object value) {
        if (value instanceof Info other) {
            return new Reference(other.getId());
        }
        if (value instanceof Collection<?> many && !(value instanceof List<?>)) {
            Set<Object> plain = new LinkedHashSet<>();
            many.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        return value;
    }
}
