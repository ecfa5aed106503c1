package org.deforma.synthetic;

/**
 * Displacement of the surface of a uniform elastic half-space by a rectangular dislocation: Okada, Y. (1985), Surface
 * deformation due to shear and tensile faults in a half-space, BSSA 75(4), 1135-1154; equations 25 to 30.
 * Thread-safe.
 *
 * <p>Names are those of the paper. Its own frame has x along strike, y to the left of it, z up, and its origin on the
 * surface above the lower edge's first corner. On the trace of a rupture of the surface, where the displacement
 * jumps, the result is that of either side or between; at its ends, where the displacement has no limit, the result
 * is finite. Dips within 0.0006 deg of the vertical count as vertical.
 */
public final class Okada1985 {
    private static final double POISSON_SOLID = 0.25;
    /** Below this cos(dip), the error of the vertical formula is less than that of dividing by cos(dip)^2. */
    private static final double VERTICAL = 1e-5;

    /** A point nearer to a corner than this part of the length is the corner. */
    private static final double AT_CORNER = 1e-9;

    private final double sinStrike;
    private final double cosStrike;
    private final double originEast;
    private final double originNorth;
    private final double length;
    private final double width;
    private final double depth;
    private final double sinDip;
    private final double cosDip;
    private final double u1;
    private final double u2;
    private final double u3;
    /** mu / (lambda + mu). */
    private final double ratio;

    /** A dislocation in a Poisson solid (Poisson's ratio 0.25). */
    public Okada1985(Dislocation source) {
        this(source, POISSON_SOLID);
    }

    /**
     * A dislocation in a given solid.
     *
     * @param source the dislocation
     * @param poissonRatio 0 to 0.5
     */
    public Okada1985(Dislocation source, double poissonRatio) {
        if (!(poissonRatio >= 0 && poissonRatio <= 0.5)) {
            throw new IllegalArgumentException("Poisson's ratio must be 0 to 0.5, was " + poissonRatio);
        }
        double strike = Math.toRadians(source.strike());
        sinStrike = Math.sin(strike);
        cosStrike = Math.cos(strike);
        double cos = Math.cos(Math.toRadians(source.dip()));
        cosDip = cos < VERTICAL ? 0 : cos;
        sinDip = cos < VERTICAL ? 1 : Math.sin(Math.toRadians(source.dip()));
        length = source.length();
        width = source.width();
        depth = source.depth() + width * sinDip;
        // From the middle of the upper edge back along strike, and to the right as far as the plane dips.
        double back = -length / 2;
        double left = -width * cosDip;
        originEast = source.east() + back * sinStrike - left * cosStrike;
        originNorth = source.north() + back * cosStrike + left * sinStrike;
        u1 = source.strikeSlip();
        u2 = source.dipSlip();
        u3 = source.opening();
        ratio = 1 - 2 * poissonRatio;
    }

    /**
     * The motion of one point of the surface, in the frame of the dislocation's own east and north.
     *
     * @param east [m]
     * @param north [m]
     */
    public GroundMotion at(double east, double north) {
        double e = east - originEast;
        double n = north - originNorth;
        double x = e * sinStrike + n * cosStrike;
        double y = n * sinStrike - e * cosStrike;
        double p = y * cosDip + depth * sinDip;
        double q = y * sinDip - depth * cosDip;
        // Chinnery's notation, equation 24.
        double[] u = new double[3];
        addCorner(u, 1, x, p, q);
        addCorner(u, -1, x, p - width, q);
        addCorner(u, -1, x - length, p, q);
        addCorner(u, 1, x - length, p - width, q);
        return new GroundMotion(u[0] * sinStrike - u[1] * cosStrike, u[0] * cosStrike + u[1] * sinStrike, u[2]);
    }

    /** Adds equations 25 (strike slip), 26 (dip slip) and 27 (opening) at one corner. */
    private void addCorner(double[] u, int sign, double xi, double eta, double q) {
        double r = Math.sqrt(xi * xi + eta * eta + q * q);
        if (r < AT_CORNER * length) {
            return; // the logarithms have no value here
        }
        double yTilde = eta * cosDip + q * sinDip;
        // The depth of the corner, which rounding must not bring above the surface.
        double dTilde = Math.max(0, eta * sinDip - q * cosDip);
        double rEta = sum(r, eta, xi * xi + q * q);
        double rXi = sum(r, xi, eta * eta + q * q);
        double perREta = rEta == 0 ? 0 : 1 / (r * rEta);
        double perRXi = rXi == 0 ? 0 : 1 / (r * rXi);
        // The paper's rules for terms without a value: these, theta and i5 below.
        double lnEta = rEta == 0 ? -Math.log(r - eta) : Math.log(rEta);
        double theta = q == 0 ? 0 : Math.atan(xi * eta / (q * r));

        // Equations 28 (inclined) and 29 (vertical).
        double rd = r + dTilde;
        double i1;
        double i3;
        double i4;
        double i5;
        if (cosDip == 0) {
            i1 = -ratio / 2 * xi * q / (rd * rd);
            i3 = ratio / 2 * (eta / rd + yTilde * q / (rd * rd) - lnEta);
            i4 = -ratio * q / rd;
            i5 = -ratio * xi * sinDip / rd;
        } else {
            double bigX = Math.sqrt(xi * xi + q * q);
            double tan = sinDip / cosDip;
            i5 = xi == 0
                    ? 0
                    : ratio
                            * 2
                            / cosDip
                            * Math.atan((eta * (bigX + q * cosDip) + bigX * (r + bigX) * sinDip)
                                    / (xi * (r + bigX) * cosDip));
            i4 = ratio / cosDip * (Math.log(rd) - sinDip * lnEta);
            i3 = ratio * (yTilde / (cosDip * rd) - lnEta) + tan * i4;
            i1 = -ratio * xi / (cosDip * rd) - tan * i5;
        }
        double i2 = -ratio * lnEta - i3;

        double strike = -sign * u1 / (2 * Math.PI);
        u[0] += strike * (xi * q * perREta + theta + i1 * sinDip);
        u[1] += strike * (yTilde * q * perREta + q * cosDip * r * perREta + i2 * sinDip);
        u[2] += strike * (dTilde * q * perREta + q * sinDip * r * perREta + i4 * sinDip);

        double dip = -sign * u2 / (2 * Math.PI);
        u[0] += dip * (q / r - i3 * sinDip * cosDip);
        u[1] += dip * (yTilde * q * perRXi + cosDip * theta - i1 * sinDip * cosDip);
        u[2] += dip * (dTilde * q * perRXi + sinDip * theta - i5 * sinDip * cosDip);

        double open = sign * u3 / (2 * Math.PI);
        double bend = xi * q * perREta - theta;
        u[0] += open * (q * q * perREta - i3 * sinDip * sinDip);
        u[1] += open * (-dTilde * q * perRXi - sinDip * bend - i1 * sinDip * sinDip);
        u[2] += open * (yTilde * q * perRXi + cosDip * bend - i5 * sinDip * sinDip);
    }

    /** r + a without cancellation, where r^2 = a^2 + rest. */
    private static double sum(double r, double a, double rest) {
        return a > 0 ? r + a : rest / (r - a);
    }
}
