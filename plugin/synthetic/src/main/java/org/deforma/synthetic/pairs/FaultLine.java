package org.deforma.synthetic.pairs;

import java.util.Arrays;
import org.deforma.synthetic.Draws;

/**
 * The trace of a fault: a graph over a straight axis, made of a few sines or of straight pieces. Facing along it, the
 * right side is where {@link #across} is above 0. Immutable.
 */
final class FaultLine {
    /**
     * Half the distance over which the slope of the line is measured, on the line; it grows with the distance from it,
     * so that bends do not show far away [px].
     */
    private static final double SHORTEST = 0.5;

    private final double throughX;
    private final double throughY;
    private final double alongX;
    private final double alongY;
    private final double[] waveNumbers;
    private final double[] phases;
    private final double[] heights;
    /** Bends of straight pieces: position along the axis [px] and change of slope there. */
    private final double[] bends;

    private final double[] turns;

    private FaultLine(
            double throughX, double throughY, double azimuth, double[][] sines, double[] bends, double[] turns) {
        this.throughX = throughX;
        this.throughY = throughY;
        alongX = Math.sin(Math.toRadians(azimuth));
        alongY = -Math.cos(Math.toRadians(azimuth));
        waveNumbers = sines[0];
        phases = sines[1];
        heights = sines[2];
        this.bends = bends;
        this.turns = turns;
    }

    /** A straight line through a point; the azimuth is clockwise from up [deg]. */
    static FaultLine straight(double throughX, double throughY, double azimuth) {
        return new FaultLine(throughX, throughY, azimuth, new double[3][0], new double[0], new double[0]);
    }

    /** A third straight, a third of two or three sines, a third of straight pieces; bends of up to some 30 deg. */
    static FaultLine draw(Draws draws, int size, double throughX, double throughY, double azimuth) {
        double kind = draws.unit();
        if (kind < 0.34) {
            return straight(throughX, throughY, azimuth);
        }
        if (kind < 0.67) {
            int n = draws.between(2, 3);
            double[][] sines = new double[3][n];
            for (int i = 0; i < n; i++) {
                double wavelength = size * draws.logBetween(0.2, 2);
                sines[0][i] = 2 * Math.PI / wavelength;
                sines[1][i] = draws.between(0, 2 * Math.PI);
                sines[2][i] = draws.between(0.02, 0.35) / sines[0][i];
            }
            return new FaultLine(throughX, throughY, azimuth, sines, new double[0], new double[0]);
        }
        int n = draws.between(2, 6);
        double[] bends = new double[n];
        double[] turns = new double[n];
        double slope = 0;
        for (int i = 0; i < n; i++) {
            bends[i] = size * draws.between(-0.6, 0.6);
        }
        Arrays.sort(bends);
        for (int i = 0; i < n; i++) {
            double next = draws.between(-0.5, 0.5);
            turns[i] = next - slope;
            slope = next;
        }
        return new FaultLine(throughX, throughY, azimuth, new double[3][0], bends, turns);
    }

    /** Position along the axis [px]; 0 at the point that the line was made for. */
    double along(double x, double y) {
        return (x - throughX) * alongX + (y - throughY) * alongY;
    }

    /** Distance from the line to first order, above 0 on its right [px]; exact in sign. */
    double across(double x, double y) {
        double u = along(x, y);
        double v = (y - throughY) * alongX - (x - throughX) * alongY;
        if (waveNumbers.length + bends.length == 0) {
            return v;
        }
        double above = v - height(u);
        double reach = SHORTEST + Math.abs(above) / 2;
        double slope = (height(u + reach) - height(u - reach)) / (2 * reach);
        return above / Math.sqrt(1 + slope * slope);
    }

    /** The point of the line at a position along the axis: x and y [px]. */
    double[] point(double u) {
        double v = height(u);
        return new double[] {throughX + u * alongX - v * alongY, throughY + u * alongY + v * alongX};
    }

    private double height(double u) {
        double v = 0;
        for (int i = 0; i < waveNumbers.length; i++) {
            v += heights[i] * Math.sin(waveNumbers[i] * u + phases[i]);
        }
        for (int i = 0; i < bends.length; i++) {
            v += turns[i] * Math.max(0, u - bends[i]);
        }
        return v;
    }
}
