package org.deforma.verify.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.deforma.verify.table.Failed;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final QuakePair PAIR = QuakePair.make(160, 1);

    /** The truth itself as a map, shifted by some metres and with another sign. */
    private static GeoTiff map(double shift, int sign) {
        GeoTiff grid =
                new GeoTiff(20, 20, new float[2][400], "Float32", Optional.of("nan"), 440_000, 3_960_000, 80, 32611);
        for (int i = 0; i < 400; i++) {
            double easting = grid.easting(i % 20);
            double northing = grid.northing(i / 20);
            grid.bands()[0][i] = (float) (sign * PAIR.east(easting, northing) + shift);
            grid.bands()[1][i] = (float) (PAIR.north(easting, northing) + shift);
        }
        return grid;
    }

    @Test
    void theTruthAgreesWithItself() {
        Agreement agreement = Agreement.of(map(0, 1), PAIR, 32);
        assertEquals(0, agreement.rmse(), 1e-6);
        assertEquals(1, agreement.measured(), 0);
        assertTrue(agreement.require().contains("RMSE 0.000 px"));
    }

    @Test
    void aBiasAndAWrongSignDoNot() {
        assertThrows(Failed.class, () -> Agreement.of(map(0.6, 1), PAIR, 32).require());
        assertThrows(Failed.class, () -> Agreement.of(map(0, -1), PAIR, 32).require());
    }

    @Test
    void emptyCellsDoNot() {
        GeoTiff map = map(0, 1);
        for (int i = 0; i < 200; i++) {
            map.bands()[0][i] = Float.NaN;
        }
        assertThrows(Failed.class, () -> Agreement.of(map, PAIR, 32).require());
    }

    @Test
    void theGroundMovesEastInTheNorthAndWestInTheSouth() {
        assertTrue(PAIR.east(440_400, 3_959_600) > 1);
        assertTrue(PAIR.east(440_400, 3_958_500) < -1);
    }
}
