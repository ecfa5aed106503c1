package org.deforma.displacement.internal;

import static org.deforma.displacement.internal.NetworkRuns.HEIGHT;
import static org.deforma.displacement.internal.NetworkRuns.LOCAL;
import static org.deforma.displacement.internal.NetworkRuns.PAIR;
import static org.deforma.displacement.internal.NetworkRuns.SHIFT;
import static org.deforma.displacement.internal.NetworkRuns.TEN;
import static org.deforma.displacement.internal.NetworkRuns.WIDTH;
import static org.deforma.displacement.internal.NetworkRuns.ZERO;
import static org.deforma.displacement.internal.NetworkRuns.cnn;
import static org.deforma.displacement.internal.NetworkRuns.map;
import static org.deforma.displacement.internal.NetworkRuns.measure;
import static org.deforma.displacement.internal.NetworkRuns.parameters;
import static org.deforma.displacement.internal.NetworkRuns.report;
import static org.deforma.displacement.internal.NetworkRuns.threads;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.api.displacement.RampRemoval;
import org.deforma.displacement.correlation.GreyScale;
import org.deforma.styles.ShippedStyles;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.geometry.jts.JTS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** What method CNN measures with networks whose answers are known. */
class NetworkMethodTest {
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
}
