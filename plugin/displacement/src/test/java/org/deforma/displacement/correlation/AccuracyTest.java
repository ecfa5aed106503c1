package org.deforma.displacement.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors against known truth: what the method is there to reach. */
class AccuracyTest {
    private static final DisplacementField SMOOTH = DisplacementField.waves(1, 640);

    @ParameterizedTest(name = "window {0}, {1} dB: below {2} px")
    @CsvSource({"32, 20, 0.0105", "32, 10, 0.033", "64, 20, 0.006", "64, 10, 0.018", "32, 40, 0.0015"})
    void smoothField(int window, double snr, double limit) {
        ImagePair pair = ImagePair.of(new FractalScene(896, 896, 3), SMOOTH, snr, 4);
        Correlation.Errors errors = Correlation.of(pair, window, 8, 8).against(SMOOTH);
        assertEquals(0, errors.missing, "cells without a measurement");
        assertEquals(0, errors.wrong, "cells wrong by more than 1 px");
        assertTrue(errors.rmse() < limit, "RMSE " + errors.rmse() + " px");
        assertEquals(0, errors.meanX(), 0.003);
        assertEquals(0, errors.meanY(), 0.003);
    }

    @ParameterizedTest(name = "window {0}, {1} dB")
    @CsvSource({"32, 10", "32, 20", "32, 40", "64, 20"})
    void sigmaMeansWhatItSays(int window, double snr) {
        ImagePair pair = ImagePair.of(new FractalScene(896, 896, 5), SMOOTH, snr, 6);
        double calibration = Correlation.of(pair, window, 8, 8).against(SMOOTH).calibration();
        assertTrue(calibration > 0.8 && calibration < 1.2, "error / sigma has " + calibration);
    }

    @Test
    void noPixelLocking() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        FractalScene scene = new FractalScene(512, 512, 7);
        for (int k = 0; k <= 10; k++) {
            double shift = k / 10.0;
            DisplacementField field = DisplacementField.shift(shift, 0);
            ImagePair pair = ImagePair.of(scene, field, 40, 8 + k);
            double mean = Correlation.of(pair, 32, 8, 4).against(field).meanX();
            least = Math.min(least, mean);
            most = Math.max(most, mean);
        }
        assertTrue(most - least < 0.003, "peak to peak " + (most - least) + " px");
    }

    @Test
    void largeOffsetWithinTheSearchRange() {
        DisplacementField field = SMOOTH.plus(DisplacementField.shift(20, -19));
        ImagePair pair = ImagePair.of(new FractalScene(896, 896, 9), field, 10, 10);
        Correlation.Errors errors = Correlation.of(pair, 32, 8, 24).against(field);
        assertEquals(0, errors.missing);
        assertEquals(0, errors.wrong);
        assertTrue(errors.rmse() < 0.033, "RMSE " + errors.rmse() + " px");
    }

    @Test
    void veryLargeOffsetGoesThroughCoarserLevels() {
        DisplacementField field = DisplacementField.shift(-71.3, 58.6);
        ImagePair pair = ImagePair.of(new FractalScene(640, 640, 11), field, 20, 12);
        Correlation.Errors errors = Correlation.of(pair, 32, 16, 80).against(field);
        assertTrue(errors.missing <= 5, "where the wider windows leave the image: " + errors.missing);
        assertEquals(0, errors.wrong);
    }

    @Test
    void strainOfTwoPercent() {
        DisplacementField field = DisplacementField.strain(320, 320, 0.02, 0.01, -0.015, 0.02);
        ImagePair pair = ImagePair.of(new FractalScene(640, 640, 13), field, 20, 14);
        Correlation.Errors errors = Correlation.of(pair, 32, 8, 12).against(field);
        assertEquals(0, errors.wrong);
        assertTrue(errors.rmse() < 0.013, "RMSE " + errors.rmse() + " px");
    }

    @Test
    void lightMayChange() {
        ImagePair pair = ImagePair.of(new FractalScene(512, 512, 15), SMOOTH, 20, 16);
        double same = Correlation.of(pair, 32, 8, 8).against(SMOOTH).rmse();
        double other = Correlation.of(pair.withLight(0.6, 2.5), 32, 8, 8)
                .against(SMOOTH)
                .rmse();
        assertEquals(same, other, 0.0005);
    }

    @Test
    void theScaleOfGreyLevelsDoesNotMatter() {
        ImagePair pair = ImagePair.of(new FractalScene(384, 384, 17), SMOOTH, 20, 18);
        float[] before = pair.before().clone();
        float[] after = pair.after().clone();
        for (int i = 0; i < before.length; i++) {
            before[i] = 1e-4f + 1e-6f * before[i];
            after[i] = 60000 + 900 * after[i];
        }
        double rmse = Correlation.of(before, after, 384, 384, 32, 8, 8, 64)
                .against(SMOOTH)
                .rmse();
        assertTrue(rmse < 0.012, "RMSE " + rmse + " px");
    }

    @Test
    void aSharpStepKeepsBothSides() {
        DisplacementField fault = DisplacementField.strikeSlip(320, 320, 20, 3, 0);
        ImagePair pair = ImagePair.of(new FractalScene(640, 640, 19), fault, 20, 20);
        Correlation c = Correlation.of(pair, 32, 8, 8);
        int near = 0;
        for (int r = 10; r < c.grid.rows() - 10; r++) {
            for (int k = 10; k < c.grid.columns() - 10; k++) {
                DisplacementField.Vector d = fault.at(c.grid.centre(k), c.grid.centre(r));
                int i = r * c.grid.columns() + k;
                double error = Math.hypot(c.dx[i] - d.dx(), c.dy[i] - d.dy());
                double distance = Math.abs((c.grid.centre(k) - 320) * Math.cos(Math.toRadians(20))
                        + (c.grid.centre(r) - 320) * Math.sin(Math.toRadians(20)));
                if (distance > 64) {
                    assertTrue(error < 0.08, "error " + error + " px at " + distance + " px from the fault");
                } else {
                    near++;
                }
            }
        }
        assertTrue(near > 100);
    }
}
