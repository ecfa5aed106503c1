package org.deforma.geoserver.layers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.geotools.api.geometry.Bounds;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;

/**
 * The GeoTIFF that a result comes with. It has what the one that {@code gs:Import} writes of the same pixels lacks: smaller
 * copies, without which maps of large layers draw slowly, NaN as nodata, names of bands, and tags that say where it came from.
 */
final class FinishedFile {
    private static final Logger LOG = Logger.getLogger(FinishedFile.class.getName());

    /** Coverage property: path of a finished GeoTIFF (api {@code Product.FILE_PROPERTY}, which hosts do not see). */
    private static final String PROPERTY = "org.deforma.file";

    /** What stands behind the header of a cloud-optimised GeoTIFF, as GDAL and the tools write it. */
    private static final String COG = "GDAL_STRUCTURAL_METADATA_SIZE=";

    private static final int LONGEST_HEADER = 16;

    /** Difference of two places that are the same [px]. */
    private static final double SAME = 1e-6;

    private FinishedFile() {}

    /** The file of a raster; empty where it has none. */
    static Optional<Path> of(GridCoverage2D raster) {
        return raster.getProperty(PROPERTY) instanceof String file ? Optional.of(Path.of(file)) : Optional.empty();
    }

    /**
     * Puts a raster's file in the place of that of its import, in one step. Where it is not cloud-optimised, or does not lie
     * exactly where the imported one does, that one stays; and also when this fails.
     *
     * @param url of the file that was imported; GeoServer must let go of it afterwards, as it does when its store is saved
     * @param folder that was made for the import; a file elsewhere is not touched
     */
    static void replace(String url, String folder, GridCoverage2D raster) {
        Optional<Path> finished = of(raster);
        if (finished.isEmpty()) {
            return;
        }
        try {
            Path imported = Path.of(URI.create(url));
            if (imported.getParent().endsWith(folder)
                    && isCloudOptimised(finished.get())
                    && isSame(imported, finished.get())) {
                Path copy = imported.resolveSibling(imported.getFileName() + ".new");
                try {
                    Files.copy(finished.get(), copy);
                    Files.move(copy, imported, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the layer in " + url + " works, but has no smaller copies for maps");
        }
    }

    private static boolean isCloudOptimised(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(LONGEST_HEADER + COG.length());
            return new String(begin, StandardCharsets.ISO_8859_1).contains(COG);
        }
    }

    private static boolean isSame(Path imported, Path finished) throws IOException {
        GeoTiffReader first = new GeoTiffReader(imported.toFile());
        try {
            GeoTiffReader second = new GeoTiffReader(finished.toFile());
            try {
                double pixel = first.getResolutionLevels()[0][0];
                return CRS.equalsIgnoreMetadata(
                                first.getCoordinateReferenceSystem(), second.getCoordinateReferenceSystem())
                        && first.getOriginalGridRange().equals(second.getOriginalGridRange())
                        && isSame(first.getOriginalEnvelope(), second.getOriginalEnvelope(), SAME * pixel);
            } finally {
                second.dispose();
            }
        } finally {
            first.dispose();
        }
    }

    private static boolean isSame(Bounds a, Bounds b, double tolerance) {
        return IntStream.range(0, a.getDimension())
                .allMatch(i -> Math.abs(a.getMinimum(i) - b.getMinimum(i)) < tolerance
                        && Math.abs(a.getMaximum(i) - b.getMaximum(i)) < tolerance);
    }
}
