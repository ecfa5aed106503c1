package org.deforma.training.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {
    // Kept, as loggers are held by weak reference only.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    @BeforeAll
    static void quiet() {
        TRIBUO.setLevel(Level.WARNING);
    }

    static Stream<Baseline> baselines() {
        return Stream.of(new LinearSvm(), new KernelSvm(), new Forest());
    }

    /** Three classes around different points; what a classifier of any worth tells apart. */
    @ParameterizedTest
    @MethodSource("baselines")
    void tellsSeparateClassesApart(Baseline baseline) {
        Random random = new Random(3);
        float[][] rows = new float[240][6];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % 3;
            for (int f = 0; f < 6; f++) {
                rows[i][f] = (float) (0.5 * random.nextGaussian() + (f == labels[i] ? 3 : 0));
            }
        }
        List<Baseline.Setting> settings = baseline.settings();
        Baseline.Trained trained = baseline.train(rows, labels, settings.get(settings.size() - 1), 1);
        assertEquals(0, trained.predict(3, 0, 0, 0, 0, 0));
        assertEquals(1, trained.predict(0, 3, 0, 0, 0, 0));
        assertEquals(2, trained.predict(0, 0, 3, 0, 0, 0));
    }

    @Test
    void featuresAreMeansOfWhatIsKnown() {
        int n = 64;
        float[] matrix = new float[2 * n * n];
        // Every second date; coherence 0.5 for all pairs but rows 0 and 2.
        for (int i = 0; i < n; i += 2) {
            for (int j = i + 2; j < n; j += 2) {
                matrix[i * n + j] = i == 0 && j == 2 ? 0.9f : 0.5f;
                matrix[n * n + i * n + j] = 1;
            }
        }
        Features features = new Features(n);
        float[] f = features.of(matrix, 0);
        assertEquals(features.count(), f.length);
        assertEquals(0.9f, f[0], 1e-6f, "block of rows 0..3 holds the one pair of rows 0 and 2");
        assertEquals(1f / 16, f[1], 1e-6f);
        assertEquals(0.5f, f[2], 1e-6f);
        assertEquals(4f / 16, f[3], 1e-6f);
        int lagZero = 16 * 17;
        assertEquals(f[lagZero + 2], f[lagZero], 1e-6f, "a lag that nothing is known of takes its neighbour's mean");
        assertEquals((30 * 0.5f + 0.9f) / 31, f[lagZero + 2], 1e-6f);
    }

    @Test
    void standardisedFeaturesHaveMeanZeroAndDeviationOne() {
        Standardiser standardiser = new Standardiser(new float[][] {{1, 10}, {3, 10}});
        assertEquals(-1, standardiser.apply(1, 10)[0], 1e-6f);
        assertEquals(1, standardiser.apply(3, 10)[0], 1e-6f);
        assertTrue(Float.isFinite(standardiser.apply(3, 10)[1]));
    }
}
