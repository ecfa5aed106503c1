package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.RenderedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.deforma.api.Product;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.gce.geotiff.GeoTiffReader;

/**
 * The GeoTIFF that a coverage is all of, opened once more: with a reader of its own, so that it outlives whatever the
 * caller had it from.
 */
public final class WholeFile {
    /** Difference of two grids [px]. */
    private static final double SAME = 1e-6;

    private WholeFile() {}

    /**
     * Looks for the file and compares. Hosts name it also for coverages that they cut out of it, mask or derived from it
     * otherwise, so grids and pixels must agree: nobody is to get more of a file than the host gave them.
     *
     * @param compared pixels to compare, all of them where they are few
     * @param properties of the result, beside those of the file
     * @return a coverage to be disposed by whoever gets it; empty where the coverage is not all of a GeoTIFF
     */
    public static Optional<GridCoverage2D> of(
            GridCoverage2D coverage, RasterService rasters, List<Rectangle> compared, Map<String, Object> properties) {
        File file = file(coverage);
        if (file == null || !file.isFile()) {
            return Optional.empty();
        }
        GeoTiffReader reader = null;
        GridCoverage2D found = null;
        boolean whole = false;
        try {
            reader = new GeoTiffReader(file);
            found = reader.read(null);
            whole = isSame(found, coverage, rasters, compared);
            return whole ? Optional.of(named(found, reader, file, properties)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // A file of another kind, or one that has changed: the coverage itself is what counts.
            return Optional.empty();
        } finally {
            if (!whole && reader != null) {
                closing(reader, found).run();
            }
        }
    }

    private static File file(GridCoverage2D coverage) {
        Object finished = coverage.getProperty(Product.FILE_PROPERTY);
        Object source = coverage.getProperty(AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY);
        return Stream.of(finished, source)
                .filter(value -> value instanceof String || value instanceof File)
                .map(value -> new File(value.toString()))
                .findFirst()
                .orElseGet(() -> TiffFacts.of(coverage.getRenderedImage())
                        .map(TiffFacts::file)
                        .orElse(null));
    }

    private static boolean isSame(
            GridCoverage2D file, GridCoverage2D coverage, RasterService rasters, List<Rectangle> compared) {
        GridCoverage2D a = PaletteNumbers.of(file).orElse(file);
        GridCoverage2D b = PaletteNumbers.of(coverage).orElse(coverage);
        try (RasterSource first = rasters.open("file", a);
                RasterSource second = rasters.open("raster", b)) {
            RasterGrid grid = first.grid();
            return isSame(grid, second.grid())
                    && first.bands() == second.bands()
                    && dataType(file) == dataType(coverage)
                    && hasSamePixels(first, second, compared);
        }
    }

    private static int dataType(GridCoverage2D coverage) {
        return coverage.getRenderedImage().getSampleModel().getDataType();
    }

    private static boolean isSame(RasterGrid a, RasterGrid b) {
        if (a.width() != b.width() || a.height() != b.height()) {
            return false;
        }
        try {
            AffineTransform there = b.toWorld().createInverse();
            there.concatenate(a.toWorld());
            double[] corners = {0, 0, a.width(), a.height()};
            double[] found = new double[4];
            there.transform(corners, 0, found, 0, 2);
            for (int i = 0; i < corners.length; i++) {
                if (!(Math.abs(found[i] - corners[i]) < SAME)) {
                    return false;
                }
            }
            return true;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a raster grid can be inverted", e);
        }
    }

    private static boolean hasSamePixels(RasterSource a, RasterSource b, List<Rectangle> compared) {
        for (Rectangle window : compared) {
            for (int band = 0; band < a.bands(); band++) {
                if (!Arrays.equals(a.read(window, band), b.read(window, band))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static GridCoverage2D named(
            GridCoverage2D coverage, GeoTiffReader reader, File file, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put(Product.FILE_PROPERTY, file.getAbsolutePath());
        properties.put(AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY, file.getAbsolutePath());
        GridCoverage2D named = MoreProperties.of(coverage, properties);
        return new OwnedCoverage(named, coverage.getRenderedImage(), closing(reader, coverage));
    }

    /** Closes all that reads a coverage; holds neither it nor its image. The operation that reads does not close its stream. */
    private static Runnable closing(GeoTiffReader reader, GridCoverage2D coverage) {
        Set<ImageReader> reading = new LinkedHashSet<>();
        if (coverage != null) {
            collect(coverage.getRenderedImage(), reading);
        }
        return () -> {
            reader.dispose();
            reading.forEach(WholeFile::close);
        };
    }

    private static void collect(RenderedImage image, Collection<ImageReader> reading) {
        Optional.ofNullable(TiffFacts.reader(image)).ifPresent(reading::add);
        if (image.getSources() != null) {
            // Images say what they like about their sources.
            for (Object source : image.getSources()) {
                if (source instanceof RenderedImage below) {
                    collect(below, reading);
                }
            }
        }
    }

    private static void close(ImageReader reader) {
        if (reader.getInput() instanceof ImageInputStream stream) {
            try {
                stream.close();
            } catch (IOException e) {
                // Closed already, or the file has gone; there is nothing left to be freed.
            }
        }
        reader.dispose();
    }
}
