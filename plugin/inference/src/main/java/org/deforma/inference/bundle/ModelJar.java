package org.deforma.inference.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar that says it is a model bundle, looked at before any framework sees it: its size, its entries, its manifest.
 * What the entries hold is {@link ModelContent}'s to judge.
 *
 * <p>The directory at the end of the jar counts, as it does for Java and the frameworks; sizes are counted while
 * reading.
 */
public final class ModelJar implements BundleEntries, AutoCloseable {
    /** Entry that makes a bundle a model bundle. */
    public static final String MODEL = "model.onnx";

    /** Largest jar, and most that all entries together may hold [byte]. */
    static final long MAX_BYTES = 640L << 20;

    static final int MAX_ENTRIES = 200;

    /** More need the extension for large files. */
    private static final int MAX_PLAIN_ENTRIES = 65_534;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int MAX_MANIFEST = 64 << 10;
    private static final long MAX_DIRECTORY = 1 << 20;
    private static final int MAX_NAME = 200;
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private static final Set<String> CODE =
            Set.of("class", "jar", "war", "ear", "zip", "so", "dll", "dylib", "jnilib", "exe", "jsp", "groovy");

    private final String name;
    private final ZipFile zip;
    private final ModelManifest manifest;

    private ModelJar(String name, ZipFile zip, ModelManifest manifest) {
        this.name = name;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Whether a jar holds a network; nothing else is looked at.
     *
     * @throws IllegalArgumentException when the file is no jar, or is damaged
     * @throws IOException when the file cannot be read
     */
    public static boolean hasModel(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        checkDirectory(name, jar, MAX_PLAIN_ENTRIES, 64L << 20);
        try (ZipFile zip = zip(name, jar)) {
            return zip.getEntry(MODEL) != null;
        }
    }

    /**
     * Opens a jar and looks at everything but the content of its entries.
     *
     * @param name with which messages begin
     * @throws IllegalArgumentException when it is refused, in one sentence that begins with its name
     * @throws IOException when the file cannot be read
     */
    public static ModelJar open(String name, Path jar) throws IOException {
        checkDirectory(name, jar, MAX_ENTRIES, MAX_DIRECTORY);
        ZipFile zip = zip(name, jar);
        try {
            checkEntries(name, zip);
            ModelJar opened = new ModelJar(name, zip, manifest(name, zip));
            opened.countBytes();
            return opened;
        } catch (IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    /** Its manifest. */
    public ModelManifest manifest() {
        return manifest;
    }

    @Override
    public Optional<InputStream> open(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        return found == null ? Optional.empty() : Optional.of(zip.getInputStream(found));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static ZipFile zip(String name, Path jar) throws IOException {
        try {
            return new ZipFile(jar.toFile());
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(name + " is not a jar, or is damaged: " + e.getMessage(), e);
        }
    }

    /** Java reads the whole directory into memory when it opens a jar, so its size is looked at before. */
    private static void checkDirectory(String name, Path jar, int mostEntries, long mostBytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            long length = file.length();
            if (length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        name + " is larger than " + (MAX_BYTES >> 20) + " MB, it has " + (length >> 20));
            }
            if (length < END_LENGTH) {
                throw new IllegalArgumentException(name + " is not a jar, or is cut off");
            }
            file.seek(length - END_LENGTH);
            if (Integer.reverseBytes(file.readInt()) != END_SIGNATURE) {
                throw new IllegalArgumentException(name + " is not a jar, or is cut off");
            }
            file.skipBytes(6);
            int entries = Short.toUnsignedInt(Short.reverseBytes(file.readShort()));
            long directory = Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
            long offset = Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
            if (file.readShort() != 0 || offset >= length) {
                // With a comment, or the extension for large files, the directory could be elsewhere.
                throw new IllegalArgumentException(
                        name + " must be a plain zip file without comment and without ZIP64");
            }
            if (entries > mostEntries || directory > mostBytes) {
                throw new IllegalArgumentException(name + " has " + entries + " entries with a directory of "
                        + directory + " bytes; a model bundle has at most " + MAX_ENTRIES + " entries");
            }
        }
    }

    private static void checkEntries(String name, ZipFile zip) {
        List<ZipEntry> entries = new ArrayList<>(zip.stream().toList());
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    name + " has " + entries.size() + " entries; a model bundle has at most " + MAX_ENTRIES);
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String entryName = entry.getName();
            checkName(name, entryName);
            if (!names.add(entryName.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(name + " has the entry '" + entryName + "' twice");
            }
        }
        if (zip.getEntry(MODEL) == null) {
            throw new IllegalArgumentException(name + " has no " + MODEL + ", so it is no model bundle");
        }
    }

    private static void checkName(String jar, String entry) {
        boolean climbs = List.of(entry.split("/", -1)).contains("..");
        if (climbs || entry.startsWith("/") || entry.length() > MAX_NAME || !entry.matches("[^\\\\:\\p{Cntrl}]+")) {
            throw new IllegalArgumentException(
                    jar + " has an entry whose name leads out of the bundle or is not plain: '"
                            + entry.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        String lower = entry.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('/') + 1);
        String kind = last.substring(last.lastIndexOf('.') + 1);
        if (CODE.contains(kind) || last.matches(".*\\.so\\.[0-9.]+")) {
            throw new IllegalArgumentException(jar + " holds code, '" + entry + "'; a model bundle holds data only");
        }
        boolean plainMeta = entry.equals("META-INF/")
                || entry.equals(MANIFEST)
                || entry.matches("META-INF/(LICENSE|NOTICE)[A-Za-z.]*")
                || entry.startsWith("META-INF/maven/");
        if (lower.startsWith("osgi-inf")
                || lower.startsWith("osgi-opt")
                || (lower.startsWith("meta-inf") && !plainMeta)) {
            throw new IllegalArgumentException(jar + " has the entry '" + entry
                    + "', with which bundles declare services; a model bundle holds data only");
        }
    }

    private static ModelManifest manifest(String name, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw new IllegalArgumentException(name + " has no manifest; 'deforma pack' makes model bundles");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new IllegalArgumentException(name + " has a manifest of more than " + MAX_MANIFEST + " bytes");
            }
            return ModelManifest.parse(name, bytes);
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(name + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Reads everything once: what a directory says of sizes need not be true. */
    private void countBytes() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            try (InputStream in = zip.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    total += n;
                    if (total > MAX_BYTES) {
                        throw new IllegalArgumentException(name + " unpacks to more than " + (MAX_BYTES >> 20) + " MB");
                    }
                }
            } catch (ZipException | EOFException e) {
                throw new IllegalArgumentException(
                        name + " is damaged at the entry '" + entry.getName() + "': " + e.getMessage(), e);
            }
        }
    }
}
