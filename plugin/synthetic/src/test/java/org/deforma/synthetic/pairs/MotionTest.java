package org.deforma.synthetic.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.deforma.synthetic.DisplacementField.Vector;
import org.deforma.synthetic.Draws;
import org.junit.jupiter.api.Test;

class MotionTest {
    private static final int SIZE = 128;

    @Test
    void everyKindOccursInItsShareAndStaysInRange() {
        Map<MotionKind, Integer> kinds = new EnumMap<>(MotionKind.class);
        int jumps = 0;
        int faults = 0;
        int small = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Motion motion = Motion.draw(new Draws(seed, 1), SIZE);
            kinds.merge(motion.kind(), 1, Integer::sum);
            double largest = 0;
            for (int i = 0; i < 16; i++) {
                Vector d = motion.field().at((i % 4 + 0.5) * SIZE / 4, (i / 4 + 0.5) * SIZE / 4);
                largest = Math.max(largest, Math.hypot(d.dx(), d.dy()));
            }
            assertTrue(largest <= 6.001, motion.kind() + " moves by " + largest);
            if (motion.kind().hasFault()) {
                faults++;
                jumps += motion.stepWidth() == 0 ? 1 : 0;
                small += motion.step() < 0.5 ? 1 : 0;
                assertTrue(motion.step() >= 0.05 && motion.step() <= 5, "step " + motion.step());
            } else {
                assertEquals(0, motion.step());
            }
            if (motion.kind() == MotionKind.STILL) {
                assertEquals(0, largest);
            }
        }
        for (MotionKind kind : MotionKind.values()) {
            assertNotNull(kinds.get(kind), kind + " never occurs");
        }
        assertEquals(240, kinds.get(MotionKind.STILL), 50);
        assertEquals(560, kinds.get(MotionKind.FAULT), 70);
        assertEquals(0.6, (double) jumps / faults, 0.06);
        // Half of the logarithms from 0.05 to 5 are below 0.5.
        assertEquals(0.5, (double) small / faults, 0.06);
    }

    @Test
    void slipJumpsByTheStepOnTheLineAndFadesToItsEnds() {
        FaultLine line = FaultLine.straight(64, 64, 90);
        FaultSlip slip = new FaultSlip(
                line, -2, 0, 0.5, new FaultSlip.Extent(0, 40), FaultSlip.Ramp.LINEAR, 0, Double.POSITIVE_INFINITY);
        for (double u : new double[] {0, 20, 35, 39.9}) {
            double jump = slip.at(64 + u, 64.001).dx() - slip.at(64 + u, 63.999).dx();
            assertEquals(-2 * Math.sqrt(1 - u * u / 1600), jump, 0.01, "at " + u);
        }
        assertEquals(0, slip.at(64 + 45, 64.001).dx() - slip.at(64 + 45, 63.999).dx(), 1e-3);
        assertTrue(Math.abs(slip.at(64, 64 + 400).dx()) < 0.1);
    }

    @Test
    void rampsHaveTheirWidths() {
        for (FaultSlip.Ramp ramp : FaultSlip.Ramp.values()) {
            assertEquals(0.5, ramp.at(0, 10), 1e-12);
            assertEquals(1, ramp.at(0.01, 0));
            assertEquals(0, ramp.at(-0.01, 0));
        }
        assertEquals(0.9, FaultSlip.Ramp.ATAN.at(5, 10), 1e-9);
        assertEquals(0.1, FaultSlip.Ramp.ATAN.at(-5, 10), 1e-9);
        assertEquals(1, FaultSlip.Ramp.LINEAR.at(5, 10), 1e-9);
    }

    @Test
    void bentLinesSeparateTheirSides() {
        for (int seed = 0; seed < 30; seed++) {
            FaultLine line = FaultLine.draw(new Draws(seed, 0), SIZE, 60, 70, 30);
            for (double u = -50; u <= 50; u += 12.3) {
                double[] p = line.point(u);
                assertEquals(0, line.across(p[0], p[1]), 1e-9);
                assertEquals(u, line.along(p[0], p[1]), 1e-9);
                // To the right of azimuth 30 is azimuth 120.
                double x = Math.sin(Math.toRadians(120));
                double y = -Math.cos(Math.toRadians(120));
                assertTrue(line.across(p[0] + x, p[1] + y) > 0.5);
                assertTrue(line.across(p[0] - x, p[1] - y) < -0.5);
            }
        }
    }
}
