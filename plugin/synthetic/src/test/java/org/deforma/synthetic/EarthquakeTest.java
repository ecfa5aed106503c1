package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarthquakeTest {
    private static final Dislocation OUTLINE = new Dislocation(0, 0, 0, 0, 90, 20e3, 12e3, -3, 0, 0);

    @Test
    void slipFallsFromTheMiddleToTheEnds() {
        Earthquake quake = Earthquake.tapered(OUTLINE, 40);
        // A crack's ellipse; half of the jump of each side is on either side.
        for (double north : new double[] {0, 4000, 8000, 9800}) {
            double slip = 3 * Math.sqrt(1 - Math.pow(north / 10e3, 2));
            double jump = quake.at(-0.1, north).north() - quake.at(0.1, north).north();
            assertEquals(slip, jump, 3 / 40.0);
        }
        assertEquals(0, quake.at(-0.1, 10e3).north() - quake.at(0.1, 10e3).north(), 0.01);
    }

    @Test
    void magnitudeIsThatOfTheWholeMoment() {
        // 30e9 Pa * 20 km * 12 km * 3 m = 2.16e19 N m
        assertEquals(6.823, OUTLINE.momentMagnitude(), 0.001);
        assertEquals(6.823 + Math.log10(2) / 1.5, new Earthquake(List.of(OUTLINE, OUTLINE)).momentMagnitude(), 0.001);
        // The mean of 1 - level^2 is 2/3.
        assertEquals(
                6.823 + Math.log10(2 / 3.0) / 1.5,
                Earthquake.tapered(OUTLINE, 40).momentMagnitude(),
                0.001);
    }

    @Test
    void imageHasNorthUpAndItsCentreAtTheOrigin() {
        Dislocation thrust = new Dislocation(300, -200, 100, 20, 30, 2000, 1000, 1, 2, 0);
        Earthquake quake = new Earthquake(List.of(thrust));
        DisplacementField field = quake.seenFromAbove(200, 100, 5);
        GroundMotion m = new Okada1985(thrust).at(250, 100);
        DisplacementField.Vector v = field.at(150, 30);
        assertEquals(m.east() / 5, v.dx(), 1e-12);
        assertEquals(-m.north() / 5, v.dy(), 1e-12);
    }

    @Test
    void refusesWhatCannotBe() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Earthquake.tapered(OUTLINE, 0));
        assertEquals("the slip must fall in 1 step or more, was 0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Earthquake(List.of()));
        Earthquake quake = Earthquake.tapered(OUTLINE, 2);
        assertThrows(IllegalArgumentException.class, () -> quake.seenFromAbove(10, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Okada1985(OUTLINE, 0.6));
        assertEquals(
                "the dip must be 0 to 90 deg, was 91.0",
                assertThrows(IllegalArgumentException.class, () -> new Dislocation(0, 0, 0, 0, 91, 1, 1, 0, 0, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Dislocation(0, 0, -1, 0, 45, 1, 1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Dislocation(0, 0, 0, 0, 0, 1, 1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Dislocation(0, 0, 0, 0, 45, 0, 1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Dislocation(0, 0, 0, 0, 45, 1, 1, Double.NaN, 0, 0));
    }
}
