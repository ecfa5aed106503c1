package org.deforma.standalone.layers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deforma.host.files.GdalItems;
import org.geotools.api.util.ProgressListener;

/**
 * The files of one layer: {@code raster.tif}, its smaller copies in {@code raster.tif.ovr} where they are not within,
 * {@code tiles.tif} where the raster itself is not stored in tiles, {@code styles/*.sld}, and {@code layer.json}. None of them
 * knows the layer's name, so that renaming it is renaming the folder. Nothing is changed after {@link #fill}.
 */
final class LayerFolder {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Pattern STYLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final int MOST_BANDS = 64;

    /** What is kept of decoded tiles while a style is fitted [B]. */
    private static final long SMALL_CACHE = 16 << 20;

    private final Path folder;
    private final OpenFiles files;

    LayerFolder(Path folder, OpenFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * What the file {@code layer.json} holds.
     *
     * @param title null where the name serves
     */
    private record Card(String title, String origin, String created, List<String> styles) {}

    /** A layer, and what has to be let go when it goes. */
    record Opened(Layer layer, Pyramid pixels) {}

    Path raster() {
        return folder.resolve("raster.tif");
    }

    private SharedFile full() {
        return files.file(folder.resolve("tiles.tif"));
    }

    private SharedFile smaller() {
        return files.file(folder.resolve("raster.tif.ovr"));
    }

    private Path card() {
        return folder.resolve("layer.json");
    }

    private Path style(String name) {
        return folder.resolve("styles").resolve(name + ".sld");
    }

    /**
     * Completes a folder in which the raster lies already, and brings all of it to the disk.
     *
     * @param shown what messages call the raster
     * @param title for people; null where the name serves
     * @param styles by name, in order; empty for a style by what the raster looks like
     * @throws IllegalArgumentException when the raster cannot be a layer
     * @throws IOException when the disk cannot be written
     */
    void fill(String shown, String title, Map<String, String> styles, ProgressListener listener) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(styles);
        RasterFacts.of(shown, raster());
        SourceFile source;
        try {
            source = new SourceFile(files.file(raster()));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("layer: " + shown + " cannot be read: " + e.getMessage(), e);
        }
        SharedFile full = full();
        SharedFile smaller = smaller();
        try {
            List<TileSource> levels = levels(shown, source, full, smaller, styles, listener);
            if (all.isEmpty()) {
                all.putAll(DefaultStyle.of(source, new Pyramid(levels, new TileCache(SMALL_CACHE))));
            }
        } finally {
            source.file().close();
            full.close();
            smaller.close();
        }
        Files.createDirectories(folder.resolve("styles"));
        for (Map.Entry<String, String> each : all.entrySet()) {
            if (!STYLE.matcher(each.getKey()).matches()) {
                throw new IllegalArgumentException("layer: '" + each.getKey() + "' cannot be the name of a style");
            }
            Files.writeString(style(each.getKey()), each.getValue());
        }
        String origin = GdalItems.of(raster()).tool();
        Card card = new Card(title, origin, Instant.now().toString(), List.copyOf(all.keySet()));
        Files.writeString(card(), GSON.toJson(card));
        sync();
    }

    private static List<TileSource> levels(
            String shown,
            SourceFile source,
            SharedFile full,
            SharedFile smaller,
            Map<String, String> styles,
            ProgressListener listener)
            throws IOException {
        try {
            if (source.bands() > MOST_BANDS) {
                throw new IllegalArgumentException("has " + source.bands() + " bands; a layer has at most " + MOST_BANDS
                        + ": take out those to be shown, for example with gdal_translate -b 1");
            }
            source.check();
            return Overviews.make(source, full, smaller, ClassBands.of(styles.values(), source), listener);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer: " + shown + " " + e.getMessage(), e);
        }
    }

    /**
     * Opens the layer.
     *
     * @param name of the layer
     * @throws IOException when something is missing or damaged
     */
    Opened open(String name, TileCache cache) throws IOException {
        long bytes = bytes();
        Card card = read();
        RasterFacts facts = RasterFacts.of(name, raster());
        SourceFile source = new SourceFile(files.file(raster()));
        Pyramid pixels = new Pyramid(Overviews.open(source, full(), smaller()), cache);
        Map<String, String> styles = new LinkedHashMap<>();
        for (String style : card.styles()) {
            if (!STYLE.matcher(style).matches()) {
                throw new IOException("layer.json names a style '" + style + "'");
            }
            styles.put(name + "-" + style, Files.readString(style(style)));
        }
        if (styles.isEmpty()) {
            throw new IOException("layer.json names no style");
        }
        Layer layer = new Layer(
                name,
                card.title() == null ? name : card.title(),
                raster(),
                source.width(),
                source.height(),
                facts.epsg(),
                facts.bounds(),
                RasterFacts.bands(raster(), source),
                Collections.unmodifiableMap(styles),
                Instant.parse(card.created()),
                card.origin(),
                bytes,
                pixels);
        return new Opened(layer, pixels);
    }

    private Card read() throws IOException {
        try {
            Card card = GSON.fromJson(Files.readString(card()), Card.class);
            if (card == null || card.origin() == null || card.styles() == null || card.created() == null) {
                throw new IOException("layer.json is not complete");
            }
            Instant.parse(card.created());
            return card;
        } catch (JsonParseException | DateTimeException e) {
            throw new IOException("layer.json cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of all files; symbolic links, which may lead anywhere, are not allowed among them. */
    private long bytes() throws IOException {
        long sum = 0;
        for (Path file : all()) {
            if (Files.isSymbolicLink(file)) {
                throw new IOException(folder.relativize(file) + " is a symbolic link");
            }
            sum += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return sum;
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> walked = Files.walk(folder)) {
            return walked.toList();
        }
    }

    /** What is not on the disk could be lost when the machine stops, though the folder is there. */
    private void sync() throws IOException {
        for (Path file : all()) {
            LayerShelf.force(file);
        }
    }
}
