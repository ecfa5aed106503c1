package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.geotools.coverage.grid.GridCoverage2D;

/** Windows of a coverage as {@code float[]}, read tile by tile through a {@link TileCache}. */
final class CoverageSource implements RasterSource {
    private final String name;
    private final RasterGrid grid;
    private final Origin origin;
    private final ImageReader image;
    private final NoData[] noData;
    private final Validity validity;

    /**
     * Opens a coverage; reads nothing yet.
     *
     * @param name what the user calls it
     * @param cacheBytes how much of decoded tiles to keep
     * @throws IllegalArgumentException when the coverage cannot serve as an image
     */
    CoverageSource(String name, GridCoverage2D coverage, long cacheBytes) {
        this.name = name;
        RenderedImage rendered = coverage.getRenderedImage();
        grid = Grids.of(name, coverage);
        origin = new Origin(name, coverage);
        image = new ImageReader(name, rendered, cacheBytes);
        ColorModel colors = rendered.getColorModel();
        if (colors instanceof IndexColorModel) {
            throw new IllegalArgumentException(name
                    + " is a palette image: its pixels are numbers of colours, not brightness; convert it first, for"
                    + " example with gdal_translate -expand gray");
        }
        int all = rendered.getSampleModel().getNumBands();
        OptionalInt alpha = AlphaBand.of(rendered);
        noData = new NoData[alpha.orElse(all)];
        for (int band = 0; band < noData.length; band++) {
            noData[band] = NoData.of(coverage, band);
        }
        validity = new Validity(name, coverage, image, alpha.orElse(-1), cacheBytes);
    }

    /** What the user calls it. */
    String name() {
        return name;
    }

    @Override
    public RasterGrid grid() {
        return grid;
    }

    @Override
    public int bands() {
        return noData.length;
    }

    @Override
    public float[] read(Rectangle window, int band) {
        if (band < 0 || band >= noData.length) {
            throw new IllegalArgumentException(
                    "band of %s must be 0..%d, was %d".formatted(name, noData.length - 1, band));
        }
        float[] values = new float[Math.multiplyExact(window.width, window.height)];
        Rectangle inside = window.intersection(new Rectangle(grid.width(), grid.height()));
        if (inside.width != window.width || inside.height != window.height) {
            Arrays.fill(values, Float.NaN);
        }
        if (inside.isEmpty()) {
            return values;
        }
        int at = (inside.y - window.y) * window.width + inside.x - window.x;
        image.read(inside, band, noData[band], values, at, window.width);
        validity.mask(inside, values, at, window.width);
        return values;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Map<String, String> origin() {
        return origin.asMap();
    }

    @Override
    public void close() {
        image.close();
        validity.close();
    }
}
