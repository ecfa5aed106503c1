package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folders of the layers below a data folder, each of which comes, changes its name and goes in one step: {@code layers/NAME}.
 * One is made in {@code tmp}; one that is replaced is set aside as {@code .old-NAME} until the new one is open. Knows nothing of
 * what is in them. Whoever calls sees to it that one thread at a time changes anything.
 */
final class LayerShelf {
    private static final Logger LOG = Logger.getLogger(LayerShelf.class.getName());
    private static final String ASIDE = ".old-";

    private final Path root;
    private final Path layers;
    private final Path temporary;

    /** Makes the folders that are missing. */
    LayerShelf(Path data) throws IOException {
        root = Files.createDirectories(data).toRealPath();
        layers = Files.createDirectories(root.resolve("layers"));
        temporary = Files.createDirectories(root.resolve("tmp"));
    }

    /** What is to be done with a folder in its place; where it fails, all is put back. */
    interface Opening<T> {
        T open(Path folder) throws IOException;
    }

    /** The data folder. */
    Path root() {
        return root;
    }

    /** All that lies where layers do, by name. */
    List<Path> folders() throws IOException {
        return list(layers);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    /** Puts in order what a process that was killed left. */
    void tidy() throws IOException {
        for (Path leftover : list(temporary)) {
            deleteQuietly(leftover);
        }
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            if (name.startsWith(ASIDE) && LayerName.isName(name.substring(ASIDE.length()))) {
                Path place = place(name.substring(ASIDE.length()));
                if (exists(place)) {
                    discard(folder);
                } else {
                    move(folder, place);
                }
            }
        }
        force(layers);
    }

    /** Whether a file is never changed, only deleted: a temporary one, or that of a layer. Other files may be the user's. */
    boolean isKept(Path file) throws IOException {
        Path real = file.toRealPath();
        return real.startsWith(root)
                ? real.startsWith(layers) || real.startsWith(temporary)
                : real.startsWith(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
    }

    /** Where a layer can be made; nothing is there yet. */
    Path newFolder() {
        return temporary.resolve(UUID.randomUUID().toString());
    }

    private Path place(String name) {
        return layers.resolve(name);
    }

    /** Whether there is something of that name, be it a layer that can be read or not. */
    boolean holds(String name) {
        return exists(place(name));
    }

    /**
     * Puts a folder in its place. What was there before lies aside until {@link #discardAside}.
     *
     * @param made the folder
     * @param name of the layer
     * @param opening done before the step counts
     * @throws IOException when a step fails; all is as before then
     */
    <T> T put(Path made, String name, Opening<T> opening) throws IOException {
        Path place = place(name);
        Path aside = layers.resolve(ASIDE + name);
        boolean done = false;
        try {
            if (exists(place)) {
                discard(aside);
                move(place, aside);
            }
            move(made, place);
            T opened = opening.open(place);
            force(layers);
            done = true;
            return opened;
        } finally {
            if (!done) {
                moveBack(place, made);
                moveBack(aside, place);
            }
        }
    }

    /** Deletes what {@link #put} has set aside, if there was something. */
    void discardAside(String name) {
        Path aside = layers.resolve(ASIDE + name);
        try {
            discard(aside);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be removed: {1}; the next start tries again", new Object[] {
                aside, reason(e)
            });
        }
    }

    /**
     * Gives a folder another name, which nothing has yet.
     *
     * @param opening done before the step counts
     * @throws IOException when a step fails; all is as before then
     */
    <T> T rename(String from, String to, Opening<T> opening) throws IOException {
        boolean done = false;
        try {
            move(place(from), place(to));
            T opened = opening.open(place(to));
            force(layers);
            done = true;
            return opened;
        } finally {
            if (!done) {
                moveBack(place(to), place(from));
            }
        }
    }

    /** Takes a folder away. */
    void remove(String name) throws IOException {
        discard(place(name));
    }

    /** Out of sight in one step, then deleted. */
    private void discard(Path folder) throws IOException {
        if (exists(folder)) {
            Path gone = newFolder();
            move(folder, gone);
            force(layers);
            deleteQuietly(gone);
        }
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

    /** Deletes a folder that nobody needs any more; what cannot be deleted is logged. */
    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}; the next start tries again", new Object[] {
                folder, e.getMessage()
            });
        }
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (exists(folder)) {
            try (Stream<Path> walked = Files.walk(folder)) {
                for (Path file : walked.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Brings a file or the names in a folder to the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A failure in words that a user can act on. */
    UncheckedIOException failed(String what, IOException e) {
        String reason = reason(e);
        boolean isFull = reason.contains("No space left") || reason.contains("quota");
        return new UncheckedIOException(
                what + ": "
                        + (isFull
                                ? "the disk of the folder " + root + " is full; make room there and try again"
                                : reason),
                e);
    }

    /** What the system says of a failure, without the names of files where it says more than them. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + " is missing";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    }
}
