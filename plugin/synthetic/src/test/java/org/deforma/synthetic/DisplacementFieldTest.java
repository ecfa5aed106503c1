package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DisplacementFieldTest {
    private static void assertVector(double dx, double dy, DisplacementField.Vector v) {
        assertEquals(dx, v.dx(), 1e-12);
        assertEquals(dy, v.dy(), 1e-12);
    }

    @Test
    void rightLateralSlipBringsTheEastOfANorthwardLineSouth() {
        DisplacementField step = DisplacementField.strikeSlip(50, 50, 0, 2, 0);
        assertVector(0, 1, step.at(50.5, 20));
        assertVector(0, -1, step.at(49.5, 80));
        DisplacementField eastward = DisplacementField.strikeSlip(50, 50, 90, 2, 0);
        assertVector(-1, 0, eastward.at(20, 50.5));
        assertVector(1, 0, eastward.at(20, 49.5));
    }

    @Test
    void buriedSlipReachesHalfItsStepAtTheHalfWidth() {
        DisplacementField buried = DisplacementField.strikeSlip(0, 0, 0, 2, 10);
        assertVector(0, 0.5, buried.at(10, 3));
        assertVector(0, 0, buried.at(0, 3));
        assertVector(0, -0.5, buried.at(-10, 3));
    }

    @Test
    void wavesReachTheirAmplitudeAndRepeat() {
        DisplacementField waves = DisplacementField.waves(0.7, 80);
        double largest = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 80; x++) {
                DisplacementField.Vector v = waves.at(x, y);
                largest = Math.max(largest, Math.max(Math.abs(v.dx()), Math.abs(v.dy())));
            }
        }
        assertEquals(0.7, largest, 0.002);
        DisplacementField.Vector v = waves.at(13, 29);
        assertVector(v.dx(), v.dy(), waves.at(93, 109));
    }

    @Test
    void strainGrowsFromItsCentre() {
        DisplacementField strain = DisplacementField.strain(10, 20, 0.01, 0.02, 0.03, 0.04);
        assertVector(0, 0, strain.at(10, 20));
        assertVector(0.01 + 0.02 * 2, 0.03 + 0.04 * 2, strain.at(11, 22));
    }

    @Test
    void glacierFlowsInItsMiddleOnly() {
        DisplacementField glacier = DisplacementField.glacier(100, 100, 90, 4, 40);
        assertVector(4, 0, glacier.at(7, 100));
        assertVector(4 * (1 - 1 / 16.0), 0, glacier.at(7, 120));
        assertVector(0, 0, glacier.at(7, 141));
    }

    @Test
    void samplesRowByRowAndAdds() {
        DisplacementField sum = DisplacementField.strain(0, 0, 1, 0, 0, 1).plus(DisplacementField.shift(100, 200));
        DisplacementGrid grid = sum.sample(16, 8, 4, 3, 2);
        assertEquals(3, grid.columns());
        assertEquals(2, grid.rows());
        assertArrayEquals(new float[] {116, 120, 124, 116, 120, 124}, grid.dx());
        assertArrayEquals(new float[] {208, 208, 208, 212, 212, 212}, grid.dy());
    }

    @Test
    void refusesLengthsThatMakeNoSense() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> DisplacementField.waves(1, 0));
        assertEquals("the wavelength must be above 0 px, was 0.0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> DisplacementField.strikeSlip(0, 0, 0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> DisplacementField.glacier(0, 0, 0, 1, Double.NaN));
    }
}
