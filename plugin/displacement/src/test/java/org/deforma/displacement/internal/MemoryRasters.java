package org.deforma.displacement.internal;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deforma.api.TileRunner;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.MapStyle;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultEngineeringCRS;

/** Rasters in memory, so that the tool can be tested without files. */
final class MemoryRasters implements RasterService {
    static final TileRunner ONE_BY_ONE = new TileRunner() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void forEach(String what, List<Rectangle> tiles, TileTask task, ProgressListener listener) {
            tiles.forEach(task::run);
        }
    };

    private final Optional<CoordinateReferenceSystem> crs;
    private final AffineTransform toWorld;
    private int open;
    private List<MapStyle> styles = List.of();
    private Map<String, String> metadata = Map.of();

    MemoryRasters(CoordinateReferenceSystem crs, AffineTransform toWorld) {
        this.crs = Optional.ofNullable(crs);
        this.toWorld = toWorld;
    }

    /** Sources and sinks that were opened and not closed. */
    int open() {
        return open;
    }

    /** Styles of the last result. */
    List<MapStyle> styles() {
        return styles;
    }

    /** Metadata of the last result. */
    Map<String, String> metadata() {
        return metadata;
    }

    GridCoverage2D coverage(float[] values, int width, int height) {
        return coverage(new float[][] {values}, width, height);
    }

    private GridCoverage2D coverage(float[][] bands, int width, int height) {
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, bands.length), new Point());
        for (int b = 0; b < bands.length; b++) {
            raster.setSamples(0, 0, width, height, b, bands[b]);
        }
        Rectangle2D world =
                toWorld.createTransformedShape(new Rectangle(width, height)).getBounds2D();
        return new GridCoverageFactory()
                .create("memory", raster, new ReferencedEnvelope(world, crs.orElse(DefaultEngineeringCRS.GENERIC_2D)));
    }

    @Override
    public RasterSource open(String name, GridCoverage2D coverage) {
        open++;
        Raster pixels = coverage.getRenderedImage().getData();
        RasterGrid grid = new RasterGrid(pixels.getWidth(), pixels.getHeight(), toWorld, crs);
        return new RasterSource() {
            @Override
            public RasterGrid grid() {
                return grid;
            }

            @Override
            public int bands() {
                return pixels.getNumBands();
            }

            @Override
            public float[] read(Rectangle window, int band) {
                float[] block = new float[window.width * window.height];
                Arrays.fill(block, Float.NaN);
                Rectangle inside = window.intersection(new Rectangle(grid.width(), grid.height()));
                for (int y = inside.y; y < inside.y + inside.height; y++) {
                    for (int x = inside.x; x < inside.x + inside.width; x++) {
                        block[(y - window.y) * window.width + x - window.x] = pixels.getSampleFloat(x, y, band);
                    }
                }
                return block;
            }

            @Override
            public List<String> notes() {
                return List.of();
            }

            @Override
            public Map<String, String> origin() {
                return Map.of("name", name);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    @Override
    public RasterSource align(RasterSource source, RasterGrid target) {
        return source;
    }

    @Override
    public RasterSink create(RasterGrid grid, List<Band> bands) {
        open++;
        float[][] values = new float[bands.size()][grid.width() * grid.height()];
        Consumer<Rectangle> check = r -> {
            if (!new Rectangle(grid.width(), grid.height()).contains(r)) {
                throw new IllegalArgumentException(r + " reaches beyond the grid");
            }
        };
        for (float[] band : values) {
            Arrays.fill(band, Float.NaN);
        }
        return new RasterSink() {
            @Override
            public RasterGrid grid() {
                return grid;
            }

            @Override
            public void write(Rectangle window, float[][] block) {
                check.accept(window);
                for (int b = 0; b < values.length; b++) {
                    for (int y = 0; y < window.height; y++) {
                        System.arraycopy(
                                block[b],
                                y * window.width,
                                values[b],
                                (window.y + y) * grid.width() + window.x,
                                window.width);
                    }
                }
            }

            @Override
            public float[] read(Rectangle window, int band) {
                check.accept(window);
                float[] block = new float[window.width * window.height];
                for (int y = 0; y < window.height; y++) {
                    System.arraycopy(
                            values[band],
                            (window.y + y) * grid.width() + window.x,
                            block,
                            y * window.width,
                            window.width);
                }
                return block;
            }

            @Override
            public GridCoverage2D finish(String name, Map<String, String> provenance, List<MapStyle> howToDraw) {
                styles = howToDraw;
                metadata = provenance;
                MemoryRasters out = new MemoryRasters(crs.orElse(null), grid.toWorld());
                return out.coverage(values, grid.width(), grid.height());
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
