package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.util.ProgressListener;

/**
 * The layers of a data folder. Thread-safe; one process at a time.
 *
 * <p>A layer is made in a folder of its own, brought to the disk, and then moved to its place in one step ({@link LayerShelf}). One
 * that is replaced is set aside first, and the next start puts it back if the new one did not come. So whatever happens, a layer
 * is there as a whole or not at all, and nothing that was finished is lost. A {@link Layer} can be read for a
 * while after it was replaced, renamed or removed: as long as reads follow each other within half a minute.
 */
public final class LayerStore implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LayerStore.class.getName());

    private final LayerShelf shelf;
    private final DataLock lock;
    private final OpenFiles files;
    private final TileCache cache = TileCache.ofUsualSize();
    private final ConcurrentSkipListMap<String, LayerFolder.Opened> open = new ConcurrentSkipListMap<>();

    private LayerStore(Path data) throws IOException {
        shelf = new LayerShelf(data);
        lock = DataLock.of(shelf.root());
        files = new OpenFiles();
        boolean opened = false;
        try {
            shelf.tidy();
            for (Path folder : shelf.folders()) {
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
            throw new UncheckedIOException("the layers in " + data + " cannot be opened: " + LayerShelf.reason(e), e);
        }
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
                name, folder, e instanceof IOException io ? LayerShelf.reason(io) : e.getMessage()
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
        Path made = shelf.newFolder();
        try {
            Files.createDirectory(made);
            LayerFolder folder = new LayerFolder(made, files);
            FileCopy.make(raster, folder.raster(), shelf.isKept(raster), listener);
            folder.fill(shown, title.isBlank() ? null : title, styles, listener);
            // Opened once before anybody sees it: what cannot be read must not replace what can.
            folder.open(local, cache).pixels().close();
            return place(made, local);
        } catch (IOException e) {
            throw shelf.failed("layer " + Layer.WORKSPACE + ":" + local + " cannot be written", e);
        } finally {
            LayerShelf.deleteQuietly(made);
        }
    }

    private synchronized Layer place(Path made, String name) throws IOException {
        LayerFolder.Opened before = open.get(name);
        boolean replaces = shelf.holds(name);
        LayerFolder.Opened now;
        boolean done = false;
        try {
            if (before != null) {
                before.pixels().hold();
            }
            now = shelf.put(made, name, folder -> new LayerFolder(folder, files).open(name, cache));
            done = true;
        } finally {
            if (!done && before != null) {
                before.pixels().release();
            }
        }
        open.put(name, now);
        if (before != null) {
            before.pixels().forget();
        }
        shelf.discardAside(name);
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
        if (shelf.holds(local)) {
            throw new IllegalArgumentException(
                    "name: there is a layer " + Layer.WORKSPACE + ":" + local + " already; take another name");
        }
        boolean done = false;
        try {
            before.pixels().hold();
            LayerFolder.Opened now =
                    shelf.rename(old, local, folder -> new LayerFolder(folder, files).open(local, cache));
            done = true;
            open.put(local, now);
            open.remove(old);
            before.pixels().forget();
            LOG.log(Level.INFO, "layer {0}:{1} is {0}:{2} now", new Object[] {Layer.WORKSPACE, old, local});
            return now.layer();
        } catch (IOException e) {
            throw shelf.failed("layer " + before.layer().fullName() + " cannot be renamed", e);
        } finally {
            if (!done) {
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
            shelf.remove(before.layer().name());
        } catch (IOException e) {
            before.pixels().release();
            throw shelf.failed("layer " + before.layer().fullName() + " cannot be removed", e);
        }
        open.remove(before.layer().name());
        before.pixels().forget();
        LOG.log(Level.INFO, "layer {0} is removed", before.layer().fullName());
    }

    private LayerFolder.Opened existing(String name) {
        LayerFolder.Opened found = open.get(LayerName.local(name));
        if (found == null) {
            throw new IllegalArgumentException("layer: there is no layer " + LayerName.printable(name)
                    + "; deforma:Layers lists those that there are");
        }
        return found;
    }

    /** Closes all files and lets another process have the folder. */
    @Override
    public void close() {
        open.clear();
        files.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + shelf.root() + " cannot be given back", e);
        }
    }
}
