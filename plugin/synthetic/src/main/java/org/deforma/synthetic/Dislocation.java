package org.deforma.synthetic;

/**
 * A rectangle in the ground across which both sides moved by the same amount everywhere: a fault or a dyke.
 *
 * <p>Facing along strike, the rectangle dips down to the right. Of the slip, what is given is the motion of the
 * hanging wall (the right side where it is vertical, the upper one else) relative to the foot wall.
 *
 * @param east of the middle of the upper edge, in any local frame [m]
 * @param north likewise [m]
 * @param depth of the upper edge, 0 for a rupture of the surface [m]
 * @param strike azimuth of the upper edge, clockwise from north [deg]
 * @param dip angle below the horizontal, 0 to 90 [deg]
 * @param length along strike [m]
 * @param width along dip [m]
 * @param strikeSlip slip along strike, left-lateral positive [m]
 * @param dipSlip slip up the dip, thrust positive [m]
 * @param opening away from the foot wall, opening positive [m]
 */
public record Dislocation(
        double east,
        double north,
        double depth,
        double strike,
        double dip,
        double length,
        double width,
        double strikeSlip,
        double dipSlip,
        double opening) {
    /** Rigidity of the upper crust [Pa]. */
    private static final double RIGIDITY = 30e9;

    /** Checks the ranges. */
    public Dislocation {
        requireFinite("east", east);
        requireFinite("north", north);
        requireFinite("strike", strike);
        requireFinite("strike slip", strikeSlip);
        requireFinite("dip slip", dipSlip);
        requireFinite("opening", opening);
        if (!(dip >= 0 && dip <= 90)) {
            throw new IllegalArgumentException("the dip must be 0 to 90 deg, was " + dip);
        }
        if (!(depth >= 0 && depth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the depth of the upper edge must be 0 m or more, was " + depth);
        }
        if (depth == 0 && dip == 0) {
            throw new IllegalArgumentException(
                    "a dislocation of dip 0 deg must lie below the surface, its depth was 0 m");
        }
        requirePositive("length", length);
        requirePositive("width", width);
    }

    /**
     * Moment magnitude of the slip, for a rigidity of 30 GPa (Hanks and Kanamori 1979, doi:10.1029/JB084iB05p02348,
     * in SI units); the opening does not count.
     */
    public double momentMagnitude() {
        return magnitude(moment());
    }

    /** Seismic moment of the slip, for a rigidity of 30 GPa [N m]. */
    double moment() {
        return RIGIDITY * length * width * Math.hypot(strikeSlip, dipSlip);
    }

    static double magnitude(double moment) {
        return (Math.log10(moment) - 9.1) / 1.5;
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "the " + name + " of a dislocation must be a finite number, was " + value);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the " + name + " of a dislocation must be finite and above 0 m, was " + value);
        }
    }
}
