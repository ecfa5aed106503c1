package org.deforma.displacement.internal;

import static org.deforma.displacement.internal.NetworkRuns.HEIGHT;
import static org.deforma.displacement.internal.NetworkRuns.LOCAL;
import static org.deforma.displacement.internal.NetworkRuns.PAIR;
import static org.deforma.displacement.internal.NetworkRuns.SHIFT;
import static org.deforma.displacement.internal.NetworkRuns.WIDTH;
import static org.deforma.displacement.internal.NetworkRuns.ZERO;
import static org.deforma.displacement.internal.NetworkRuns.bands;
import static org.deforma.displacement.internal.NetworkRuns.cnn;
import static org.deforma.displacement.internal.NetworkRuns.map;
import static org.deforma.displacement.internal.NetworkRuns.measure;
import static org.deforma.displacement.internal.NetworkRuns.measured;
import static org.deforma.displacement.internal.NetworkRuns.parameters;
import static org.deforma.displacement.internal.NetworkRuns.rejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.deforma.api.Product;
import org.deforma.api.displacement.DisplacementMethod;
import org.deforma.api.displacement.DisplacementParameters;
import org.deforma.synthetic.ImagePair;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.Test;

/** What method CNN does not measure, and runs that end early. */
class NetworkGapsTest {
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
