package org.deforma.host.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Opens the raster files that users name: GeoTIFFs through GeoTools, all else through a reader that a bundle offers.
 * Thread-safe.
 *
 * <p>The reader is a service with the property {@value #READER}, a function in types that host and bundle share. It is given
 * {@code name} (a path), {@code variable}, {@code folder} (outside of which nothing may be opened), {@code network}
 * (whether GDAL's names for other machines may be) and {@code drivers} (which alone may open it), all but the first when
 * there is something to say. It gives a coverage that keeps files open until it is disposed. It throws an
 * IllegalArgumentException with words that go on after the file's name for what it cannot read, and an
 * IllegalStateException that says why where it cannot read anything.
 */
public final class RasterFiles {
    /** Service property by which readers are found. */
    public static final String READER = "deforma.raster.reader";

    private static final String INSTALL =
            "%s, for which GDAL is needed, and that cannot be used here: %s; run plugin/raster-gdal/install, or make a GeoTIFF of"
                    + " it with gdal_translate";

    private final Supplier<Optional<Function<Map<String, Object>, GridCoverage2D>>> reader;
    private final boolean virtual = Boolean.getBoolean("deforma.vsi");

    /**
     * Opens nothing yet.
     *
     * @param reader the one that is there when it is needed
     */
    public RasterFiles(Supplier<Optional<Function<Map<String, Object>, GridCoverage2D>>> reader) {
        this.reader = reader;
    }

    /**
     * Opens what a user of this machine names.
     *
     * @param input name of the input, for messages
     * @throws IllegalArgumentException when it cannot be read
     */
    public RasterInput open(String input, RasterName name) {
        return open(input, name, name.file(), Map.of());
    }

    /**
     * Opens what a user of a server names.
     *
     * @param input name of the input, for messages
     * @param name of a file in the folder, all links followed; the caller has seen to it
     * @param shown what messages call the file, for its user is not to know where it lies
     * @param folder outside of which no other file is opened either that the file names
     * @throws IllegalArgumentException when it cannot be read
     */
    public RasterInput open(String input, RasterName name, String shown, Path folder) {
        return open(input, name, shown, Map.of("folder", folder.toString()));
    }

    /**
     * Opens a file that came with a request: a GeoTIFF, of any compression.
     *
     * @param input name of the input, for messages
     * @param shown what messages call the file
     * @throws IllegalArgumentException when it cannot be read
     */
    public RasterInput upload(String input, Path file, String shown) {
        TiffCheck.Facts facts = RasterInput.checked(input, file, shown);
        return open(
                input,
                RasterName.of(file),
                shown,
                Map.of("folder", file.toString(), "drivers", List.of("GTiff")),
                facts);
    }

    /** Whether GDAL's names for archives and other machines are allowed. */
    public boolean allowsVirtual() {
        return virtual;
    }

    private RasterInput open(String input, RasterName name, String shown, Map<String, Object> limits) {
        String what = input + ": " + shown + " ";
        if (name.isVirtual() && !name.path().toFile().exists()) {
            return foreign(what, name, shown, limits, "is one of GDAL's names");
        }
        try {
            TiffCheck.Facts facts = RasterInput.checked(input, name.path(), shown);
            return open(input, name, shown, limits, facts);
        } catch (TiffCheck.NoTiff e) {
            return foreign(what, name, shown, limits, kind(name.path(), what));
        }
    }

    private RasterInput open(
            String input, RasterName name, String shown, Map<String, Object> limits, TiffCheck.Facts facts) {
        String what = input + ": " + shown + " ";
        if (facts.foreign().isPresent()) {
            return foreign(what, name, shown, limits, facts.foreign().get().what());
        }
        if (facts.misread()) {
            try {
                return read(what, name, shown, limits);
            } catch (IllegalStateException e) {
                // There is no GDAL; the tool says what is wrong with the file, if it minds.
                return RasterInput.open(input, name.path(), shown, facts);
            }
        }
        if (!name.variable().isEmpty()) {
            throw new IllegalArgumentException(
                    what + "is a GeoTIFF, which holds no rasters by name: " + name.variable());
        }
        return RasterInput.open(input, name.path(), shown, facts);
    }

    private static String kind(Path file, String what) {
        try {
            return FileKind.of(file).orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException(what + "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Opens what GeoTools cannot read.
     *
     * @param kind what it seems to be; empty when that cannot be told
     */
    private RasterInput foreign(String what, RasterName name, String shown, Map<String, Object> limits, String kind) {
        try {
            return read(what, name, shown, limits);
        } catch (IllegalStateException e) {
            if (kind.isEmpty()) {
                throw new IllegalArgumentException(what + "is not a TIFF file", e);
            }
            throw new IllegalArgumentException(what + INSTALL.formatted(kind, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            if (kind.isEmpty()) {
                throw new IllegalArgumentException(
                        what + "is not a TIFF file, nor in another format that can be read here", e);
            }
            throw e;
        }
    }

    private RasterInput read(String what, RasterName name, String shown, Map<String, Object> limits) {
        Function<Map<String, Object>, GridCoverage2D> found =
                reader.get().orElseThrow(() -> new IllegalStateException("the bundle raster-gdal is not there"));
        Map<String, Object> request = new HashMap<>(limits);
        request.put(
                "name",
                name.isVirtual() ? name.file() : name.path().toAbsolutePath().toString());
        request.put("variable", name.variable());
        request.put("network", virtual);
        try {
            GridCoverage2D coverage = found.apply(request);
            return new RasterInput(coverage, () -> {});
        } catch (IllegalArgumentException e) {
            String folder = String.valueOf(limits.get("folder"));
            String told = e.getMessage()
                    .replace(String.valueOf(request.get("name")), shown)
                    .replace(folder + File.separator, "");
            throw new IllegalArgumentException(what + told, e);
        }
    }
}
