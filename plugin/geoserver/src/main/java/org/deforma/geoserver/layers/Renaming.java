package org.deforma.geoserver.layers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives a layer that came from here, its store and its styles another name. Their file stays where it is. Access rules and
 * tile caches follow: GeoServer sees to that itself.
 */
final class Renaming {
    private final Workspace workspace;
    private final LayerName from;
    private final LayerName to;
    private final Undo undo;

    Renaming(Workspace workspace, LayerName from, LayerName to, Undo undo) {
        this.workspace = workspace;
        this.from = from;
        this.to = to;
        this.undo = undo;
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException when something else has the name of one of the styles; nothing is changed then
     */
    void run(Bean store, Bean coverage) {
        Map<String, Bean> styles = new TreeMap<>();
        for (Bean style : new LayerStyles(workspace, from).all()) {
            styles.put(renamed(style.text("getName")), style);
        }
        checkFree(styles);
        styles.forEach((name, style) -> rename(style, "getStyle", name));
        String title = coverage.text("getTitle");
        if (from.name().equals(title)) {
            String id = coverage.text("getId");
            undo.add("the title of " + from, () -> {
                Bean now = workspace.all().get("getCoverage", id);
                now.call("setTitle", title);
                workspace.all().call("save", now);
            });
            coverage.call("setTitle", to.name());
        }
        rename(coverage, "getCoverage", to.name());
        store.call("setDescription", Publication.description(to));
        rename(store, "getCoverageStore", to.name());
    }

    /** What an administrator named otherwise keeps its name. */
    private String renamed(String style) {
        String own = from.name() + "-";
        return style.startsWith(own) ? to.name() + "-" + style.substring(own.length()) : style;
    }

    private void checkFree(Map<String, Bean> styles) {
        List<String> taken = styles.entrySet().stream()
                .filter(style -> !style.getKey().equals(style.getValue().text("getName")))
                .map(Map.Entry::getKey)
                .filter(name -> workspace
                        .all()
                        .find("getStyleByName", workspace.name(), name)
                        .isPresent())
                .toList();
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("name: the workspace " + workspace.name() + " has a style "
                    + taken.get(0) + " already; take another name for the layer, or remove the style");
        }
    }

    private void rename(Bean thing, String find, String name) {
        String id = thing.text("getId");
        String before = thing.text("getName");
        undo.add("the name of " + before, () -> {
            Bean now = workspace.all().get(find, id);
            now.call("setName", before);
            Mark.put(now, from);
            if (find.equals("getCoverageStore")) {
                now.call("setDescription", Publication.description(from));
            }
            workspace.all().call("save", now);
        });
        thing.call("setName", name);
        Mark.put(thing, to);
        workspace.all().call("save", thing);
    }
}
