package org.deforma.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The folder {@code deforma} in the data directory: {@code bundles} and {@code models}, which are watched,
 * {@code files} for rasters that users may name, and {@code deforma.properties}, the settings.
 *
 * <p>What the plugin brings is put there at its first start, and replaced at the first start of another version, unless
 * somebody changed or removed it meanwhile: a list of what was put there, with checksums, tells.
 */
final class DataFolder {
    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());

    /** Where the plugin's jar keeps what it brings. */
    private static final String CONTENT = "org/deforma/geoserver/content";

    private static final String LIST = "installed.properties";
    private static final String SETTINGS = "deforma.properties";

    private final Path folder;
    private final Properties settings = new Properties();

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes or upgrades the folder.
     *
     * @param dataDirectory of GeoServer
     * @throws IOException when it cannot be written
     * @throws IllegalStateException when its settings cannot be read
     */
    static DataFolder fill(Path dataDirectory) throws IOException {
        return withContent(content -> fill(dataDirectory, content));
    }

    /** As above, with what a plugin brings in the folders of {@code content}. */
    static DataFolder fill(Path dataDirectory, Path content) throws IOException {
        DataFolder data = new DataFolder(dataDirectory.resolve("deforma"));
        Files.createDirectories(data.folder);
        data.putAll(content);
        data.readSettings();
        data.makeFiles();
        return data;
    }

    private void readSettings() throws IOException {
        Path file = folder.resolve(SETTINGS);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(reader);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " cannot be read (" + e.getMessage() + "); correct it, or remove it to have a new one", e);
        }
    }

    /** The folder may be a mount that comes later. */
    private void makeFiles() {
        try {
            Files.createDirectories(files());
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the folder for rasters, {0}, is not there and cannot be made ({1}); until it is there no raster can"
                            + " be named by its path",
                    new Object[] {files(), e.toString()});
        } catch (InvalidPathException e) {
            throw new IllegalStateException(
                    "files in " + SETTINGS + " must be the path of a folder: " + e.getMessage(), e);
        }
    }

    /** Copies the bundles of the framework itself, which nobody is to change, into a folder of their own. */
    static void copyCore(Path target) throws IOException {
        withContent(content -> {
            for (Path jar : list(content.resolve("core"))) {
                Files.copy(jar, target.resolve(jar.getFileName().toString()));
            }
            return null;
        });
    }

    private interface Use<T> {
        T of(Path content) throws IOException;
    }

    /** The plugin's content as a folder, be it in a jar or on disk. */
    private static <T> T withContent(Use<T> use) throws IOException {
        URI place = URI.create(String.valueOf(DataFolder.class.getClassLoader().getResource(CONTENT)));
        if (!"jar".equals(place.getScheme())) {
            return use.of(Path.of(place));
        }
        Path jar = Path.of(URI.create(place.getRawSchemeSpecificPart().replaceFirst("!/.*", "")));
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return use.of(files.getPath(CONTENT));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }

    /** Folder of bundles, watched. */
    Path bundles() {
        return folder.resolve("bundles");
    }

    /** Folder of model bundles, watched. */
    Path models() {
        return folder.resolve("models");
    }

    /** The one folder below which users may name rasters. */
    Path files() {
        return folder.resolve(settings.getProperty("files", "files").strip());
    }

    /** A setting of the framework, or null. */
    String setting(String name) {
        return settings.getProperty(name);
    }

    private void putAll(Path content) throws IOException {
        Properties list = new Properties();
        Path known = folder.resolve(LIST);
        if (Files.exists(known)) {
            try (Reader reader = Files.newBufferedReader(known, StandardCharsets.UTF_8)) {
                list.load(reader);
            }
        }
        Properties next = new Properties();
        for (String part : List.of("bundles", "models")) {
            Files.createDirectories(folder.resolve(part));
            for (Path file : list(content.resolve(part))) {
                String name = part + "/" + file.getFileName();
                String fresh = checksum(file);
                put(file, fresh, name, list.getProperty(name));
                next.setProperty(name, fresh);
            }
        }
        for (String name : list.stringPropertyNames()) {
            if (!next.containsKey(name)) {
                drop(name, list.getProperty(name));
            }
        }
        if (!Files.exists(folder.resolve(SETTINGS))) {
            copy(content.resolve(SETTINGS), folder.resolve(SETTINGS));
        }
        if (!next.equals(list)) {
            save(next, known);
        }
    }

    /**
     * Puts a file there.
     *
     * @param fresh its checksum
     * @param name where to, in the folder
     * @param before checksum of what was put there before; null if nothing was
     */
    private void put(Path file, String fresh, String name, String before) throws IOException {
        Path target = folder.resolve(name);
        if (!Files.exists(target)) {
            if (before == null) {
                copy(file, target);
            } else if (!before.equals(fresh)) {
                LOG.log(Level.INFO, "{0} was removed by somebody and is not put back", target);
            }
            return;
        }
        String present = checksum(target);
        if (present.equals(fresh)) {
            return;
        }
        if (present.equals(before)) {
            copy(file, target);
            LOG.log(Level.INFO, "{0} is upgraded", target);
        } else {
            LOG.log(
                    Level.WARNING,
                    "{0} was changed by somebody and is kept; remove it and {1} beside its folder to have the plugin''s own",
                    new Object[] {target, LIST});
        }
    }

    /** Removes what an earlier version brought and this one does not, unless it was changed. */
    private void drop(String name, String before) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (target.startsWith(folder)
                && Files.exists(target)
                && checksum(target).equals(before)) {
            Files.delete(target);
        }
    }

    /** In one step, so that whoever watches the folder never sees half a file. */
    private static void copy(Path file, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream in = Files.newInputStream(file)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void save(Properties list, Path file) throws IOException {
        Path part = file.resolveSibling(LIST + ".part");
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            list.store(writer, "What Deforma put here, with SHA-256. Without this file it puts all of it here again.");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String checksum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
