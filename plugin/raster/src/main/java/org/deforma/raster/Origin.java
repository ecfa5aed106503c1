package org.deforma.raster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.DeformaException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.GridCoverage2DReader;

/**
 * Where a coverage comes from. The checksum is computed when it is first asked for, then kept. Thread-safe.
 *
 * <p>Decoders take what is missing from a file that was cut meanwhile for zeros, and a file that was replaced would give the
 * checksum of another; so it is looked at whether the file is still the one that was opened.
 */
final class Origin {
    private final String name;
    private final Path file;
    private final Stamp opened;
    private Map<String, String> map;

    /** Tells a file from what it was; the key is that of the file system, where it has one. */
    private record Stamp(long size, FileTime time, Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /**
     * Nothing is read yet.
     *
     * @param name what the user calls it
     * @param input the file that the image's reader reads, or null
     */
    Origin(String name, GridCoverage2D coverage, File input) {
        this.name = name;
        // The property is a path, as String or as File; hosts set it for what they derived from a file.
        Object source = coverage.getProperty(GridCoverage2DReader.FILE_SOURCE_PROPERTY);
        File known = source instanceof String || source instanceof File ? new File(source.toString()) : input;
        file = known != null && known.isFile() && known.canRead() ? known.toPath() : null;
        opened = stamp();
    }

    /** Null where no file is known, or there is none any more. */
    private Stamp stamp() {
        try {
            return file == null ? null : Stamp.of(file);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Makes sure that what was read until now is what was opened.
     *
     * @throws DeformaException when the file has changed or gone
     */
    void check() {
        if (file == null) {
            return;
        }
        Stamp now = stamp();
        if (now == null || !now.equals(opened)) {
            throw new DeformaException(
                    "the file of %s, %s, was %s while it was read; run again once it is complete"
                            .formatted(name, file.getFileName(), now == null ? "removed" : "changed"),
                    null);
        }
    }

    /** Name of the file without its folder, where one is known. */
    Optional<String> fileName() {
        return Optional.ofNullable(file).map(path -> path.getFileName().toString());
    }

    synchronized Map<String, String> asMap() {
        if (map == null) {
            Map<String, String> result = new LinkedHashMap<>();
            result.put("name", name);
            if (file != null) {
                result.put("file", fileName().orElseThrow());
                result.put("sha256", sha256());
            }
            map = Map.copyOf(result);
        }
        return map;
    }

    private String sha256() {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            int read;
            do {
                read = digest.read(buffer);
            } while (read >= 0);
            check();
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            check();
            throw new DeformaException("the file of %s cannot be read: %s".formatted(name, e.getMessage()), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
