package org.deforma.insar.stack;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;
import org.geotools.referencing.CRS;

/**
 * Coherence rasters read as one: a layer for each pair of dates, all on one grid. Thread-safe. The rasters stay their owner's.
 *
 * <p>Samples of 8 bits hold 0..255 for 0..1, and 0 is no data, as in the products of LiCSAR. All other samples are 0..1 as
 * they are; exactly 0 is a value there unless the file declares it as no data. A pixel that is exactly 0 in all layers, which
 * no estimate of coherence ever is, has no data.
 */
public final class CoherenceStack {
    /** Layers that are rearranged together: 32 codes fill a cache line. */
    private static final int GROUP = 32;

    /** Rounding that is forgiven beyond 0..1. */
    private static final float TOLERANCE = 1e-4f;

    /** Disagreement of grids that is forgiven [px]. */
    private static final double SHIFT = 0.01;

    private record Layer(RasterSource source, int band, boolean bytes) {}

    private final RasterGrid grid;
    private final List<RasterStorage> storages;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> notes;

    /**
     * Joins rasters.
     *
     * @param sources one raster a layer, or one with all of them
     * @throws IllegalArgumentException when they are not on one grid
     */
    public CoherenceStack(List<RasterSource> sources) {
        grid = sources.get(0).grid();
        storages = sources.stream().map(RasterSource::storage).toList();
        Set<String> said = new LinkedHashSet<>();
        for (int i = 0; i < sources.size(); i++) {
            RasterSource source = sources.get(i);
            checkGrid(source.grid(), storages.get(i).name());
            for (int band = 0; band < source.bands(); band++) {
                layers.add(new Layer(source, band, storages.get(i).bytes()));
            }
            said.addAll(source.notes());
        }
        long bytes = layers.stream().filter(Layer::bytes).count();
        if (bytes > 0) {
            said.add("8-bit samples (%d of %d layers) were read as 0..255 for coherence 0..1, with 0 for no data"
                    .formatted(bytes, layers.size()));
        }
        notes = List.copyOf(said);
    }

    private void checkGrid(RasterGrid other, String name) {
        String first = storages.get(0).name();
        String difference = "";
        if (other.width() != grid.width() || other.height() != grid.height()) {
            difference = "is %d x %d px, %s is %d x %d px"
                    .formatted(grid.width(), grid.height(), name, other.width(), other.height());
        } else if (other.crs().isPresent() != grid.crs().isPresent()
                || (grid.crs().isPresent()
                        && !grid.crs().equals(other.crs())
                        && !CRS.equalsIgnoreMetadata(
                                grid.crs().get(), other.crs().get()))) {
            difference = "is in %s, %s in %s".formatted(crs(grid), name, crs(other));
        } else {
            double shift = shift(other);
            if (!(shift <= SHIFT)) {
                difference = "and %s lie up to %.2f px apart".formatted(name, shift);
            }
        }
        if (!difference.isEmpty()) {
            throw new IllegalArgumentException("coherence: " + first + " " + difference
                    + "; bring all rasters onto one grid first, for example with gdalwarp -t_srs -te -ts");
        }
    }

    private static String crs(RasterGrid grid) {
        return grid.crs().map(crs -> crs.getName().getCode()).orElse("no CRS");
    }

    /** How far the corners of a grid of the same size are from ours, at most [px]. */
    private double shift(RasterGrid other) {
        try {
            AffineTransform toPixels = grid.toWorld().createInverse();
            double most = 0;
            for (int corner = 0; corner < 4; corner++) {
                Point2D here =
                        new Point2D.Double(corner % 2 == 0 ? 0 : grid.width(), corner / 2 == 0 ? 0 : grid.height());
                Point2D there = toPixels.transform(other.toWorld(here.getX(), here.getY()), null);
                most = Math.max(most, here.distance(there));
            }
            return most;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a grid's transform can be inverted", e);
        }
    }

    /** Where the pixels of all layers lie. */
    public RasterGrid grid() {
        return grid;
    }

    /** How each raster is stored. */
    public List<RasterStorage> storages() {
        return storages;
    }

    /** Number of layers. */
    public int layers() {
        return layers.size();
    }

    /** What was done to the samples, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Reads all layers of a window.
     *
     * @param window inside the grid
     * @throws IllegalArgumentException for a value that is no coherence
     * @throws org.deforma.api.DeformaException when a raster cannot be read
     */
    public CoherenceBlock read(Rectangle window) {
        CoherenceBlock block = new CoherenceBlock(window.width, window.height, layers.size());
        float[][] group = new float[Math.min(GROUP, layers.size())][];
        for (int from = 0; from < layers.size(); from += GROUP) {
            int count = Math.min(GROUP, layers.size() - from);
            for (int i = 0; i < count; i++) {
                group[i] = read(layers.get(from + i), window);
            }
            block.put(from, count, group);
        }
        block.dropEmpty();
        return block;
    }

    private float[] read(Layer layer, Rectangle window) {
        float[] values = layer.source.read(window, layer.band);
        if (layer.bytes) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] == 0 ? Float.NaN : values[i] / 255;
            }
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] < -TOLERANCE || values[i] > 1 + TOLERANCE) {
                throw outside(layer, window, i, values[i]);
            }
        }
        return values;
    }

    private IllegalArgumentException outside(Layer layer, Rectangle window, int pixel, float value) {
        return new IllegalArgumentException(
                ("coherence: %s has the value %s at pixel (%d, %d), but coherence is 0..1; if that"
                                + " value stands for no data say so with gdal_edit.py -a_nodata, if the values have another"
                                + " scale bring them to 0..1 first")
                        .formatted(
                                layer.source.storage().name(),
                                value,
                                window.x + pixel % window.width,
                                window.y + pixel / window.width));
    }
}
