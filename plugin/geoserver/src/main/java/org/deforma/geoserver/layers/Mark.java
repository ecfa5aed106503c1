package org.deforma.geoserver.layers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What things in GeoServer's catalogue that came from here carry in their metadata, which GeoServer keeps and shows nobody.
 * All values are texts.
 */
final class Mark {
    /** On coverages, stores and styles: the name of the layer they belong to. */
    private static final String LAYER = "deforma";

    /** On stores: the folder that was made for the file. */
    private static final String FOLDER = "deforma.folder";

    /** On coverages: when the layer got its raster, ISO 8601; by which process; and how large its file is [B]. */
    private static final String CREATED = "deforma.created";

    private static final String TOOL = "deforma.tool";
    private static final String BYTES = "deforma.bytes";
    private static final List<String> RASTER = List.of(CREATED, TOOL, BYTES);

    private Mark() {}

    /** Says of something that is to be saved that it came from here. */
    static void put(Bean thing, LayerName layer) {
        metadata(thing).put(LAYER, layer.name());
    }

    /** Whether it came from here, for this layer. */
    static boolean isOwn(Bean thing, LayerName layer) {
        return layer.name().equals(get(thing, LAYER));
    }

    /** Says of a store that is to be saved where the file is that was made for it; null: nowhere. */
    static void putFolder(Bean store, String folder) {
        put(store, FOLDER, folder);
    }

    /** The folder that was made for a store's file; empty for none. */
    static String folder(Bean store) {
        return get(store, FOLDER);
    }

    /**
     * Says of a coverage that is to be saved that it has a new raster.
     *
     * @param tool process that made it, or empty
     * @param url of its file
     */
    static void putRaster(Bean coverage, String tool, String url) {
        put(coverage, CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        put(coverage, TOOL, tool);
        put(coverage, BYTES, size(url));
    }

    /** What {@link #putRaster} said, to say it again. */
    static Map<String, String> raster(Bean coverage) {
        Map<String, String> said = new LinkedHashMap<>();
        RASTER.forEach(name -> said.put(name, get(coverage, name)));
        return said;
    }

    /** Says again what {@link #raster} gave. */
    static void putRaster(Bean coverage, Map<String, String> said) {
        said.forEach((name, value) -> put(coverage, name, value));
    }

    /** When a coverage got its raster, ISO 8601; empty where not known. */
    static String created(Bean coverage) {
        return get(coverage, CREATED);
    }

    /** The process that made a coverage's raster; empty where not known. */
    static String tool(Bean coverage) {
        return get(coverage, TOOL);
    }

    /** Size of a coverage's file [B]; 0 where not known. */
    static long bytes(Bean coverage) {
        String bytes = get(coverage, BYTES);
        return bytes.matches("\\d{1,18}") ? Long.parseLong(bytes) : 0;
    }

    private static String size(String url) {
        try {
            return String.valueOf(Files.size(Path.of(URI.create(url))));
        } catch (IOException | IllegalArgumentException e) {
            // A help for users; they can do without.
            return "";
        }
    }

    private static String get(Bean thing, String name) {
        return Objects.toString(metadata(thing).get(name), "");
    }

    private static void put(Bean thing, String name, String value) {
        if (value == null || value.isEmpty()) {
            metadata(thing).remove(name);
        } else {
            metadata(thing).put(name, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Bean thing) {
        Object metadata = thing.call("getMetadata");
        return metadata == null ? new HashMap<>() : (Map<String, Object>) metadata;
    }
}
