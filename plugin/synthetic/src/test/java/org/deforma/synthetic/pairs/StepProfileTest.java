package org.deforma.synthetic.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.deforma.synthetic.DisplacementGrid;
import org.junit.jupiter.api.Test;

class StepProfileTest {
    private static final int SIZE = 256;
    private static final double STEP = 2;

    @Test
    void truthIsAJumpWithoutErrors() {
        for (double azimuth : new double[] {0, 37, 90, 200}) {
            FaultScenario scenario = FaultScenario.of(SIZE, STEP, azimuth, 20, 1);
            StepProfile p = StepProfile.of(scenario.truth(), scenario.truth(), scenario.distances(), azimuth, 8);
            assertEquals(0, p.nearRmse());
            assertEquals(0, p.farRmse());
            assertEquals(STEP, p.step(), 1e-6);
            assertTrue(p.width() > 0 && p.width() <= 1, "width " + p.width() + " at " + azimuth);
            assertEquals(0, p.overshoot(), 1e-6);
            assertEquals(1, p.measured());
        }
    }

    @Test
    void rampOf31PixelsIs24Point8Wide() {
        StepProfile p = profile(d -> STEP * Math.max(-0.5, Math.min(0.5, d / 31)), 25);
        assertEquals(24.8, p.width(), 0.2);
        assertEquals(STEP, p.step(), 0.001);
        assertEquals(0, p.overshoot(), 0.001);
        // The mean square of STEP (1/2 - d / 31) from 0 to 15.5 is STEP^2 / 12, over 15.5 of 32 px and one component
        // of two.
        assertEquals(Math.sqrt(STEP * STEP / 12 * 15.5 / 32 / 2), p.nearRmse(), 0.01);
        assertEquals(0, p.farRmse(), 1e-6);
    }

    @Test
    void widthIsFoundBesideTheFaultAndForLeftLateralSlip() {
        assertEquals(
                8,
                profile(d -> STEP * Math.max(-0.5, Math.min(0.5, (d - 6) / 10)), 0)
                        .width(),
                0.2);
        StepProfile left = profile(d -> -STEP * Math.max(-0.5, Math.min(0.5, d / 10)), 0);
        assertEquals(8, left.width(), 0.2);
        assertEquals(-STEP, left.step(), 1e-6);
    }

    @Test
    void overshootIsAShareOfTheStep() {
        StepProfile p = profile(d -> STEP * (Math.signum(d) / 2 + (d > 3 && d < 8 ? 0.12 : 0)), 0);
        assertEquals(0.12, p.overshoot(), 0.001);
        StepProfile q = profile(d -> STEP * (Math.signum(d) / 2 - (d < -3 && d > -8 ? 0.07 : 0)), 0);
        assertEquals(0.07, q.overshoot(), 0.001);
    }

    @Test
    void whatIsNotKnownAndTheEdgesDoNotCount() {
        FaultScenario scenario = FaultScenario.of(SIZE, STEP, 0, 20, 1);
        DisplacementGrid estimate = scenario.truth();
        for (int i = 0; i < SIZE; i++) {
            estimate.dx()[i] = 1000;
            estimate.dy()[(SIZE / 2 + i % 8) * SIZE + i] = Float.NaN;
        }
        StepProfile p = StepProfile.of(estimate, scenario.truth(), scenario.distances(), 0, 1);
        assertEquals(0, p.nearRmse());
        assertEquals(1 - 254.0 / (254 * 254), p.measured(), 1e-9);
    }

    @Test
    void groundThatDoesNotMoveHasNoWidth() {
        StepProfile p = profile(d -> 0, 0);
        assertEquals(0, p.step());
        assertTrue(Double.isNaN(p.width()) && Double.isNaN(p.overshoot()));
    }

    @Test
    void coarseCellsDo() {
        FaultScenario scenario = FaultScenario.of(SIZE, STEP, 0, 20, 1);
        DisplacementGrid truth = scenario.images().field().sample(4, 4, 8, 32, 32);
        StepProfile p = StepProfile.of(truth, truth, scenario.distances(4, 4, 8, 32, 32), 0, 1);
        // Cells next to the fault are 8 px apart: what is between them is not known.
        assertEquals(6.4, p.width(), 1e-6);
        assertEquals(STEP, p.step(), 1e-6);
    }

    @Test
    void refusesOtherNodes() {
        FaultScenario scenario = FaultScenario.of(64, STEP, 0, 20, 1);
        DisplacementGrid truth = scenario.truth();
        assertThrows(IllegalArgumentException.class, () -> StepProfile.of(truth, truth, new float[5], 0, 1));
    }

    @Test
    void stillGroundIsJudgedByItsErrorsAndFalseSteps() {
        float[] dx = new float[64 * 64];
        float[] dy = new float[64 * 64];
        assertEquals(new StillErrors(0, 0, 2 * 7 * 8, 1), StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 1, 0));
        // One block off by 0.2 px differs from its four neighbours; a gentle ramp differs nowhere.
        for (int i = 0; i < 64; i++) {
            dy[(24 + i / 8) * 64 + 16 + i % 8] = 0.2f;
        }
        StillErrors block = StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 1, 0);
        assertEquals(4, block.falseSteps());
        assertEquals(0.2 * Math.sqrt(1 / 64.0 / 2), block.rmse(), 1e-6);
        for (int i = 0; i < dx.length; i++) {
            dy[i] = 0.012f * (i % 64);
        }
        assertEquals(
                0, StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 1, 0).falseSteps());
        // As cells 8 px apart, the same numbers are a jump in every row.
        Arrays.fill(dy, 0);
        dy[64 * 32 + 10] = 0.11f;
        assertEquals(
                4, StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 8, 2).falseSteps());
        dy[64 * 32 + 10] = Float.NaN;
        StillErrors gap = StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 8, 2);
        assertEquals(2 * 59 * 60 - 4, gap.places());
        assertEquals(1 - 1 / 3600.0, gap.measured(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> StillErrors.of(new DisplacementGrid(64, 64, dx, dy), 3, 0));
    }

    /** Of an estimate whose slip is a function of the distance, beside a right-lateral jump as truth. */
    private static StepProfile profile(DoubleUnaryOperator slip, double azimuth) {
        FaultScenario scenario = FaultScenario.of(SIZE, STEP, azimuth, 20, 1);
        float[] distances = scenario.distances();
        float[] dx = new float[distances.length];
        float[] dy = new float[distances.length];
        for (int i = 0; i < dx.length; i++) {
            double s = slip.applyAsDouble(distances[i]);
            dx[i] = (float) (-s * Math.sin(Math.toRadians(azimuth)));
            dy[i] = (float) (s * Math.cos(Math.toRadians(azimuth)));
        }
        return StepProfile.of(new DisplacementGrid(SIZE, SIZE, dx, dy), scenario.truth(), distances, azimuth, 8);
    }
}
