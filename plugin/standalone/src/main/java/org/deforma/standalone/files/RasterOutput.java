package org.deforma.standalone.files;

import java.awt.Image;
import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.gce.geotiff.GeoTiffFormat;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;

/**
 * The file that a run writes. It appears, whole, when {@link #write} returns, and replaces what was there in one
 * step; whatever goes wrong before leaves nothing behind and an existing file untouched.
 */
public final class RasterOutput implements AutoCloseable {
    /** Property of a coverage whose pixels are in a finished GeoTIFF already: its path. Part of Deforma's API. */
    private static final String FILE_PROPERTY = "org.deforma.file";

    /** GeoTools' property for nodata; its method that gives the value has JAI's or ImageN's type in its signature. */
    private static final String NODATA_PROPERTY = "GC_NODATA";

    private static final int TILE = 256;

    private final Path target;
    private final Path part;

    private RasterOutput(Path target) {
        this.target = target;
        this.part = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    /**
     * Checks that a file can be written. Nothing is created.
     *
     * @param file where the result goes; a symbolic link is followed
     * @param inputs files that it must not be
     * @throws IllegalArgumentException when it cannot be written
     */
    public static RasterOutput to(Path file, List<Path> inputs) {
        String what = "output: " + file + " ";
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    what + "is a folder; name a file in it, such as " + file.resolve("result.tif"));
        }
        if (!name.endsWith(".tif") && !name.endsWith(".tiff")) {
            throw new IllegalArgumentException(what + "must end in .tif or .tiff; the result is a GeoTIFF");
        }
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(what + "cannot be written: there is no folder " + folder);
            }
            if (!Files.isWritable(folder) || (Files.exists(target) && !Files.isWritable(target))) {
                throw new IllegalArgumentException(what + "may not be written by you");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new IllegalArgumentException(what + "is not a regular file");
            }
            for (Path input : inputs) {
                if (Files.exists(target) && Files.isSameFile(input, target)) {
                    throw new IllegalArgumentException(what + "is also an input; choose another name");
                }
            }
            return new RasterOutput(target);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + "cannot be written: " + e.getMessage(), e);
        }
    }

    /** Absolute path of the file. */
    public Path file() {
        return target;
    }

    /**
     * Writes the coverage as a tiled, compressed GeoTIFF: a copy of its finished file where it has one.
     *
     * @throws IOException when the disk is full or cannot be written
     */
    public void write(GridCoverage2D coverage) throws IOException {
        try {
            Files.deleteIfExists(part);
            if (coverage.getProperty(FILE_PROPERTY) instanceof String finished) {
                copy(Path.of(finished));
            } else {
                encode(coverage, part.toFile());
            }
            replace();
        } catch (IOException e) {
            String reason = e instanceof FileSystemException file && file.getReason() != null
                    ? file.getReason()
                    : String.valueOf(e.getMessage());
            throw new IOException("output: " + target + " cannot be written: " + reason, e);
        }
    }

    private void copy(Path finished) throws IOException {
        Path folder = target.getParent();
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + " any more");
        }
        long needed = Files.size(finished);
        long left = Files.getFileStore(folder).getUsableSpace();
        if (left < needed) {
            throw new IOException(
                    "the result takes %.2f MB, and %s has %.2f MB left".formatted(needed / 1e6, folder, left / 1e6));
        }
        Files.copy(finished, part);
    }

    private void replace() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void encode(GridCoverage2D coverage, File file) throws IOException {
        GeoTiffWriteParams layout = new GeoTiffWriteParams();
        layout.setTilingMode(GeoTiffWriteParams.MODE_EXPLICIT);
        layout.setTiling(TILE, TILE);
        layout.setCompressionMode(GeoTiffWriteParams.MODE_EXPLICIT);
        layout.setCompressionType("Deflate");
        var parameter = AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.createValue();
        parameter.setValue(layout);
        // GeoTools would declare 0 as nodata of a coverage that has none.
        var nodata = GeoTiffFormat.WRITE_NODATA.createValue();
        Object value = coverage.getProperty(NODATA_PROPERTY);
        nodata.setValue(value != null && value != Image.UndefinedProperty);
        GeoTiffWriter writer = new GeoTiffWriter(file);
        try {
            writer.write(coverage, new GeneralParameterValue[] {parameter, nodata});
        } finally {
            writer.dispose();
        }
    }

    /** Removes what an unfinished write left. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
