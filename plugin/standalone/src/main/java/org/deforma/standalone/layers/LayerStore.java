package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geotools.api.util.ProgressListener;

/**
 * The layers of a data folder. Thread-safe; one process at a time.
 *
 * <p>A layer is made in the folder {@code tmp}, brought to the disk, and then moved to its place in one step. One that is
 * replaced is set aside first, as {@code .old-NAME}, and the next start puts it back if the new one did not come. So whatever
 * happens, a layer is there as a whole or not at all, and nothing that was finished is lost. A {@link Layer} can be read for a
 * while after it was replaced, renamed or removed: as long as reads follow each other within half a minute.
 */
public final class LayerStore implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LayerStore.class.getName());
    private static final String ASIDE = ".old-";

    private final Path root;
    private final Path layers;
    private final Path temporary;
    private final DataLock lock;
    private final OpenFiles files;
    private final TileCache cache = TileCache.ofUsualSize();
    private final ConcurrentSkipListMap<String, LayerFolder.Opened> open = new ConcurrentSkipListMap<>();

    private LayerStore(Path data) throws IOException {
        root = Files.createDirectories(data).toRealPath();
        layers = Files.createDirectories(root.resolve("layers"));
        temporary = Files.createDirectories(root.resolve("tmp"));
        lock = DataLock.of(root);
        files = new OpenFiles();
        boolean opened = false;
        try {
            tidy();
            for (Path folder : list(layers)) {
                openQuietly(folder);
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /**
     * Opens the layers below a folder, and puts in order what a process that was killed left there. Folders that cannot be read
     * are logged and left as they are.
     *
     * @throws IllegalArgumentException when another process has it open
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static LayerStore open(Path data) {
        try {
            return new LayerStore(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the layers in " + data + " cannot be opened: " + reason(e), e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private void tidy() throws IOException {
        for (Path leftover : list(temporary)) {
            deleteQuietly(leftover);
        }
        for (Path folder : list(layers)) {
            String name = folder.getFileName().toString();
            if (name.startsWith(ASIDE) && LayerName.isName(name.substring(ASIDE.length()))) {
                Path place = layers.resolve(name.substring(ASIDE.length()));
                if (exists(place)) {
                    discard(folder);
                } else {
                    move(folder, place);
                }
            }
        }
        LayerFolder.force(layers);
    }

    private void openQuietly(Path folder) {
        String name = folder.getFileName().toString();
        if (!LayerName.isName(name)) {
            return;
        }
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is not a folder");
            }
            open.put(name, new LayerFolder(folder, files).open(name, cache));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "layer {0} is left out, what is in {1} cannot be used: {2}", new Object[] {
                name, folder, e instanceof IOException io ? reason(io) : e.getMessage()
            });
        }
    }

    /** All layers, by name. */
    public List<Layer> layers() {
        return open.values().stream().map(LayerFolder.Opened::layer).toList();
    }

    /**
     * A layer.
     *
     * @param name with or without {@code deforma:}
     */
    public Optional<Layer> find(String name) {
        return Optional.ofNullable(open.get(LayerName.local(name))).map(LayerFolder.Opened::layer);
    }

    /**
     * Adds a layer, or replaces the one of that name.
     *
     * @param name with or without {@code deforma:}
     * @param title for people; blank where the name serves, which then follows when the layer is renamed
     * @param raster GeoTIFF, which is copied; a temporary file, or that of a layer, gets a second name where that is possible
     * @param shown what messages call it
     * @param styles SLD 1.0 by name, in order; empty for one by what the raster looks like. The layer has them under
     *     {@code LAYER-STYLE}, as in GeoServer
     * @param listener progress, 0..100, and cancelling
     * @throws IllegalArgumentException for a name that is none, or a raster that cannot be a layer
     * @throws UncheckedIOException when the disk is full or cannot be written; all is as before then
     * @throws CancellationException when cancelled; all is as before then
     */
    public Layer add(
            String name,
            String title,
            Path raster,
            String shown,
            Map<String, String> styles,
            ProgressListener listener) {
        String local = LayerName.checked(name);
        if (!Files.isRegularFile(raster)) {
            throw new IllegalArgumentException("layer: " + shown + " is not a file");
        }
        Path made = temporary.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectory(made);
            LayerFolder folder = new LayerFolder(made, files);
            FileCopy.make(raster, folder.raster(), isKept(raster), listener);
            folder.fill(shown, title.isBlank() ? null : title, styles, listener);
            // Opened once before anybody sees it: what cannot be read must not replace what can.
            folder.open(local, cache).pixels().close();
            return place(made, local);
        } catch (IOException e) {
            throw failed("layer " + Layer.WORKSPACE + ":" + local + " cannot be written", e);
        } finally {
            deleteQuietly(made);
        }
    }

    /** Whether a file is never changed, only deleted: a temporary one, or that of a layer. Other files may be the user's. */
    private boolean isKept(Path raster) throws IOException {
        Path real = raster.toRealPath();
        return real.startsWith(root)
                ? real.startsWith(layers) || real.startsWith(temporary)
                : real.startsWith(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
    }

    private synchronized Layer place(Path made, String name) throws IOException {
        Path place = layers.resolve(name);
        Path aside = layers.resolve(ASIDE + name);
        LayerFolder.Opened before = open.get(name);
        boolean replaces = exists(place);
        LayerFolder.Opened now;
        boolean done = false;
        try {
            if (before != null) {
                before.pixels().hold();
            }
            if (replaces) {
                discard(aside);
                move(place, aside);
            }
            move(made, place);
            now = new LayerFolder(place, files).open(name, cache);
            LayerFolder.force(layers);
            done = true;
        } finally {
            if (!done) {
                moveBack(place, made);
                moveBack(aside, place);
                if (before != null) {
                    before.pixels().release();
                }
            }
        }
        open.put(name, now);
        if (before != null) {
            before.pixels().forget();
        }
        discardQuietly(aside);
        LOG.log(Level.INFO, "layer {0} is {1}: {2} x {3} px, {4} MB", new Object[] {
            now.layer().fullName(),
            replaces ? "replaced" : "added",
            String.valueOf(now.layer().width()),
            String.valueOf(now.layer().height()),
            String.valueOf(now.layer().bytes() / 1_000_000)
        });
        return now.layer();
    }

    /**
     * Gives a layer another name; the names of its styles follow.
     *
     * @param name with or without {@code deforma:}
     * @param to the new one, likewise
     * @throws IllegalArgumentException when there is no such layer, or the new name is taken or none
     * @throws UncheckedIOException when the disk cannot be written; all is as before then
     */
    public synchronized Layer rename(String name, String to) {
        LayerFolder.Opened before = existing(name);
        String old = before.layer().name();
        String local = LayerName.checked(to);
        Path from = layers.resolve(old);
        Path place = layers.resolve(local);
        if (exists(place)) {
            throw new IllegalArgumentException(
                    "name: there is a layer " + Layer.WORKSPACE + ":" + local + " already; take another name");
        }
        boolean done = false;
        try {
            before.pixels().hold();
            move(from, place);
            LayerFolder.Opened now = new LayerFolder(place, files).open(local, cache);
            LayerFolder.force(layers);
            done = true;
            open.put(local, now);
            open.remove(old);
            before.pixels().forget();
            LOG.log(Level.INFO, "layer {0}:{1} is {0}:{2} now", new Object[] {Layer.WORKSPACE, old, local});
            return now.layer();
        } catch (IOException e) {
            throw failed("layer " + before.layer().fullName() + " cannot be renamed", e);
        } finally {
            if (!done) {
                moveBack(place, from);
                before.pixels().release();
            }
        }
    }

    /**
     * Removes a layer with its files.
     *
     * @throws IllegalArgumentException when there is no such layer
     * @throws UncheckedIOException when the disk cannot be written
     */
    public synchronized void remove(String name) {
        LayerFolder.Opened before = existing(name);
        try {
            before.pixels().hold();
            discard(layers.resolve(before.layer().name()));
        } catch (IOException e) {
            before.pixels().release();
            throw failed("layer " + before.layer().fullName() + " cannot be removed", e);
        }
        open.remove(before.layer().name());
        before.pixels().forget();
        LOG.log(Level.INFO, "layer {0} is removed", before.layer().fullName());
    }

    /** Out of sight in one step, then deleted. */
    private void discard(Path folder) throws IOException {
        if (exists(folder)) {
            Path gone = temporary.resolve(UUID.randomUUID().toString());
            move(folder, gone);
            LayerFolder.force(layers);
            deleteQuietly(gone);
        }
    }

    private LayerFolder.Opened existing(String name) {
        LayerFolder.Opened found = open.get(LayerName.local(name));
        if (found == null) {
            throw new IllegalArgumentException("layer: there is no layer " + LayerName.printable(name)
                    + "; deforma:Layers lists those that there are");
        }
        return found;
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes a move back, if it was done. */
    private static void moveBack(Path to, Path from) {
        if (exists(to) && !exists(from)) {
            try {
                move(to, from);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "{0} cannot be moved back to {1}: {2}", new Object[] {to, from, reason(e)});
            }
        }
    }

    private void discardQuietly(Path folder) {
        try {
            discard(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be removed: {1}; the next start tries again", new Object[] {
                folder, reason(e)
            });
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            LayerFolder.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}; the next start tries again", new Object[] {
                folder, e.getMessage()
            });
        }
    }

    private UncheckedIOException failed(String what, IOException e) {
        String reason = reason(e);
        boolean isFull = reason.contains("No space left") || reason.contains("quota");
        return new UncheckedIOException(
                what + ": "
                        + (isFull
                                ? "the disk of the folder " + root + " is full; make room there and try again"
                                : reason),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + " is missing";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    }

    /** Closes all files and lets another process have the folder. */
    @Override
    public void close() {
        open.clear();
        files.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + root + " cannot be given back", e);
        }
    }
}
