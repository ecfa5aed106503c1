package org.deforma.raster;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.raster.RasterStorage;
import org.geotools.coverage.grid.GridCoverage2D;

/** Windows of a coverage as {@code float[]}, read tile by tile through a {@link TileCache}. */
final class CoverageSource implements RasterSource {
    private final String name;
    private final RasterGrid grid;
    private final Origin origin;
    private final RasterStorage storage;
    private final ImageWindows image;
    private final NoData[] noData;
    private final Validity validity;

    /**
     * Opens a coverage; reads nothing yet.
     *
     * @param name what the user calls it
     * @param tiles where decoded tiles are kept
     * @throws IllegalArgumentException when the coverage cannot serve as an image
     */
    CoverageSource(String name, GridCoverage2D coverage, TileCache tiles) {
        this.name = name;
        RenderedImage rendered = coverage.getRenderedImage();
        grid = Grids.of(name, coverage);
        Optional<TiffFacts> file = TiffFacts.of(rendered);
        if (file.isPresent()) {
            file.get().check(name);
            checkTiles(name, rendered);
        }
        origin = new Origin(name, coverage, file.map(TiffFacts::file).orElse(null));
        image = new ImageWindows(name, rendered, tiles);
        ColorModel colors = rendered.getColorModel();
        if (colors instanceof IndexColorModel) {
            throw new IllegalArgumentException(name
                    + " is a palette image: its pixels are numbers of colours, not brightness; convert it first, for"
                    + " example with gdal_translate -expand gray");
        }
        int all = rendered.getSampleModel().getNumBands();
        int alpha = alphaBand(rendered, file);
        noData = new NoData[alpha >= 0 ? alpha : all];
        for (int band = 0; band < noData.length; band++) {
            noData[band] = NoData.of(coverage, band);
        }
        storage = new RasterStorage(
                origin.fileName().orElseGet(() -> coverage.getName().toString()),
                Math.min(grid.width(), rendered.getTileWidth()),
                Math.min(grid.height(), rendered.getTileHeight()),
                rendered.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE,
                file.map(facts -> facts.metadata().items()).orElse(Map.of()),
                bandItems(coverage, file));
        validity = new Validity(name, coverage, image, alpha, tiles);
    }

    /** Refuses files in strips or tiles so large that decoding one of them would fill the memory. */
    private static void checkTiles(String name, RenderedImage image) {
        SampleModel samples = image.getSampleModel();
        long bytes = (long) image.getTileWidth()
                * image.getTileHeight()
                * samples.getNumBands()
                * DataBuffer.getDataTypeSize(samples.getDataType())
                / 8;
        long most = Runtime.getRuntime().maxMemory() / 8;
        if (bytes > most) {
            throw new IllegalArgumentException(
                    ("the file of %s is stored in pieces of %d x %d px (%d MB), too large to be read with %d MB of"
                                    + " memory; rewrite it with gdal_translate -co TILED=YES, or give Java more"
                                    + " with -Xmx")
                            .formatted(
                                    name, image.getTileWidth(), image.getTileHeight(), bytes >> 20, (most * 8) >> 20));
        }
    }

    /** The alpha band, always the last, or -1. */
    private static int alphaBand(RenderedImage image, Optional<TiffFacts> file) {
        ColorModel colors = image.getColorModel();
        int bands = image.getSampleModel().getNumBands();
        boolean alpha = bands > 1 && colors != null && colors.hasAlpha();
        return alpha && file.map(facts -> facts.hasAlpha(bands)).orElse(true) ? bands - 1 : -1;
    }

    /** What is known of each band; coverages that come from elsewhere have at least names. */
    private List<Map<String, String>> bandItems(GridCoverage2D coverage, Optional<TiffFacts> file) {
        List<Map<String, String>> items = new ArrayList<>();
        for (int band = 0; band < noData.length; band++) {
            String name = coverage.getSampleDimension(band).getDescription().toString();
            int number = band;
            items.add(file.map(facts -> facts.metadata().band(number))
                    .orElseGet(() -> Map.of(GdalMetadata.BAND_NAME, name)));
        }
        return items;
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
        try {
            image.read(inside, band, noData[band], values, at, window.width);
            validity.mask(inside, values, at, window.width);
        } finally {
            // Says it better than whatever the decoder made of it.
            origin.check();
        }
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
    public RasterStorage storage() {
        return storage;
    }

    @Override
    public void close() {
        image.close();
        validity.close();
    }
}
