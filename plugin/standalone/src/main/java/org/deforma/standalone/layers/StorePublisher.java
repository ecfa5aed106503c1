package org.deforma.standalone.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.deforma.host.tools.LayerPublisher;
import org.deforma.standalone.files.RasterOutput;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;

/** Makes layers of results. Their styles are called {@code LAYER-STYLE}, as in GeoServer. */
public final class StorePublisher implements LayerPublisher {
    /** Longer side of the map whose address is given [px]. */
    private static final int SIDE = 800;

    private static final String FILE_PROPERTY = "org.deforma.file";

    private final LayerStore store;
    private final Path temporary;
    private final Supplier<String> origin;

    /**
     * Publishes into a store.
     *
     * @param temporary folder for rasters that have no file yet
     * @param origin scheme, host and port by which clients reach the server
     */
    public StorePublisher(LayerStore store, Path temporary, Supplier<String> origin) {
        this.store = store;
        this.temporary = temporary;
        this.origin = origin;
    }

    @Override
    public void check(String layer) {
        LayerName.checked(layer);
    }

    @Override
    public String origin() {
        return origin.get();
    }

    @Override
    public String publish(
            String layer, GridCoverage2D coverage, Map<String, String> styles, ProgressListener listener) {
        Path written = null;
        try {
            Path file = file(coverage);
            if (file == null) {
                written = Files.createTempDirectory(temporary, "raster-");
                file = written.resolve("raster.tif");
                try (RasterOutput output = RasterOutput.to(file, List.of())) {
                    output.write(coverage);
                }
            }
            return address(store.add(layer, "", file, "the raster", styles, listener));
        } catch (IOException e) {
            throw new ProcessException("layer " + layer + " cannot be written: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new ProcessException(e.getMessage(), e);
        } finally {
            if (written != null) {
                delete(written);
            }
        }
    }

    private static void delete(Path folder) {
        try {
            LayerShelf.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }

    /** The file that holds just this raster, if there is one. */
    private static Path file(GridCoverage2D coverage) {
        // Not GeoTools' OriginalFileSource: what was cut out of a file names that file too.
        boolean known =
                coverage.getProperty(FILE_PROPERTY) instanceof String name && Files.isRegularFile(Path.of(name));
        return known ? Path.of((String) coverage.getProperty(FILE_PROPERTY)) : null;
    }

    /** A map of the whole layer. */
    private static String address(Layer layer) {
        ReferencedEnvelope box = layer.bounds();
        String crs = layer.epsg();
        if (crs.isEmpty()) {
            crs = "EPSG:3857";
            box = inWebMercator(layer);
        }
        double pixel = Math.max(box.getWidth(), box.getHeight()) / SIDE;
        DoubleStream corners = isNorthFirst(crs)
                ? DoubleStream.of(box.getMinY(), box.getMinX(), box.getMaxY(), box.getMaxX())
                : DoubleStream.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        return "/wms?service=WMS&version=1.3.0&request=GetMap&layers="
                + URLEncoder.encode(layer.fullName(), StandardCharsets.UTF_8).replace("%3A", ":")
                + "&styles=&crs=" + crs
                + "&bbox=" + corners.mapToObj(Double::toString).collect(Collectors.joining(","))
                + "&width=" + Math.max(1, Math.round(box.getWidth() / pixel))
                + "&height=" + Math.max(1, Math.round(box.getHeight() / pixel))
                + "&format=image/png";
    }

    private static ReferencedEnvelope inWebMercator(Layer layer) {
        try {
            return layer.bounds().transform(CRS.decode("EPSG:3857", true), true);
        } catch (FactoryException | org.geotools.api.referencing.operation.TransformException e) {
            throw new ProcessException("the layer's CRS has no way to EPSG:3857: " + e.getMessage(), e);
        }
    }

    /** WMS 1.3.0 gives coordinates in the order of the CRS' own definition. */
    private static boolean isNorthFirst(String crs) {
        try {
            return CRS.getAxisOrder(CRS.decode(crs, false)) == CRS.AxisOrder.NORTH_EAST;
        } catch (FactoryException e) {
            return false;
        }
    }
}
