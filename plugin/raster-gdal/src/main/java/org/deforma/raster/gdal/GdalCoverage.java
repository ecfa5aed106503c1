package org.deforma.raster.gdal;

import java.awt.image.ColorModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gdal.gdal.Dataset;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.util.CoverageUtilities;

/** A coverage over a file that GDAL has open, until it is disposed. */
final class GdalCoverage extends GridCoverage2D {
    private static final long serialVersionUID = 1L;

    /** Most pixels that anything here makes sense of: a square of 200,000. Files of a few bytes can say to hold more. */
    private static final long MOST_PIXELS = 40_000_000_000L;

    /** Formats that every program gives a place; the pixels of others are often those of the radar. */
    private static final Set<String> PLACED = Set.of("GTiff", "JP2OpenJPEG", "HFA", "AAIGrid", "SRTMHGT");

    private final transient Handles handles;

    private GdalCoverage(GridCoverage2D coverage, Handles handles) {
        super(coverage.getName(), coverage);
        this.handles = handles;
    }

    /**
     * Opens a raster; no pixel is read.
     *
     * @param drivers that may open it
     * @throws IllegalArgumentException when it cannot be opened, or is not one that may be; the message goes on after the
     *     file's name
     */
    static GdalCoverage open(GdalRequest request, List<String> drivers) {
        Limits limits = new Limits(request, drivers);
        limits.checkName();
        String connection;
        try (Handles container = new Handles(request.name(), request, drivers)) {
            connection = container.use((handle, call) -> {
                limits.check(handle.dataset());
                return Variables.connection(handle.dataset(), request);
            });
        }
        Handles handles = new Handles(connection, request, drivers);
        boolean opened = false;
        try {
            GridCoverage2D coverage = handles.use((handle, call) -> {
                limits.check(handle.dataset());
                return coverage(handle.dataset(), handles, request);
            });
            GdalCoverage result = new GdalCoverage(coverage, handles);
            opened = true;
            return result;
        } finally {
            if (!opened) {
                handles.close();
            }
        }
    }

    private static GridCoverage2D coverage(Dataset dataset, Handles handles, GdalRequest request) {
        int width = dataset.GetRasterXSize();
        int height = dataset.GetRasterYSize();
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("says that it has %d x %d px; the most that are read are %,d"
                    .formatted(width, height, MOST_PIXELS));
        }
        List<Channel> channels = Channel.of(dataset);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("holds no band with data");
        }
        boolean placed = PLACED.contains(dataset.GetDriver().getShortName())
                && channels.stream().noneMatch(Channel::isComplex);
        GridGeometry2D grid = Place.of(dataset, placed);
        Pixels pixels = new Pixels(channels);
        TileSize tiles = TileSize.of(dataset.GetRasterBand(1), width, height, pixels.pixelBytes());
        ColorModel colours = Colours.of(dataset, pixels.type(), pixels.bands());
        GridSampleDimension[] bands = channels.stream()
                .map(channel -> new GridSampleDimension(channel.name()))
                .toArray(GridSampleDimension[]::new);
        Map<String, Object> properties = new HashMap<>();
        pixels.noData().ifPresent(value -> CoverageUtilities.setNoDataProperty(properties, value));
        if (!request.isVirtual()) {
            properties.put(
                    AbstractGridCoverage2DReader.FILE_SOURCE_PROPERTY,
                    Path.of(request.name()).toAbsolutePath().toString());
        }
        return new GridCoverageFactory()
                .create(
                        name(request),
                        new GdalImage(handles, pixels, width, height, tiles, colours),
                        grid,
                        bands,
                        null,
                        properties);
    }

    private static String name(GdalRequest request) {
        String file = request.name().substring(request.name().lastIndexOf('/') + 1);
        return request.variable().isEmpty() ? file : file + ":" + request.variable();
    }

    @Override
    public synchronized boolean dispose(boolean force) {
        boolean disposed = super.dispose(force);
        if (disposed) {
            handles.close();
        }
        return disposed;
    }
}
