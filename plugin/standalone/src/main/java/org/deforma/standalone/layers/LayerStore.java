package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geotools.api.util.ProgressListener;

/**
 * The layers of a data folder. Thread-safe; one process at a time.
 *
 * <p>A layer is made in the folder {@code tmp}, brought to the disk, and then moved to its place in one step. One that is
 * replaced is set aside first, as {@code .old-NAME}, and the next start puts it back if the new one did not come. So whatever
 * happens, a layer is there as a whole or not at all, and nothing that was finished is lost.
 */
public final class LayerStore implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LayerStore.class.getName());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final String ASIDE = ".old-";

    private final Path root;
    private final Path layers;
    private final Path temporary;
    private final FileChannel lockFile;
    private final TileCache cache = TileCache.ofUsualSize();
    private final ConcurrentSkipListMap<String, LayerFolder.Opened> open = new ConcurrentSkipListMap<>();

    private LayerStore(Path root) throws IOException {
        this.root = root;
        this.layers = Files.createDirectories(root.resolve("layers"));
        this.temporary = Files.createDirectories(root.resolve("tmp"));
        this.lockFile = lock(root);
        tidy();
        try (Stream<Path> folders = Files.list(layers)) {
            folders.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .filter(folder ->
                            NAME.matcher(folder.getFileName().toString()).matches())
                    .forEach(this::openQuietly);
        }
    }

    /**
     * Opens the layers below a folder, and puts in order what a process that was killed left there.
     *
     * @throws IllegalArgumentException when another process has it open
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static LayerStore open(Path data) {
        try {
            return new LayerStore(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the layers in " + data + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalArgumentException("--data: the folder " + root
                    + " is in use by another server; stop that one or name another folder");
        }
        return channel;
    }

    private void tidy() throws IOException {
        try (Stream<Path> leftovers = Files.list(temporary)) {
            for (Path leftover : leftovers.toList()) {
                LayerFolder.delete(leftover);
            }
        }
        try (Stream<Path> folders = Files.list(layers)) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                if (name.startsWith(ASIDE)) {
                    Path place = layers.resolve(name.substring(ASIDE.length()));
                    if (Files.exists(place)) {
                        LayerFolder.delete(folder);
                    } else {
                        Files.move(folder, place);
                    }
                }
            }
        }
        LayerFolder.force(layers);
    }

    private void openQuietly(Path folder) {
        String name = folder.getFileName().toString();
        try {
            open.put(name, new LayerFolder(folder).open(name, cache));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "layer {0} is left out, its files in {1} are damaged: {2}", new Object[] {
                name, folder, e.getMessage()
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
        return Optional.ofNullable(open.get(local(name))).map(LayerFolder.Opened::layer);
    }

    private static String local(String name) {
        String prefix = Layer.WORKSPACE + ":";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /**
     * A name as layers can have it.
     *
     * @param name with or without {@code deforma:}
     * @return without
     * @throws IllegalArgumentException for any other
     */
    static String checked(String name) {
        String local = local(name);
        if (local.contains(":")) {
            throw new IllegalArgumentException("layer: this server has the workspace " + Layer.WORKSPACE
                    + " only, was '" + printable(name) + "'; name it " + Layer.WORKSPACE + ":NAME");
        }
        if (!NAME.matcher(local).matches()) {
            throw new IllegalArgumentException("layer must be " + Layer.WORKSPACE
                    + ":NAME, with a name of up to 100 letters,"
                    + " digits, '_', '-' or '.' that begins with a letter or digit, was '" + printable(name) + "'");
        }
        return local;
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }

    /**
     * Adds a layer, or replaces the one of that name.
     *
     * @param name with or without {@code deforma:}
     * @param title for people
     * @param raster GeoTIFF, which is copied, or linked where it lies among temporary files
     * @param shown what messages call it
     * @param styles SLD 1.0 by name, in order; empty for one by what the raster looks like
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
        String local = checked(name);
        Path made = temporary.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectory(made);
            LayerFolder folder = new LayerFolder(made);
            copy(raster, folder.raster());
            folder.fill(shown, title, styles, listener);
            // Opened once before anybody sees it: what cannot be read must not replace what can.
            folder.open(local, cache).pixels().close();
            return place(made, local);
        } catch (IOException e) {
            throw failed("layer " + Layer.WORKSPACE + ":" + local + " cannot be written", e);
        } finally {
            deleteQuietly(made);
        }
    }

    /** Temporary files are never changed, only deleted, so that a second name for one is as good as a copy. */
    private static void copy(Path raster, Path target) throws IOException {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        if (raster.toRealPath().startsWith(scratch)) {
            try {
                Files.createLink(target, raster);
                return;
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(Level.FINE, "copied, since it lies on another disk", e);
            }
        }
        Files.copy(raster, target);
    }

    private synchronized Layer place(Path made, String name) throws IOException {
        Path place = layers.resolve(name);
        Path aside = layers.resolve(ASIDE + name);
        boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            LayerFolder.delete(aside);
            Files.move(place, aside);
        }
        try {
            Files.move(made, place);
            LayerFolder.force(layers);
        } catch (IOException e) {
            if (replaces) {
                Files.move(aside, place);
            }
            throw e;
        }
        LayerFolder.Opened now = new LayerFolder(place).open(name, cache);
        LayerFolder.Opened before = open.put(name, now);
        if (before != null) {
            before.pixels().close();
        }
        deleteQuietly(aside);
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
     * Gives a layer another name; styles that begin with the old one follow.
     *
     * @param name with or without {@code deforma:}
     * @param to the new one, likewise
     * @throws IllegalArgumentException when there is no such layer, or the new name is taken or none
     * @throws UncheckedIOException when the disk cannot be written; all is as before then
     */
    public synchronized Layer rename(String name, String to) {
        String old = existing(name);
        String local = checked(to);
        if (Files.exists(layers.resolve(local), LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    "name: there is a layer " + Layer.WORKSPACE + ":" + local + " already; take another name");
        }
        Path made = temporary.resolve(UUID.randomUUID().toString());
        try {
            // A second set of names for the same files, of which only the small ones are written anew.
            link(layers.resolve(old), made);
            new LayerFolder(made).rename(old, local);
            Files.move(made, layers.resolve(local));
            LayerFolder.Opened now = new LayerFolder(layers.resolve(local)).open(local, cache);
            open.put(local, now);
            close(open.remove(old));
            discard(old);
            LOG.log(Level.INFO, "layer {0}:{1} is {0}:{2} now", new Object[] {Layer.WORKSPACE, old, local});
            return now.layer();
        } catch (IOException e) {
            throw failed("layer " + Layer.WORKSPACE + ":" + old + " cannot be renamed", e);
        } finally {
            deleteQuietly(made);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.toString().endsWith(".tif")) {
                    Files.createLink(target, file);
                } else {
                    Files.copy(file, target);
                }
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
        String local = existing(name);
        try {
            discard(local);
        } catch (IOException e) {
            throw failed("layer " + Layer.WORKSPACE + ":" + local + " cannot be removed", e);
        }
        close(open.remove(local));
        LOG.log(Level.INFO, "layer {0}:{1} is removed", new Object[] {Layer.WORKSPACE, local});
    }

    /** Out of sight in one step, then deleted. */
    private void discard(String name) throws IOException {
        Path gone = temporary.resolve(UUID.randomUUID().toString());
        Files.move(layers.resolve(name), gone);
        LayerFolder.force(layers);
        deleteQuietly(gone);
    }

    private String existing(String name) {
        String local = local(name);
        if (!open.containsKey(local)) {
            throw new IllegalArgumentException(
                    "layer: there is no layer " + printable(name) + "; deforma:Layers lists those that there are");
        }
        return local;
    }

    private static void close(LayerFolder.Opened gone) {
        if (gone != null) {
            gone.pixels().close();
        }
    }

    private UncheckedIOException failed(String what, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        String full = reason.contains("No space left") || reason.contains("quota")
                ? "the disk of the folder " + root + " is full; make room there and try again"
                : reason;
        return new UncheckedIOException(what + ": " + full, e);
    }

    private static void deleteQuietly(Path folder) {
        try {
            LayerFolder.delete(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}; the next start tries again", new Object[] {
                folder, e.getMessage()
            });
        }
    }

    /** Closes all files and lets another process have the folder. */
    @Override
    public void close() {
        open.values().forEach(LayerStore::close);
        open.clear();
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + root + " cannot be given back", e);
        }
    }
}
