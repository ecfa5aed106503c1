package org.deforma.standalone.picture;

import java.awt.Color;

/**
 * Colours from low to high. Both palettes are even to the eye and can be told apart by people who are colour-blind;
 * the points are those of Crameri (2018), Scientific colour maps, doi:10.5281/zenodo.1243862.
 */
public enum Palette {
    /** Blue over white to red, for values on both sides of zero ({@code vik}). */
    DIVERGING(
            0x001261, 0x033e7d, 0x1e6f9d, 0x71a8c4, 0xc9dde7, 0xece5e0, 0xeacebd, 0xd39774, 0xbe6533, 0x8b2706,
            0x590008),
    /** Dark blue over green to pink, for values from zero up ({@code batlow}). */
    SEQUENTIAL(0x011959, 0x103f60, 0x1c5a62, 0x3c6d56, 0x687b3e, 0x9d892b, 0xd29343, 0xf8a17b, 0xfdb7bc, 0xfaccfa);

    /** No data: a grey that neither palette holds. */
    static final Color NO_DATA = new Color(0x9a9a9a);

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final int[] points;

    Palette(int... points) {
        this.points = points;
    }

    /**
     * The colour of a value.
     *
     * @param t place between the lowest (0) and the highest value (1); beyond, the colour of the end; NaN for no data
     */
    Color at(double t) {
        if (Double.isNaN(t)) {
            return NO_DATA;
        }
        double place = Math.max(0, Math.min(1, t)) * (points.length - 1);
        int i = (int) Math.min(place, points.length - 2);
        double f = place - i;
        return new Color(mix(i, 16, f), mix(i, 8, f), mix(i, 0, f));
    }

    private int mix(int i, int shift, double f) {
        int a = points[i] >> shift & 0xff;
        int b = points[i + 1] >> shift & 0xff;
        return (int) Math.round(a + f * (b - a));
    }
}
