package org.deforma.raster.gdal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.gdal.gdal.Dataset;

/** What a request may open: files may name other files, and so lead to where their user may not look. */
final class Limits {
    private final GdalRequest request;
    private final List<String> drivers;

    Limits(GdalRequest request, List<String> drivers) {
        this.request = request;
        this.drivers = drivers;
    }

    /**
     * Looks at the file before GDAL does.
     *
     * @throws IllegalArgumentException for one that may not be opened; the message goes on after its name
     */
    void checkName() {
        if (request.isVirtual()) {
            if (!request.network()) {
                throw new IllegalArgumentException(
                        "is a name of GDAL's, which opens other machines and archives; the administrator allows that with"
                                + " deforma.vsi=true");
            }
            return;
        }
        Path file = Path.of(request.name());
        checkInside(file);
        new VirtualRaster(this).check(file, 0);
    }

    /**
     * Looks at what GDAL opened.
     *
     * @throws IllegalArgumentException when other files belong to it that may not be opened
     */
    void check(Dataset dataset) {
        if (dataset.GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS") != null) {
            throw new IllegalArgumentException("names another file for its smaller copies, which is not opened");
        }
        if (!request.isVirtual()) {
            for (Object name : dataset.GetFileList()) {
                Path file = Path.of(String.valueOf(name));
                if (Files.exists(file)) {
                    checkInside(file);
                }
            }
        }
    }

    /** Whether GDAL's names for other machines and archives may be opened. */
    boolean allowsVirtual() {
        return request.network();
    }

    /** Drivers that may open a file. */
    List<String> drivers() {
        return drivers;
    }

    /** Refuses a file that lies outside of the folder, all links followed. */
    void checkInside(Path file) {
        if (request.folder().isEmpty()) {
            return;
        }
        try {
            if (file.toRealPath().startsWith(request.folder().get().toRealPath())) {
                return;
            }
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("names a file that is not there: " + file.getFileName(), e);
        }
        throw new IllegalArgumentException(
                "names a file outside of the server's folder for rasters, which is not opened: " + file.getFileName());
    }

    /** The first characters of a file, as they are. */
    static String beginning(Path file, int length) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }
    }
}
