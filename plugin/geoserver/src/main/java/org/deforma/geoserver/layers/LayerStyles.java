package org.deforma.geoserver.layers;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.geotools.process.ProcessException;

/** The styles that came with a layer: in its workspace, named {@code LAYER-STYLE}. */
final class LayerStyles {
    private static final Logger LOG = Logger.getLogger(LayerStyles.class.getName());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Workspace workspace;
    private final LayerName layer;
    private final Bean pool;

    LayerStyles(Workspace workspace, LayerName layer) {
        this.workspace = workspace;
        this.layer = layer;
        this.pool = workspace.catalog().get("getResourcePool");
    }

    /**
     * Makes styles, or writes them anew.
     *
     * @param styles by name, in order, SLD 1.0
     * @return the same, as GeoServer has them
     * @throws IllegalArgumentException when something else has such a name
     */
    List<Bean> put(Map<String, String> styles, Undo undo) {
        List<Bean> result = new ArrayList<>();
        styles.forEach((style, sld) -> {
            if (!NAME.matcher(style).matches()) {
                throw new ProcessException("the result has a style of the name '" + style + "', which cannot be one");
            }
            result.add(put(layer.name() + "-" + style, sld.getBytes(StandardCharsets.UTF_8), undo));
        });
        return result;
    }

    private Bean put(String name, byte[] sld, Undo undo) {
        Optional<Bean> old = find(name);
        if (old.isEmpty()) {
            add(name, sld, undo);
        } else if (isOwn(old.get())) {
            byte[] before = contents(old.get());
            undo.add("the style " + name, () -> write(old.get(), before));
            write(old.get(), sld);
        } else {
            throw new IllegalArgumentException("layer: the workspace " + workspace.name() + " has a style " + name
                    + " that did not come from Deforma; take another name for the layer, or remove the style");
        }
        Bean style = find(name).orElseThrow(() -> new ProcessException("GeoServer lost the style " + name));
        try {
            // GeoServer reads it only when it draws, which would be too late to say that it cannot.
            style.get("getStyle");
        } catch (RuntimeException e) {
            throw new ProcessException("GeoServer cannot read the style " + name + ": " + e.getMessage(), e);
        }
        return style;
    }

    private Optional<Bean> find(String name) {
        return workspace.all().find("getStyleByName", workspace.name(), name);
    }

    private boolean isOwn(Bean style) {
        return Mark.isOwn(style, layer) && "sld".equals(style.text("getFormat"));
    }

    /** All styles that came with the layer. */
    List<Bean> all() {
        return workspace.all().all("getStylesByWorkspace", workspace.name()).stream()
                .filter(this::isOwn)
                .toList();
    }

    private void add(String name, byte[] sld, Undo undo) {
        Bean style = workspace.catalog().get("getFactory").get("createStyle");
        style.call("setName", name);
        style.call("setWorkspace", workspace.info());
        style.call("setFilename", freeFile(name));
        Mark.put(style, layer);
        undo.add("the style " + name, () -> {
            pool.call("deleteStyle", style, true);
            find(name).ifPresent(this::remove);
        });
        pool.call("writeStyle", style, new ByteArrayInputStream(sld));
        workspace.catalog().call("add", style);
    }

    /** Styles that are not in the catalogue any more leave files. */
    private String freeFile(String name) {
        String file = name + ".sld";
        for (int i = 1; !"UNDEFINED".equals(String.valueOf(file(file).call("getType"))); i++) {
            file = name + "." + i + ".sld";
        }
        return file;
    }

    private Bean file(String name) {
        return workspace.resource("workspaces", workspace.name(), "styles", name);
    }

    private byte[] contents(Bean style) {
        return (byte[]) file(style.text("getFilename")).call("getContents");
    }

    /** Saves it too, so that what was drawn with it before is forgotten. */
    private void write(Bean style, byte[] sld) {
        pool.call("writeStyle", style, new ByteArrayInputStream(sld));
        workspace.catalog().call("save", style);
    }

    /** The file first: GeoServer keeps a copy of one that it finds. */
    private void remove(Bean style) {
        pool.call("deleteStyle", style, true);
        workspace.all().call("remove", style);
    }

    /** Removes the styles that came with an earlier result and not with this one, unless something else uses them. */
    void removeAllBut(List<Bean> styles) {
        List<String> kept = styles.stream().map(style -> style.text("getName")).toList();
        for (Bean style : all()) {
            if (!kept.contains(style.text("getName"))
                    && workspace.all().all("getLayers", style).isEmpty()) {
                removeUnlessUsed(style);
            }
        }
    }

    private void removeUnlessUsed(Bean style) {
        byte[] sld = contents(style);
        try {
            remove(style);
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "the style " + style.text("getName") + " stays, since something else uses it", e);
            pool.call("writeStyle", style, new ByteArrayInputStream(sld));
        }
    }
}
