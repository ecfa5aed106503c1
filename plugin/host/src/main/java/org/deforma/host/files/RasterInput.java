package org.deforma.host.files;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;

/**
 * A raster file opened as a coverage whose pixels are read only when they are asked for. The coverage knows its file
 * by the GeoTools property {@code OriginalFileSource}.
 */
public final class RasterInput implements AutoCloseable {
    /** Coverage property with the region that a file's mask leaves. */
    private static final String MASK_PROPERTY = "GC_ROI";

    /** Most that a message repeats of another's [characters]. */
    private static final int LONGEST = 300;

    private final GridCoverage2D coverage;
    private final Runnable closing;

    /**
     * Takes a coverage over.
     *
     * @param coverage to be disposed when this is closed
     * @param closing what to do after that
     */
    RasterInput(GridCoverage2D coverage, Runnable closing) {
        this.coverage = coverage;
        this.closing = closing;
    }

    /**
     * Opens a GeoTIFF.
     *
     * @param input name of the input, for messages
     * @param file its path
     * @throws IllegalArgumentException when there is no such file, or it is not a whole, readable TIFF
     */
    public static RasterInput open(String input, Path file) {
        return open(input, file, file.toString());
    }

    /**
     * Opens a GeoTIFF.
     *
     * @param input name of the input, for messages
     * @param file its path
     * @param shown what messages call the file, for users who are not to know where it lies
     * @throws IllegalArgumentException when there is no such file, or it is not a whole, readable TIFF
     */
    public static RasterInput open(String input, Path file, String shown) {
        TiffCheck.Facts facts = checked(input, file, shown);
        facts.foreign().ifPresent(foreign -> {
            throw new IllegalArgumentException(input + ": " + shown + " " + foreign.what() + "; " + foreign.wayOut());
        });
        return open(input, file, shown, facts);
    }

    /**
     * Looks at a file before it is opened.
     *
     * @throws TiffCheck.NoTiff when it is there and no TIFF
     * @throws IllegalArgumentException when there is no such file, or it is damaged
     */
    static TiffCheck.Facts checked(String input, Path file, String shown) {
        String what = input + ": " + shown + " ";
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(what + "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(what + "is a folder, not a GeoTIFF file");
        }
        if (!Files.isRegularFile(file)) {
            // A pipe would be waited for without end.
            throw new IllegalArgumentException(what + "is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(what + "may not be read; check the rights of the file");
        }
        try {
            return TiffCheck.check(file);
        } catch (TiffCheck.NoTiff e) {
            throw new TiffCheck.NoTiff(what + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Opens a file of which {@link #checked} found that GeoTools reads it. */
    static RasterInput open(String input, Path file, String shown, TiffCheck.Facts facts) {
        TrackedReader reader = null;
        RasterInput raster = null;
        try {
            TrackedReader opened = new TrackedReader(file.toFile());
            reader = opened;
            GridCoverage2D coverage = withFile(opened.read(null), file);
            RenderedImage image = coverage.getRenderedImage();
            Object mask = coverage.getProperty(MASK_PROPERTY);
            raster = new RasterInput(coverage, () -> closeFile(opened, image, mask));
            return raster;
        } catch (IOException | RuntimeException | LinkageError e) {
            // What GeoTools opened has its place, by tags or beside them.
            boolean placed = facts.placed() || reader != null;
            throw new IllegalArgumentException(
                    input + ": " + shown + " " + reason(e, placed).replace(file.toString(), shown), e);
        } finally {
            if (raster == null && reader != null) {
                reader.dispose();
            }
        }
    }

    private static String reason(Throwable failure, boolean placed) {
        // GeoTools needs a library for some projections that not every host has, and may wrap the failure.
        if (Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(LinkageError.class::isInstance)) {
            return "has a CRS that cannot be computed here; bring it into another first, for example with"
                    + " gdalwarp -t_srs EPSG:32633";
        }
        if (!placed) {
            return "does not say where it lies, neither by tags nor by a world file; give it a place, for example one in"
                    + " pixels with gdal_edit.py -a_ullr 0 ROWS COLUMNS 0";
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        // It may repeat what the file holds.
        String line = message.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return "cannot be read as a GeoTIFF: " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }

    /** GeoTools leaves the property out where a coverage is read without a mosaic. */
    private static GridCoverage2D withFile(GridCoverage2D coverage, Path file) {
        Map<?, ?> known = coverage.getProperties();
        Map<Object, Object> properties = new HashMap<>(known);
        properties.put(
                AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY,
                file.toAbsolutePath().toString());
        return new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    /** The raster; belongs to this object. */
    public GridCoverage2D coverage() {
        return coverage;
    }

    @Override
    public void close() {
        coverage.dispose(true);
        closing.run();
    }

    private static void closeFile(TrackedReader reader, RenderedImage image, Object mask) {
        reader.dispose();
        if (!reader.tracks()) {
            ImageStreams.close(image);
        }
        ImageStreams.closeMask(mask);
    }
}
