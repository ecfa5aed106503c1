package org.deforma.synthetic;

/**
 * Where the ground at each point of {@code before} lies in {@code after}: at the point plus its displacement.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface DisplacementField {
    /**
     * A displacement.
     *
     * @param dx to the right [px]
     * @param dy down [px]
     */
    record Vector(double dx, double dy) {}

    /**
     * The displacement at one point.
     *
     * @param x pixel coordinate in {@code before}, edges: the first pixel's centre is 0.5
     * @param y likewise, growing downwards
     */
    Vector at(double x, double y);

    /** The same displacement everywhere [px]. */
    static DisplacementField shift(double dx, double dy) {
        Vector v = new Vector(dx, dy);
        return (x, y) -> v;
    }

    /**
     * Waves in both directions: each component is the product of a sine in x and a sine in y, out of phase with the
     * other.
     *
     * @param amplitude largest absolute value of each component [px]
     * @param wavelength of both sines [px]
     */
    static DisplacementField waves(double amplitude, double wavelength) {
        if (!(wavelength > 0)) {
            throw new IllegalArgumentException("the wavelength must be above 0 px, was " + wavelength);
        }
        double k = 2 * Math.PI / wavelength;
        return (x, y) -> new Vector(
                amplitude * Math.sin(k * x + 0.5) * Math.cos(k * y),
                amplitude * Math.cos(k * x) * Math.sin(k * y + 1.1));
    }

    /**
     * Uniform strain and rotation about a point that stays where it is.
     *
     * @param centreX x of the point [px]
     * @param centreY y of the point [px]
     * @param dxdx growth of dx with x [px/px]
     * @param dxdy growth of dx with y [px/px]
     * @param dydx growth of dy with x [px/px]
     * @param dydy growth of dy with y [px/px]
     */
    static DisplacementField strain(
            double centreX, double centreY, double dxdx, double dxdy, double dydx, double dydy) {
        return (x, y) ->
                new Vector(dxdx * (x - centreX) + dxdy * (y - centreY), dydx * (x - centreX) + dydy * (y - centreY));
    }

    /**
     * Two blocks that slide past each other along a straight line: half of the slip on either side, in opposite
     * directions. Someone who stands on one side sees the other move to the right where the slip is positive.
     *
     * @param throughX x of a point on the line [px]
     * @param throughY y of a point on the line [px]
     * @param azimuth direction of the line, clockwise from up (north) [deg]
     * @param slip offset between both sides, right-lateral positive [px]
     * @param halfWidth distance over which the offset builds up, as 2/pi atan(distance / halfWidth) (Savage and
     *     Burford 1973, doi:10.1029/JB078i005p00832); 0 for a sharp step [px]
     */
    static DisplacementField strikeSlip(
            double throughX, double throughY, double azimuth, double slip, double halfWidth) {
        if (!(halfWidth >= 0)) {
            throw new IllegalArgumentException("the half width must be 0 px or more, was " + halfWidth);
        }
        double alongX = Math.sin(Math.toRadians(azimuth));
        double alongY = -Math.cos(Math.toRadians(azimuth));
        return (x, y) -> {
            double rightOfLine = (y - throughY) * alongX - (x - throughX) * alongY;
            double side = halfWidth == 0 ? Math.signum(rightOfLine) : 2 / Math.PI * Math.atan(rightOfLine / halfWidth);
            // Facing along the line, right-lateral slip brings the right side backwards and the left side forwards.
            return new Vector(-side * slip / 2 * alongX, -side * slip / 2 * alongY);
        };
    }

    /**
     * A glacier: flow along a straight valley, fastest in its middle and zero from the margins outwards.
     *
     * @param throughX x of a point on the centre line [px]
     * @param throughY y of a point on the centre line [px]
     * @param azimuth direction of flow, clockwise from up (north) [deg]
     * @param speed displacement on the centre line [px]
     * @param halfWidth from the centre line to the margin [px]
     */
    static DisplacementField glacier(double throughX, double throughY, double azimuth, double speed, double halfWidth) {
        if (!(halfWidth > 0)) {
            throw new IllegalArgumentException("the half width must be above 0 px, was " + halfWidth);
        }
        double alongX = Math.sin(Math.toRadians(azimuth));
        double alongY = -Math.cos(Math.toRadians(azimuth));
        return (x, y) -> {
            double across = ((y - throughY) * alongX - (x - throughX) * alongY) / halfWidth;
            // Laminar flow after Glen's law with exponent 3: the speed falls with the fourth power of the distance.
            double v = Math.abs(across) >= 1 ? 0 : speed * (1 - across * across * across * across);
            return new Vector(v * alongX, v * alongY);
        };
    }

    /** The sum of both displacements at each point. */
    default DisplacementField plus(DisplacementField other) {
        return (x, y) -> {
            Vector a = at(x, y);
            Vector b = other.at(x, y);
            return new Vector(a.dx() + b.dx(), a.dy() + b.dy());
        };
    }

    /**
     * The truth at the nodes of a grid, such as the centres of windows.
     *
     * @param firstX x of the first node [px]
     * @param firstY y of the first node [px]
     * @param step between nodes [px]
     * @param columns nodes a row
     * @param rows rows of nodes
     */
    default DisplacementGrid sample(double firstX, double firstY, double step, int columns, int rows) {
        float[] dx = new float[columns * rows];
        float[] dy = new float[columns * rows];
        for (int i = 0; i < dx.length; i++) {
            Vector v = at(firstX + i % columns * step, firstY + i / columns * step);
            dx[i] = (float) v.dx();
            dy[i] = (float) v.dy();
        }
        return new DisplacementGrid(columns, rows, dx, dy);
    }
}
