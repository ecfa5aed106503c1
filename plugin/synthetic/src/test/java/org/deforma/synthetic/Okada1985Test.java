package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Okada1985Test {
    /** A point of the paper's frame, of a fault 3 long and 2 wide whose lower edge is 4 deep, as in its Table 2. */
    private static GroundMotion table2(double x, double y, double dip, double u1, double u2, double u3) {
        double sin = Math.sin(Math.toRadians(dip));
        double cos = Math.cos(Math.toRadians(dip));
        // Strike 90: along strike is east, to its left is north.
        Dislocation d = new Dislocation(1.5, 2 * cos, 4 - 2 * sin, 90, dip, 3, 2, u1, u2, u3);
        return new Okada1985(d).at(x, y);
    }

    private static void assertMotion(double east, double north, double up, double within, GroundMotion m) {
        assertEquals(east, m.east(), within);
        assertEquals(north, m.north(), within);
        assertEquals(up, m.up(), within);
    }

    /** Last digit printed in Table 2, half of it and a little. */
    private static double digit(double value) {
        return value == 0 ? 1e-14 : 0.501 * Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 3);
    }

    private static void assertPrinted(double east, double north, double up, GroundMotion m) {
        assertEquals(east, m.east(), digit(east));
        assertEquals(north, m.north(), digit(north));
        assertEquals(up, m.up(), digit(up));
    }

    @Test
    void givesTheValuesPublishedInTable2() {
        assertPrinted(-8.689e-3, -4.298e-3, -2.747e-3, table2(2, 3, 70, 1, 0, 0));
        assertPrinted(-4.682e-3, -3.527e-2, -3.564e-2, table2(2, 3, 70, 0, 1, 0));
        assertPrinted(-2.660e-4, 1.056e-2, 3.214e-3, table2(2, 3, 70, 0, 0, 1));
        assertPrinted(0, 5.253e-3, 0, table2(0, 0, 90, 1, 0, 0));
        assertPrinted(0, 0, 0, table2(0, 0, 90, 0, 1, 0));
        assertPrinted(1.223e-2, 0, -1.606e-2, table2(0, 0, 90, 0, 0, 1));
    }

    /** The paper's point sources summed over the rectangle, for points and dips of all kinds. */
    @Test
    void equalsTheSumOfItsPointSources() {
        double[][] points = {{2, 3}, {-4, 1}, {0.3, -2}, {9, -7}};
        for (double dip : new double[] {1, 30, 70, 89.9, 90}) {
            for (double[] point : points) {
                for (int slip = 0; slip < 3; slip++) {
                    GroundMotion m = table2(point[0], point[1], dip, unit(slip, 0), unit(slip, 1), unit(slip, 2));
                    double[] sum = OkadaPoints.sum(point[0], point[1], 4, dip, 3, 2, slip);
                    assertMotion(sum[0], sum[1], sum[2], 1e-8, m);
                }
            }
        }
    }

    private static double unit(int i, int j) {
        return i == j ? 1 : 0;
    }

    @Test
    void steepDipsRunOnIntoTheVertical() {
        for (int slip = 0; slip < 3; slip++) {
            double a = unit(slip, 0);
            double b = unit(slip, 1);
            double c = unit(slip, 2);
            for (double dip : new double[] {89.99, 89.999, 89.9993, 89.9995}) {
                GroundMotion vertical = table2(2, 3, 90, a, b, c);
                assertMotion(
                        vertical.east(),
                        vertical.north(),
                        vertical.up(),
                        (90 - dip) * 0.01 + 3e-6,
                        table2(2, 3, dip, a, b, c));
            }
        }
    }

    /** The screw dislocation in two dimensions: displacement slip / pi atan(depth / distance) along the fault. */
    @Test
    void longStrikeSlipFaultIsAScrewDislocation() {
        Okada1985 fault = new Okada1985(new Dislocation(0, 0, 0, 0, 90, 1e8, 12e3, -4, 0, 0));
        for (double distance : new double[] {1, 500, 12e3, 60e3}) {
            double along = 4 / Math.PI * Math.atan(12e3 / distance);
            // Right-lateral: the east side goes south.
            assertMotion(0, -along, 0, 1e-3, fault.at(distance, 0));
            assertMotion(0, along, 0, 1e-3, fault.at(-distance, 0));
        }
    }

    @Test
    void thrustLiftsTheHangingWallAndOpeningPushesBothSidesApart() {
        Okada1985 thrust = new Okada1985(new Dislocation(0, 0, 0, 0, 40, 1e5, 1e4, 0, 2, 0));
        GroundMotion hanging = thrust.at(1, 0);
        GroundMotion foot = thrust.at(-1, 0);
        assertEquals(2 * Math.sin(Math.toRadians(40)), hanging.up() - foot.up(), 1e-3);
        assertEquals(-2 * Math.cos(Math.toRadians(40)), hanging.east() - foot.east(), 1e-3);
        Okada1985 dyke = new Okada1985(new Dislocation(0, 0, 0, 0, 90, 1e5, 1e4, 0, 0, 2));
        assertEquals(2, dyke.at(1, 0).east() - dyke.at(-1, 0).east(), 1e-3);
    }

    @Test
    void turnsWithItsStrikeAndMovesWithItsPlace() {
        GroundMotion m = new Okada1985(new Dislocation(0, 0, 500, 0, 60, 8000, 5000, 1, 2, 3)).at(1200, -700);
        double turn = Math.toRadians(35);
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        GroundMotion turned = new Okada1985(new Dislocation(10, 20, 500, 35, 60, 8000, 5000, 1, 2, 3))
                .at(10 + 1200 * cos - 700 * sin, 20 - 1200 * sin - 700 * cos);
        assertMotion(m.east() * cos + m.north() * sin, m.north() * cos - m.east() * sin, m.up(), 1e-12, turned);
    }

    @Test
    void farAwayFallsWithTheSquareOfTheDistance() {
        Okada1985 source = new Okada1985(new Dislocation(0, 0, 10, 20, 50, 30, 20, 1, 1, 0));
        GroundMotion near = source.at(1e5, 5e4);
        GroundMotion far = source.at(2e5, 1e5);
        assertEquals(4, near.east() / far.east(), 0.01);
        assertEquals(4, near.north() / far.north(), 0.01);
    }

    @Test
    void isFiniteOnTheTraceAndAtItsEnds() {
        for (double dip : new double[] {1, 10, 30, 45.7, 70, 89.99, 90}) {
            Okada1985 rupture = new Okada1985(new Dislocation(0, 0, 0, 0, dip, 4000, 3000, 1, 1, 1));
            for (double north = -4000; north <= 4000; north += 500) {
                GroundMotion m = rupture.at(0, north);
                assertTrue(Math.abs(m.east()) + Math.abs(m.north()) + Math.abs(m.up()) < 10, dip + " deg " + m);
            }
        }
    }

    @Test
    void incompressibleGroundKeepsItsVolume() {
        // A dyke in ground of Poisson's ratio 0.5 lifts as much volume as it takes up.
        Okada1985 sill = new Okada1985(new Dislocation(0, -500, 1000, 90, 0, 1000, 1000, 0, 0, 1), 0.5);
        double volume = 0;
        for (int i = -400; i < 400; i++) {
            for (int j = -400; j < 400; j++) {
                volume += 100 * 100 * sill.at(100 * (i + 0.5), 100 * (j + 0.5)).up();
            }
        }
        assertEquals(1e6, volume, 2e3);
    }
}
