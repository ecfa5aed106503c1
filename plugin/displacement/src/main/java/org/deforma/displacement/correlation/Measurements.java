package org.deforma.displacement.correlation;

/** What a block of cells measured, row by row; NaN where a cell could not. */
final class Measurements {
    /** Displacement along x [px], to the right. */
    final float[] dx;

    /** Displacement along y [px], down. */
    final float[] dy;
    /** What the last step added, the larger component [px]. */
    final float[] lastStep;
    /** Correlation, 0..1. */
    final float[] correlation;
    /** Standard deviation of a component [px]. */
    final float[] sigma;
    /** Share of the window's pixels with data in both images, 0..1. */
    final float[] share;

    Measurements(int cells) {
        dx = unknown(cells);
        dy = unknown(cells);
        lastStep = unknown(cells);
        correlation = unknown(cells);
        sigma = unknown(cells);
        share = new float[cells];
    }

    private static float[] unknown(int cells) {
        float[] values = new float[cells];
        java.util.Arrays.fill(values, Float.NaN);
        return values;
    }

    /** The field at a cell plus the step that the equations found, at most a pixel along each axis. */
    void set(int cell, float fieldX, float fieldY, ShiftEquations equations) {
        double x = Math.max(-1, Math.min(1, equations.stepX));
        double y = Math.max(-1, Math.min(1, equations.stepY));
        dx[cell] = (float) (fieldX + x);
        dy[cell] = (float) (fieldY + y);
        lastStep[cell] = (float) Math.max(Math.abs(x), Math.abs(y));
        correlation[cell] = (float) equations.correlation;
        sigma[cell] = (float) equations.sigma;
    }

    /** What a window measured on its own. */
    void set(int cell, WindowIcgn single) {
        dx[cell] = (float) single.dx;
        dy[cell] = (float) single.dy;
        lastStep[cell] = single.converged ? 0 : Float.POSITIVE_INFINITY;
        correlation[cell] = (float) single.correlation;
        sigma[cell] = (float) single.sigma;
    }
}
