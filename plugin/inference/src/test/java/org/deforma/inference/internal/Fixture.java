package org.deforma.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.model.ClassifyParameters;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.Tensor;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;
import org.deforma.api.raster.RasterSource;
import org.deforma.api.style.MapStyle;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;
import org.deforma.inference.engine.TestModels;
import org.deforma.onnx.OnnxWriter;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.styles.ShippedStyles;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultEngineeringCRS;

/** The tool with a network, on the real raster service, with as many threads as a test wants. */
final class Fixture implements AutoCloseable, ModelRegistry {
    static final AffineTransform TEN_METRES = new AffineTransform(10, 0, 0, -10, 400_000, 4_000_000);

    final Network network;
    int copies = 1;
    final AtomicInteger openPredictors = new AtomicInteger();
    final AtomicInteger predictions = new AtomicInteger();
    final AtomicInteger openLeases = new AtomicInteger();

    Fixture(Path folder, OnnxWriter onnx, TestModels.Sketch sketch) {
        network = TestModels.load(folder, onnx, sketch.build());
    }

    /** A value for a pixel of a band. */
    @FunctionalInterface
    interface Field {
        double at(int band, int x, int y);
    }

    /** A raster without CRS, with pixels of ten units: a CRS would be looked for in the database of EPSG, which takes seconds. */
    static GridCoverage2D coverage(int type, int width, int height, int bands, Field field) {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(type, width, height, bands), new Point());
        for (int b = 0; b < bands; b++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    raster.setSample(x, y, b, field.at(b, x, y));
                }
            }
        }
        ComponentColorModel colours =
                new ComponentColorModel(new Colours(bands), false, false, Transparency.OPAQUE, type);
        return new GridCoverageFactory()
                .create(
                        "test",
                        new BufferedImage(colours, raster, false, null),
                        new ReferencedEnvelope(
                                400_000,
                                400_000 + 10.0 * width,
                                4_000_000 - 10.0 * height,
                                4_000_000,
                                DefaultEngineeringCRS.GENERIC_2D));
    }

    /** As many bands as wanted that are no colours: without it integers would be taken for a palette. */
    private static final class Colours extends ColorSpace {
        private static final long serialVersionUID = 1L;

        Colours(int bands) {
            super(ColorSpace.TYPE_GRAY + bands, bands);
        }

        @Override
        public float[] toRGB(float[] value) {
            return new float[3];
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            return new float[getNumComponents()];
        }

        @Override
        public float[] toCIEXYZ(float[] value) {
            return new float[3];
        }

        @Override
        public float[] fromCIEXYZ(float[] value) {
            return new float[getNumComponents()];
        }
    }

    /** The same with names for its bands. */
    static GridCoverage2D named(GridCoverage2D coverage, String... names) {
        GridSampleDimension[] bands = new GridSampleDimension[names.length];
        Arrays.setAll(bands, i -> new GridSampleDimension(names[i]));
        return new GridCoverageFactory()
                .create("named", coverage.getRenderedImage(), coverage.getEnvelope(), bands, null, null);
    }

    /** A pool of some threads, as the real one: the first failure counts. */
    static TileRunner threads(int threads) {
        return new TileRunner() {
            @Override
            public int threads() {
                return threads;
            }

            @Override
            public void forEach(String what, List<Rectangle> tiles, TileTask task, ProgressListener listener) {
                ExecutorService pool = Executors.newFixedThreadPool(threads);
                try {
                    List<Callable<Void>> work = new ArrayList<>();
                    tiles.forEach(tile -> work.add(() -> {
                        task.run(tile);
                        return null;
                    }));
                    for (Future<Void> end : pool.invokeAll(work)) {
                        end.get();
                    }
                } catch (ExecutionException e) {
                    throw (RuntimeException) e.getCause();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    pool.shutdownNow();
                }
            }
        };
    }

    /** The real service, counting what is open. */
    static final class Rasters implements RasterService {
        private final RasterService service = new GeoToolsRasterService(threads(1));
        final AtomicInteger open = new AtomicInteger();

        @Override
        public RasterSource open(String name, GridCoverage2D coverage) {
            return service.open(name, coverage);
        }

        @Override
        public RasterSource align(RasterSource source, RasterGrid target) {
            return service.align(source, target);
        }

        @Override
        public RasterSink create(RasterGrid grid, List<Band> bands) {
            RasterSink sink = service.create(grid, bands);
            open.incrementAndGet();
            return new RasterSink() {
                @Override
                public RasterGrid grid() {
                    return sink.grid();
                }

                @Override
                public void write(Rectangle window, float[][] values) {
                    sink.write(window, values);
                }

                @Override
                public float[] read(Rectangle window, int band) {
                    return sink.read(window, band);
                }

                @Override
                public GridCoverage2D finish(String name, Map<String, String> metadata, List<MapStyle> styles) {
                    return sink.finish(name, metadata, styles);
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                    sink.close();
                }
            };
        }
    }

    /** Runs the tool; nothing may stay open. */
    Product classify(GridCoverage2D raster, int threads, boolean entropy, ProgressListener listener, Integer... bands) {
        Rasters rasters = new Rasters();
        try {
            return new RasterClassifyTool(rasters, threads(threads), this, new ShippedStyles(), "1.2.3")
                    .classify(raster, new ClassifyParameters("test", List.of(bands), "auto", entropy), listener);
        } finally {
            // After a failure too: a test that expects one must still see what it leaves open.
            assertEquals(
                    "0 sinks, 0 predictors, 0 leases",
                    "%s sinks, %s predictors, %s leases".formatted(rasters.open, openPredictors, openLeases),
                    "left open");
        }
    }

    /** All bands of the result, row by row. */
    float[][] map(GridCoverage2D raster, int threads) {
        Product product = classify(raster, threads, false, null);
        try {
            return pixels(product.result());
        } finally {
            product.result().dispose(true);
        }
    }

    static float[][] pixels(GridCoverage2D coverage) {
        Raster data = coverage.getRenderedImage().getData();
        float[][] bands = new float[data.getNumBands()][];
        for (int b = 0; b < bands.length; b++) {
            bands[b] = data.getSamples(
                    data.getMinX(), data.getMinY(), data.getWidth(), data.getHeight(), b, (float[]) null);
        }
        return bands;
    }

    static JsonObject report(Product product) {
        return JsonParser.parseString(product.report()).getAsJsonObject();
    }

    @Override
    public List<InstalledModel> models() {
        return Collections.nCopies(
                copies,
                new InstalledModel(
                        "test", "1.0.0", "bundle", "abc", 1, Optional.of(network.model()), "", Optional.empty()));
    }

    @Override
    public ModelLease lease(String name, ModelLayout layout, String device) {
        if (layout != network.model().layout()) {
            throw new IllegalArgumentException("layout");
        }
        openLeases.incrementAndGet();
        return lease();
    }

    ModelLease lease() {
        return new ModelLease() {
            @Override
            public ModelDescription model() {
                return network.model();
            }

            @Override
            public String version() {
                return "1.0.0";
            }

            @Override
            public String sha256() {
                return "abc";
            }

            @Override
            public String style() {
                return "<style/>";
            }

            @Override
            public String device() {
                return network.device().name();
            }

            @Override
            public String deviceReason() {
                return network.device().reason();
            }

            @Override
            public Predictor predictor() {
                Predictor predictor = network.predictor();
                openPredictors.incrementAndGet();
                return new Predictor() {
                    @Override
                    public Tensor predict(float[] input, int... shape) {
                        for (float value : input) {
                            if (Float.isNaN(value)) {
                                throw new AssertionError("the network was shown NaN");
                            }
                        }
                        predictions.incrementAndGet();
                        return predictor.predict(input, shape);
                    }

                    @Override
                    public void close() {
                        openPredictors.decrementAndGet();
                        predictor.close();
                    }
                };
            }

            @Override
            public void close() {
                openLeases.decrementAndGet();
            }
        };
    }

    @Override
    public List<ModelDevice> devices() {
        return Devices.list();
    }

    @Override
    public void close() {
        network.close();
    }
}
