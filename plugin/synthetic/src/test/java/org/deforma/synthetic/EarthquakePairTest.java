package org.deforma.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EarthquakePairTest {
    private static final int SIZE = 1024;
    private static final EarthquakePair PAIR = EarthquakePair.demo(1);

    @Test
    void isAnEarthquakeOfMagnitudeSixPointEightInSixteenBits() {
        assertEquals(6.77, PAIR.earthquake().momentMagnitude(), 0.01);
        assertEquals(SIZE, PAIR.images().width());
        assertEquals(SIZE, PAIR.images().height());
        for (float v : PAIR.images().before()) {
            assertTrue(v > 0 && v < 65535 && v == Math.rint(v), "digital number " + v);
        }
    }

    @Test
    void faultBreaksTheSurfaceInPartOfTheImage() {
        DisplacementField field = PAIR.images().field();
        // On both sides of the trace, 4.2 km left of and 2.9 km below the centre: the largest slip, right-lateral.
        DisplacementField.Vector north = field.at(512 - 420 - 0.1, 512 + 290 - 0.1);
        DisplacementField.Vector south = field.at(512 - 420 + 0.1, 512 + 290 + 0.1);
        assertEquals(0.5, Math.hypot(north.dx() - south.dx(), north.dy() - south.dy()), 0.01);
        assertTrue(north.dx() > south.dx());
        // The same line further on, where nothing broke.
        DisplacementField.Vector above = field.at(512 + 400 - 0.1, 512 - 284 - 0.1);
        DisplacementField.Vector below = field.at(512 + 400 + 0.1, 512 - 284 + 0.1);
        assertEquals(0, Math.hypot(above.dx() - below.dx(), above.dy() - below.dy()), 0.001);
    }

    /** The images themselves show the motion: after(x + d) - after(x) over the gradient, by least squares. */
    @Test
    void imagesMoveAsTheTruthSays() {
        assertBlockMoves(40, 640);
        assertBlockMoves(200, 820);
    }

    private void assertBlockMoves(int left, int top) {
        float[] before = PAIR.images().before();
        float[] after = PAIR.images().after();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xt = 0;
        double yt = 0;
        int side = 96;
        for (int i = 0; i < side * side; i++) {
            int at = (top + i / side) * SIZE + left + i % side;
            double gx = (slope(before, at, 1) + slope(after, at, 1)) / 2;
            double gy = (slope(before, at, SIZE) + slope(after, at, SIZE)) / 2;
            double change = before[at] - after[at];
            xx += gx * gx;
            xy += gx * gy;
            yy += gy * gy;
            xt += gx * change;
            yt += gy * change;
        }
        double dx = (xt * yy - yt * xy) / (xx * yy - xy * xy);
        double dy = (yt * xx - xt * xy) / (xx * yy - xy * xy);
        DisplacementField.Vector truth = PAIR.images().field().at(left + side / 2.0, top + side / 2.0);
        assertEquals(truth.dx(), dx, 0.02);
        assertEquals(truth.dy(), dy, 0.02);
        assertTrue(Math.abs(truth.dx()) > 0.1, "dx " + truth.dx());
    }

    /** Central difference of fourth order. */
    private static double slope(float[] image, int at, int step) {
        return (8 * (image[at + step] - image[at - step]) - (image[at + 2 * step] - image[at - 2 * step])) / 12;
    }
}
