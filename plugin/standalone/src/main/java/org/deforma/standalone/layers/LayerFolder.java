package org.deforma.standalone.layers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deforma.host.files.GdalItems;
import org.geotools.api.util.ProgressListener;

/** The files of one layer: {@code raster.tif}, {@code layer.json}, {@code styles/*.sld} and the smaller copies. */
final class LayerFolder {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Pattern STYLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,199}");
    private static final Pattern CLASSES = Pattern.compile(
            "<SourceChannelName>\\s*(\\d{1,4})\\s*</SourceChannelName>.*<ColorMap[^>]*type=\"values\"", Pattern.DOTALL);

    private final Path folder;

    LayerFolder(Path folder) {
        this.folder = folder;
    }

    /** What the file {@code layer.json} holds. */
    private record Card(String title, String origin, String created, List<String> styles) {}

    Path raster() {
        return folder.resolve("raster.tif");
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
     * @param styles by name, in order; empty for a style by what the raster looks like
     * @throws IllegalArgumentException when the raster cannot be a layer
     * @throws IOException when the disk cannot be written
     */
    void fill(String shown, String title, Map<String, String> styles, ProgressListener listener) throws IOException {
        Path copies = Files.createDirectories(folder.resolve("levels"));
        SourceFile source;
        try {
            source = new SourceFile(raster());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("layer: " + shown + " cannot be read as a TIFF: " + e.getMessage(), e);
        }
        Map<String, String> all = new LinkedHashMap<>(styles);
        try (source) {
            RasterFacts.of(shown, raster(), source);
            BitSet classes = classes(styles.values(), source);
            List<TileSource> levels;
            try {
                levels = Overviews.make(source, copies, classes, listener);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layer: " + shown + " cannot be decoded: " + e.getMessage(), e);
            }
            try (Pyramid pixels = new Pyramid(levels, new TileCache(64 << 20))) {
                if (all.isEmpty()) {
                    all.putAll(DefaultStyle.of(source, pixels));
                }
            }
        }
        Files.createDirectories(folder.resolve("styles"));
        for (Map.Entry<String, String> each : all.entrySet()) {
            if (!STYLE.matcher(each.getKey()).matches()) {
                throw new IllegalArgumentException("layer: '" + each.getKey() + "' cannot be the name of a style");
            }
            Files.writeString(style(each.getKey()), each.getValue());
        }
        String origin = GdalItems.of(raster()).tool();
        write(new Card(title, origin, Instant.now().toString(), List.copyOf(all.keySet())));
        sync();
    }

    /** Bands that a style shows by single values, or that have a table of colours. */
    private static BitSet classes(Iterable<String> styles, SourceFile source) {
        BitSet classes = new BitSet();
        if (source.palette().isPresent()) {
            classes.set(0);
        }
        for (String sld : styles) {
            Matcher values = CLASSES.matcher(sld);
            if (values.find() && !sld.contains("<Transformation")) {
                classes.set(Integer.parseInt(values.group(1)) - 1);
            }
        }
        return classes;
    }

    private void write(Card card) throws IOException {
        Files.writeString(card(), GSON.toJson(card));
    }

    private Card read() throws IOException {
        try {
            Card card = GSON.fromJson(Files.readString(card()), Card.class);
            if (card == null || card.title() == null || card.styles() == null || card.created() == null) {
                throw new IOException(card() + " is not complete");
            }
            return card;
        } catch (JsonParseException e) {
            throw new IOException(card() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Gives the styles {@code OLD-x} the names {@code NEW-x}, in a folder that nobody sees. */
    void rename(String old, String name) throws IOException {
        Card card = read();
        List<String> styles = new ArrayList<>();
        for (String style : card.styles()) {
            String renamed = style.startsWith(old + "-") ? name + style.substring(old.length()) : style;
            if (!renamed.equals(style)) {
                Files.move(style(style), style(renamed));
            }
            styles.add(renamed);
        }
        String title = card.title().equals(old) ? name : card.title();
        write(new Card(title, card.origin(), card.created(), styles));
        sync();
    }

    /**
     * Opens the layer.
     *
     * @throws IOException when something is missing or damaged
     */
    Opened open(String name, TileCache cache) throws IOException {
        Card card = read();
        SourceFile source = new SourceFile(raster());
        Pyramid pixels = new Pyramid(Overviews.open(source, folder.resolve("levels")), cache);
        Map<String, String> styles = new LinkedHashMap<>();
        for (String style : card.styles()) {
            if (!STYLE.matcher(style).matches()) {
                throw new IOException(card() + " names a style '" + style + "'");
            }
            styles.put(style, Files.readString(style(style)));
        }
        if (styles.isEmpty()) {
            throw new IOException(card() + " names no style");
        }
        RasterFacts facts = RasterFacts.of(name, raster(), source);
        Dimension size = new Dimension(source.width(), source.height());
        source.close();
        Layer layer = new Layer(
                name,
                card.title(),
                raster(),
                size.width,
                size.height,
                facts.epsg(),
                facts.bounds(),
                facts.bands(),
                java.util.Collections.unmodifiableMap(styles),
                Instant.parse(card.created()),
                card.origin() == null ? "" : card.origin(),
                bytes(),
                pixels);
        return new Opened(layer, pixels);
    }

    /** A layer, and what has to be closed when it goes. */
    record Opened(Layer layer, Pyramid pixels) {}

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /** What is not on the disk could be lost when the machine stops, though the folder is there. */
    private void sync() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                force(file);
            }
        }
    }

    /** Brings a file or the names in a folder to the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
