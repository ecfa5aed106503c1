package org.deforma.displacement.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.TileRunner;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.deforma.displacement.correlation.GreyScale;
import org.deforma.styles.ShippedStyles;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.geometry.jts.JTS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Method CNN with networks whose answers are known. Rasters have pixels of ten units and no CRS. */
class NetworkMethodTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final DisplacementField SHIFT = DisplacementField.shift(1.5, -0.7);
    private static final ImagePair PAIR = ImagePair.of(new FractalScene(WIDTH, HEIGHT, 1), SHIFT, 40, 2);
    private static final AffineTransform TEN = new AffineTransform(10, 0, 0, -10, 0, 0);
    private static final FakeModels.Network ZERO = FakeModels.constant(0, 0, 0.1);

    /** Looks at the neighbours of a pixel, so that the edges of tiles show where they are not cut off. */
    private static final FakeModels.Network LOCAL = (input, height, width) -> {
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

    private static DisplacementParameters parameters(DisplacementMethod method, int window, int step, Geometry area) {
        return new DisplacementParameters(
                0, method, window, step, 8, 0, 0, RampRemoval.NONE, Optional.ofNullable(area), "", "auto");
    }

    private static DisplacementParameters cnn(int window, int step) {
        return parameters(DisplacementMethod.CNN, window, step, null);
    }

    private static Product measure(
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

    private static float[][] map(FakeModels models, ImagePair pair, DisplacementParameters p, int threads) {
        return bands(measure(models, pair, p, threads, null));
    }

    private static float[][] bands(Product product) {
        Raster map = product.result().getRenderedImage().getData();
        float[][] bands = new float[4][];
        Arrays.setAll(bands, b -> map.getSamples(0, 0, map.getWidth(), map.getHeight(), b, (float[]) null));
        return bands;
    }

    /** A pool of some threads; the listener is asked before each tile. */
    private static TileRunner threads(int threads) {
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

    private static JsonObject report(Product product) {
        return JsonParser.parseString(product.report()).getAsJsonObject();
    }

    private static int rejected(Product product, String reason) {
        return report(product)
                .getAsJsonObject("cells")
                .getAsJsonObject("rejected")
                .get(reason)
                .getAsInt();
    }

    private static int measured(Product product) {
        return report(product).getAsJsonObject("cells").get("measured").getAsInt();
    }

    @Test
    void aNetworkThatGivesNothingLeavesTheFirstField() {
        for (int window : new int[] {32, 20}) {
            float[][] correlator = map(null, PAIR, parameters(DisplacementMethod.ICGN, window, window / 4, null), 1);
            float[][] network = map(new FakeModels(64, 16, ZERO), PAIR, cnn(window, window / 4), 1);
            int missing = 0;
            for (int i = 0; i < network[0].length; i++) {
                if (Float.isNaN(network[0][i]) || Float.isNaN(correlator[0][i])) {
                    missing++;
                    continue;
                }
                assertEquals(correlator[0][i], network[0][i], 0.1, "east");
                assertEquals(correlator[1][i], network[1][i], 0.1, "north");
                assertEquals(correlator[2][i], network[2][i], 0.01, "correlation");
                assertEquals(1, network[3][i], 1e-4, "exp of half the log variance, in units of the grid");
            }
            assertTrue(missing < 0.1 * network[0].length, missing + " cells at the edge of the image");
        }
    }

    @Test
    void oddWindowsAndStepsOfOnePixelWorkToo() {
        for (int[] p : new int[][] {{21, 4}, {16, 1}, {9, 9}, {32, 32}}) {
            float[][] map = map(new FakeModels(64, 8, ZERO), PAIR, cnn(p[0], p[1]), 2);
            double[] east = IntStream.range(0, map[0].length)
                    .mapToDouble(i -> map[0][i])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            assertTrue(east.length > 0.8 * map[0].length, Arrays.toString(p));
            assertEquals(15, Arrays.stream(east).average().orElseThrow(), 0.2, Arrays.toString(p));
        }
    }

    @Test
    void bothPassesAddTheirSteps() {
        float[][] zero = map(new FakeModels(64, 16, ZERO), PAIR, cnn(32, 8), 1);
        float[][] more = map(new FakeModels(64, 16, FakeModels.constant(0.5, -0.25, 0.2)), PAIR, cnn(32, 8), 1);
        for (int i = 0; i < zero[0].length; i++) {
            if (Float.isNaN(zero[0][i]) || Float.isNaN(more[0][i])) {
                continue;
            }
            assertEquals(zero[0][i] + 10, more[0][i], 1e-3, "twice half a pixel to the east");
            assertEquals(zero[1][i] + 5, more[1][i], 1e-3, "up is north");
            assertEquals(2, more[3][i], 1e-4);
            assertTrue(more[2][i] < zero[2][i], "images that are wrongly deformed are less alike");
        }
    }

    @Test
    void theNetworkSeesBothImagesAndTheField() {
        List<float[]> seen = new ArrayList<>();
        FakeModels.Network recorder = (input, height, width) -> {
            seen.add(input.clone());
            return FakeModels.constant(0.25, 0, 0.3).run(input, height, width);
        };
        map(new FakeModels(64, 16, recorder), PAIR, cnn(32, 8), 1);
        GreyScale grey = GreyScale.of(sample(PAIR.before()));
        int n = 64 * 64;
        int columns = (WIDTH + 31) / 32;
        int tiles = columns * ((HEIGHT + 31) / 32);
        assertEquals(2 * tiles, seen.size(), "tiles of 32 px and a margin of 16 px on each side");
        int tile = columns + 2;
        double[] noise = new double[2];
        for (int pass = 0; pass < 2; pass++) {
            float[] input = seen.get(pass * tiles + tile);
            double difference = 0;
            for (int i = 0; i < n; i++) {
                int x = 2 * 32 - 16 + i % 64;
                int y = 32 - 16 + i / 64;
                float expected = (PAIR.before()[y * WIDTH + x] - grey.centre()) / grey.deviation();
                assertEquals(expected, input[i], 0.02, "before at " + x + ", " + y);
                difference += Math.pow(input[n + i] - input[i], 2) / n;
                assertEquals(1.5 + 0.25 * pass, input[2 * n + i], 0.05, "dx");
                assertEquals(-0.7, input[3 * n + i], 0.05, "dy, down");
                assertEquals(pass == 0 ? 0.01 : 0.3, input[4 * n + i], 0.02, "sigma");
            }
            noise[pass] = Math.sqrt(difference);
        }
        assertTrue(
                noise[0] < 0.1 && noise[1] > 1.5 * noise[0],
                "after lies on before by the field, and the worse the wronger it is: " + Arrays.toString(noise));
    }

    /** The blocks from which the tool knows the grey levels of an image. */
    private static float[] sample(float[] image) {
        float[] sample = new float[25 * 32 * 32];
        for (int i = 0; i < sample.length; i++) {
            int block = i / 1024;
            int x = (WIDTH - 32) * (block % 5) / 4 + i % 32;
            int y = (HEIGHT - 32) * (block / 5) / 4 + i % 1024 / 32;
            sample[i] = image[y * WIDTH + x];
        }
        return sample;
    }

    @Test
    void neitherThreadsNorTilesShow() {
        float[][] one = map(new FakeModels(64, 16, LOCAL), PAIR, cnn(32, 5), 1);
        for (int threads : new int[] {2, 3, 7}) {
            float[][] more = map(new FakeModels(64, 16, LOCAL), PAIR, cnn(32, 5), threads);
            for (int b = 0; b < 4; b++) {
                assertArrayEquals(one[b], more[b], "band " + b + " by " + threads + " threads");
            }
        }
        for (int[] tile : new int[][] {{96, 24}, {112, 3}, {256, 48}, {32, 8}}) {
            float[][] other = map(new FakeModels(tile[0], tile[1], LOCAL), PAIR, cnn(32, 5), 2);
            for (int b = 0; b < 4; b++) {
                assertArrayEquals(one[b], other[b], "band " + b + " in tiles of " + tile[0] + " px");
            }
        }
    }

    @Test
    void onlyWhatTheAreaNeedsIsRefined() {
        ImagePair pair = ImagePair.of(new FractalScene(600, 150, 3), SHIFT, 40, 4);
        Geometry area = JTS.toGeometry(new Envelope(480, 800, -1000, -480));
        FakeModels everywhere = new FakeModels(32, 8, LOCAL);
        float[][] whole = map(everywhere, pair, cnn(16, 4), 2);
        FakeModels inside = new FakeModels(32, 8, LOCAL);
        float[][] part = map(inside, pair, parameters(DisplacementMethod.CNN, 16, 4, area), 2);
        int measured = 0;
        for (int i = 0; i < part[0].length; i++) {
            double x = 40 * (i % 150) + 20;
            double y = -40 * (i / 150) - 20;
            boolean is = x >= 480 && x <= 800 && y >= -1000 && y <= -480;
            measured += is ? 1 : 0;
            for (int b = 0; b < 4; b++) {
                assertEquals(is ? whole[b][i] : Float.NaN, part[b][i], x + ", " + y);
            }
        }
        assertEquals(8 * 13, measured);
        assertTrue(
                inside.runs.get() < everywhere.runs.get() / 2,
                inside.runs + " runs of the network instead of " + everywhere.runs);
    }

    @Test
    void gapsAreGapsAndNothingElseIs() {
        float[] before = PAIR.before().clone();
        for (int y = 60; y < 108; y++) {
            Arrays.fill(before, y * WIDTH + 80, y * WIDTH + 128, Float.NaN);
        }
        ImagePair holed = new ImagePair(before, PAIR.after(), WIDTH, HEIGHT, SHIFT, PAIR.noise());
        Product product = measure(new FakeModels(64, 16, LOCAL), holed, cnn(16, 4), 1, null);
        float[][] map = bands(product);
        int columns = WIDTH / 4;
        int gaps = 0;
        for (int i = 0; i < map[0].length; i++) {
            int x = 4 * (i % columns) + 2;
            int y = 4 * (i / columns) + 2;
            boolean deep = x > 84 && x < 124 && y > 64 && y < 104;
            boolean edge = x < 12 || y < 12 || x > WIDTH - 12 || y > HEIGHT - 12;
            boolean clear = !edge && (x < 76 || x > 132 || y < 56 || y > 112);
            gaps += Float.isNaN(map[0][i]) ? 1 : 0;
            assertTrue(!deep || Float.isNaN(map[0][i]), x + ", " + y + " has no data");
            assertTrue(!clear || !Float.isNaN(map[0][i]), x + ", " + y + " has data");
        }
        assertEquals(gaps, rejected(product, "nodata"), "and that is the reason");
    }

    @Test
    void aGapThatLeavesHalfOfTheWindowIsMeasuredFromWhatIsAround() {
        float[] before = PAIR.before().clone();
        for (int y = 75; y < 85; y++) {
            Arrays.fill(before, y * WIDTH + 95, y * WIDTH + 105, Float.NaN);
        }
        ImagePair holed = new ImagePair(before, PAIR.after(), WIDTH, HEIGHT, SHIFT, PAIR.noise());
        for (DisplacementMethod method : DisplacementMethod.values()) {
            DisplacementParameters p = parameters(method, 32, 4, null);
            Product intact = measure(new FakeModels(64, 16, LOCAL), PAIR, p, 1, null);
            Product product = measure(new FakeModels(64, 16, LOCAL), holed, p, 1, null);
            int centre = 20 * (WIDTH / 4) + 25;
            assertEquals(bands(intact)[0][centre], bands(product)[0][centre], 1, "east in m, by " + method);
            assertEquals(rejected(intact, "nodata"), rejected(product, "nodata"), "by " + method);
        }
    }

    @Test
    void whereTheFirstFieldHasNothingThereIsNothing() {
        float[] before = PAIR.before().clone();
        float[] after = PAIR.after().clone();
        for (int y = 40; y < 120; y++) {
            Arrays.fill(before, y * WIDTH + 60, y * WIDTH + 140, 7);
            Arrays.fill(after, y * WIDTH + 60, y * WIDTH + 140, 7);
        }
        ImagePair lake = new ImagePair(before, after, WIDTH, HEIGHT, SHIFT, PAIR.noise());
        Product product = measure(new FakeModels(64, 16, ZERO), lake, cnn(16, 4), 1, null);
        assertTrue(Float.isNaN(bands(product)[0][20 * (WIDTH / 4) + 25]), "the middle of a lake without waves");
        assertTrue(rejected(product, "lowTexture") > 100, product.report());
    }

    @Test
    void stepsThatAreTooLongAreCutAndMustSettle() {
        Product wanders = measure(new FakeModels(64, 16, FakeModels.constant(5, 0, 0.1)), PAIR, cnn(32, 8), 1, null);
        assertEquals(0, measured(wanders));
        assertTrue(rejected(wanders, "searchEdge") > 400, "two steps of 4 px lead out of the range of 8 px");
        FakeModels.Network once =
                (input, height, width) -> FakeModels.constant(input[2 * height * width] < 3 ? 5 : 0, 0, 0.1)
                        .run(input, height, width);
        float[][] settles = map(new FakeModels(64, 16, once), PAIR, cnn(32, 8), 1);
        assertEquals(55, settles[0][10 * 25 + 12], 0.3, "1.5 px and 4 px");
        Product none =
                measure(new FakeModels(64, 16, FakeModels.constant(Double.NaN, 0, 0.1)), PAIR, cnn(32, 8), 1, null);
        assertEquals(0, measured(none));
        assertTrue(rejected(none, "notConverged") > 400, none.report());
        Product unsure = measure(new FakeModels(64, 16, FakeModels.constant(0, 0, 0.6)), PAIR, cnn(32, 8), 1, null);
        assertEquals(0, measured(unsure));
        assertTrue(rejected(unsure, "lowTexture") > 400, unsure.report());
    }

    @Test
    void anImageSmallerThanATileIsMeasured() {
        ImagePair small = ImagePair.of(new FractalScene(70, 50, 5), SHIFT, 40, 6);
        float[][] map = map(new FakeModels(352, 48, ZERO), small, cnn(16, 4), 2);
        assertEquals(15, map[0][6 * 18 + 9], 0.5);
        assertEquals(1, map[3][6 * 18 + 9], 1e-4);
    }

    @Test
    void theReportNamesTheNetwork() {
        FakeModels models = new FakeModels(64, 16, ZERO);
        MemoryRasters rasters = new MemoryRasters(null, TEN);
        DisplacementParameters p = new DisplacementParameters(
                0, DisplacementMethod.CNN, 32, 8, 8, 0, 2, RampRemoval.OFFSET, Optional.empty(), "faults", "gpu:1");
        Product product = new CorrelationTool(rasters, threads(1), new ShippedStyles(), models, "1.2.3")
                .measure(
                        rasters.coverage(PAIR.before(), WIDTH, HEIGHT),
                        rasters.coverage(PAIR.after(), WIDTH, HEIGHT),
                        p,
                        null);
        assertEquals("faults DISPLACEMENT gpu:1", models.asked);
        JsonObject report = report(product);
        assertEquals(
                "{\"name\":\"faults\",\"version\":\"3.2.1\",\"sha256\":\"abc\",\"title\":\"Faults\"}",
                report.get("model").toString());
        assertEquals(
                "there is no GPU",
                report.getAsJsonObject("device").get("reason").getAsString());
        assertEquals("CNN", report.getAsJsonObject("parameters").get("method").getAsString());
        assertTrue(rasters.metadata().get("DEFORMA_MODEL").contains("\"sha256\":\"abc\""));
        assertTrue(rasters.metadata().get("DEFORMA_DEVICE").contains("cpu"));
        assertEquals(0, report.getAsJsonObject("east").get("median").getAsDouble(), 0.05, "the ramp is taken off");
    }

    @Test
    void aCancelledRunStopsBeforeTheNextRunOfTheNetwork() {
        DefaultProgressListener listener = new DefaultProgressListener();
        FakeModels[] models = new FakeModels[1];
        models[0] = new FakeModels(32, 8, (input, height, width) -> {
            listener.setCanceled(models[0].runs.get() >= 5);
            return ZERO.run(input, height, width);
        });
        assertThrows(CancellationException.class, () -> measure(models[0], PAIR, cnn(32, 8), 1, listener));
        assertEquals(5, models[0].runs.get());
    }

    @Test
    void progressOnlyGrows() {
        List<Float> seen = new ArrayList<>();
        ProgressListener listener = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                seen.add(percent);
            }
        };
        measure(new FakeModels(64, 16, ZERO), PAIR, cnn(32, 8), 1, listener);
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(seen.get(i) >= seen.get(i - 1), seen.toString());
        }
        assertTrue(seen.get(seen.size() - 1) > 99, seen.toString());
    }

    @Test
    void aFailureOfTheNetworkLeavesNothingOpen() {
        FakeModels broken = new FakeModels(64, 16, (input, height, width) -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(
                "broken",
                assertThrows(IllegalStateException.class, () -> measure(broken, PAIR, cnn(32, 8), 2, null))
                        .getMessage());
    }

    @Test
    void withoutNetworksTheMethodIsRefusedAndTheOtherOneWorks() {
        String message = assertThrows(IllegalArgumentException.class, () -> measure(null, PAIR, cnn(32, 8), 1, null))
                .getMessage();
        assertEquals(
                "method CNN needs a neural network, but nothing here runs networks; install Deforma's inference"
                        + " bundle, or take method ICGN",
                message);
        map(null, PAIR, parameters(DisplacementMethod.ICGN, 32, 8, null), 1);
    }
}
