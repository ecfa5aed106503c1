package org.deforma.geoserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The toolbox page in {@code www/deforma} of the data directory, from where GeoServer serves files. A list of what was put
 * there tells the folder from one that somebody else made, which is left alone.
 *
 * <p>Files there are the plugin's own: those that differ are written again at each start, those of an older version go. A page
 * that cannot be written is a warning, since the tools are there without it.
 */
final class PageFolder {
    private static final Logger LOG = Logger.getLogger(PageFolder.class.getName());
    private static final String LIST = "deforma-page.txt";
    private static final String HEAD =
            "# Files of Deforma's toolbox, put here by its plugin, which renews them at start.";

    private final Path folder;

    /**
     * Of a data directory.
     *
     * @param dataDirectory of GeoServer
     */
    PageFolder(Path dataDirectory) {
        folder = dataDirectory.resolve("www").resolve("deforma");
    }

    /**
     * Puts the page there.
     *
     * @param page its files by name, such as {@code ol/ol.js}
     */
    void put(Map<String, byte[]> page) {
        if (isForeign()) {
            LOG.log(
                    Level.WARNING,
                    "{0} is not a folder that Deforma made and is left alone, so there is no toolbox page; move it away to"
                            + " have one",
                    folder);
            return;
        }
        try {
            Files.createDirectories(folder);
            Set<String> before = list();
            Set<String> all = new TreeSet<>(before);
            all.addAll(page.keySet());
            // Before the files, so that they are known for the plugin's even if it ends half-way.
            saveList(all);
            for (Map.Entry<String, byte[]> file : page.entrySet()) {
                replace(folder.resolve(file.getKey()), file.getValue());
            }
            before.removeAll(page.keySet());
            delete(before);
            saveList(page.keySet());
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "the toolbox page cannot be written to " + folder + ": " + e.getMessage());
        }
    }

    /** Takes the page away, if it is there. */
    void remove() {
        if (isForeign() || !Files.exists(folder)) {
            return;
        }
        try {
            delete(list());
            Files.deleteIfExists(folder.resolve(LIST));
            deleteIfEmpty(folder);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "the toolbox page cannot be removed from " + folder + ": " + e.getMessage());
        }
    }

    private boolean isForeign() {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return !Files.isRegularFile(folder.resolve(LIST))
                    && inside.findAny().isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    private Set<String> list() throws IOException {
        Path file = folder.resolve(LIST);
        Set<String> names = new TreeSet<>();
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .filter(line -> folder.resolve(line).normalize().startsWith(folder))
                    .forEach(names::add);
        }
        return names;
    }

    private void saveList(Collection<String> names) throws IOException {
        replace(
                folder.resolve(LIST),
                (HEAD + "\n" + String.join("\n", new TreeSet<>(names)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** In one step, so that nobody is served half a file. What is the same keeps its date, by which browsers know it. */
    private static void replace(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void delete(Collection<String> names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name).normalize();
            Files.deleteIfExists(file);
            for (Path parent = file.getParent(); !parent.equals(folder); parent = parent.getParent()) {
                deleteIfEmpty(parent);
            }
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Somebody else's file is in it, or it is gone.
        }
    }
}
