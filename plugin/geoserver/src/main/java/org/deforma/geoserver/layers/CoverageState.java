package org.deforma.geoserver.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What GeoServer's description of a coverage takes from its file: grid, place, reference system and bands. Everything
 * else in it is the administrators', such as title, keywords or limits.
 */
final class CoverageState {
    private static final List<String> VALUES =
            List.of("SRS", "NativeCRS", "NativeBoundingBox", "LatLonBoundingBox", "Grid", "ProjectionPolicy");
    private static final List<String> LISTS = List.of("Dimensions", "RequestSRS", "ResponseSRS");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, List<Object>> lists = new LinkedHashMap<>();

    /** Of this coverage, as it is now. */
    CoverageState(Bean coverage) {
        VALUES.forEach(name -> values.put(name, coverage.call("get" + name)));
        LISTS.forEach(name -> lists.put(name, new ArrayList<>(coverage.values("get" + name))));
    }

    /** Makes this another coverage's, which is to be saved then. */
    void set(Bean coverage) {
        values.forEach((name, value) -> coverage.call("set" + name, value));
        lists.forEach((name, elements) -> {
            coverage.values("get" + name).clear();
            coverage.values("get" + name).addAll(elements);
        });
    }
}
