package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.deforma.styles.ShippedStyles;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.geotools.api.util.ProgressListener;
import org.locationtech.jts.geom.Geometry;

/** Runs of the tool with networks whose answers are known. Rasters have pixels of ten units and no CRS. */
final class NetworkRuns {
    static final int WIDTH = 200;
    static final int HEIGHT = 150;
    static final DisplacementField SHIFT = DisplacementField.shift(1.5, -0.7);
    static final ImagePair PAIR = ImagePair.of(new FractalScene(WIDTH, HEIGHT, 1), SHIFT, 40, 2);
    static final AffineTransform TEN = new AffineTransform(10, 0, 0, -10, 0, 0);
    static final FakeModels.Network ZERO = FakeModels.constant(0, 0, 0.1);

    /** Looks at the neighbours of a pixel, so that the edges of tiles show where they are not cut off. */
    static final FakeModels.Network LOCAL = (input, height, width) -> {
        int n = height * width;
        float[] result = new float[3 * n];
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (int v = -3; v <= 3; v++) {
                for (int u = -3; u <= 3; u++) {
                    int x = i % width + u;
                    int y = i / width + v;
                    if (x >= 0 && y >= 0 && x < width && y < height) {
                        sum += input[n + y * width + x] - input[y * width + x] + input[4 * n + y * width + x];
                    }
                }
            }
            result[i] = 0.01f * sum;
            result[n + i] = -0.02f * sum;
            result[2 * n + i] = -4 + 0.01f * sum;
        }
        return result;
    };

    private NetworkRuns() {}

    static DisplacementParameters parameters(DisplacementMethod method, int window, int step, Geometry area) {
        return new DisplacementParameters(
                0, method, window, step, 8, 0, 0, RampRemoval.NONE, Optional.ofNullable(area), "", "auto");
    }

    static DisplacementParameters cnn(int window, int step) {
        return parameters(DisplacementMethod.CNN, window, step, null);
    }

    static Product measure(
            FakeModels models, ImagePair pair, DisplacementParameters p, int threads, ProgressListener listener) {
        MemoryRasters rasters = new MemoryRasters(null, TEN);
        try {
            return new CorrelationTool(rasters, threads(threads), new ShippedStyles(), models, "1.2.3")
                    .measure(
                            rasters.coverage(pair.before(), pair.width(), pair.height()),
                            rasters.coverage(pair.after(), pair.width(), pair.height()),
                            p,
                            listener);
        } finally {
            // After a failure too: a test that expects one must still see what it leaves open.
            assertEquals(0, rasters.open(), "sources and sinks left open");
            if (models != null) {
                assertEquals(0, models.openPredictors.get(), "predictors left open");
                assertEquals(0, models.openLeases.get(), "leases left open");
            }
        }
    }

    static float[][] map(FakeModels models, ImagePair pair, DisplacementParameters p, int threads) {
        return bands(measure(models, pair, p, threads, null));
    }

    static float[][] bands(Product product) {
        Raster map = product.result().getRenderedImage().getData();
        float[][] bands = new float[4][];
        Arrays.setAll(bands, b -> map.getSamples(0, 0, map.getWidth(), map.getHeight(), b, (float[]) null));
        return bands;
    }

    /** A pool of some threads; the listener is asked before each tile. */
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
                        synchronized (this) {
                            if (listener != null && listener.isCanceled()) {
                                return null;
                            }
                        }
                        task.run(tile);
                        return null;
                    }));
                    int done = 0;
                    for (Future<Void> end : pool.invokeAll(work)) {
                        end.get();
                        if (listener != null) {
                            listener.progress(100f * ++done / tiles.size());
                        }
                    }
                    if (listener != null && listener.isCanceled()) {
                        throw new CancellationException(what);
                    }
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) e.getCause();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    pool.shutdownNow();
                }
            }
        };
    }

    static JsonObject report(Product product) {
        return JsonParser.parseString(product.report()).getAsJsonObject();
    }

    static int rejected(Product product, String reason) {
        return report(product)
                .getAsJsonObject("cells")
                .getAsJsonObject("rejected")
                .get(reason)
                .getAsInt();
    }

    static int measured(Product product) {
        return report(product).getAsJsonObject("cells").get("measured").getAsInt();
    }
}
