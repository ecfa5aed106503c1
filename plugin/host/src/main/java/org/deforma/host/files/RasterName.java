package org.deforma.host.files;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What users call a raster: a file, or behind a colon one of the rasters of a file that holds several, such as
 * {@code velocity.nc:vel} or {@code GUNW.h5:/science/grids/data/unwrappedPhase}.
 *
 * @param file its path, or a name of GDAL's that begins with {@code /vsi}
 * @param variable which of its rasters; empty where it is not said
 */
public record RasterName(String file, String variable) {

    /** Splits a word at the first colon before which there is the path of a file; a file may have a colon in its name. */
    public static RasterName of(String word) {
        return of(word, RasterName::isFile);
    }

    /**
     * Splits as above.
     *
     * @param isFile whether there is a file of that name, for names that are not paths of this process
     */
    public static RasterName of(String word, Predicate<String> isFile) {
        if (!isFile.test(word)) {
            for (int colon = word.indexOf(':'); colon > 0; colon = word.indexOf(':', colon + 1)) {
                if (isFile.test(word.substring(0, colon))) {
                    return new RasterName(word.substring(0, colon), word.substring(colon + 1));
                }
            }
        }
        return new RasterName(word, "");
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A file without a variable. */
    public static RasterName of(Path file) {
        return new RasterName(file.toString(), "");
    }

    /** Whether it is one of GDAL's names for archives and other machines, behind which there is no plain file. */
    public boolean isVirtual() {
        return file.startsWith("/vsi");
    }

    /**
     * The file's path.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public Path path() {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + file + "' is not a file name", e);
        }
    }

    /** As users write it. */
    @Override
    public String toString() {
        return variable.isEmpty() ? file : file + ":" + variable;
    }
}
