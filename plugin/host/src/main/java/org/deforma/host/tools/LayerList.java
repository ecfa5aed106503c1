package org.deforma.host.tools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deforma.host.tools.LayerCatalog.LayerFacts;

/** What a catalogue holds, as JSON. */
final class LayerList {
    private LayerList() {}

    /** An object with {@code workspaces} and {@code layers}; the members are named as in {@link LayerFacts}. */
    static String json(LayerCatalog catalog) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("workspaces", catalog.workspaces());
        list.put("layers", catalog.layers().stream().map(LayerList::describe).toList());
        return JsonText.of(list);
    }

    private static Map<String, Object> describe(LayerFacts layer) {
        List<Map<String, Object>> bands = layer.bands().stream()
                .map(band -> members("name", band.name(), "unit", band.unit()))
                .toList();
        return members(
                "name", layer.name(),
                "title", layer.title(),
                "crs", layer.crs(),
                "width", layer.width(),
                "height", layer.height(),
                "pixelWidth", layer.pixelWidth(),
                "pixelHeight", layer.pixelHeight(),
                "unit", layer.unit(),
                "bands", bands,
                "bytes", layer.bytes(),
                "created", layer.created(),
                "origin", layer.origin(),
                "own", layer.own());
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
