package org.deforma.displacement.correlation;

/**
 * One Gauss-Newton step for the shift of a window, with gain and offset of the illumination: the least squares of
 * {@code B = g (A - e . grad A) + o}, B being {@code after} deformed by the present field and e what the field still lacks.
 *
 * <p>This is the inverse-compositional step (Baker &amp; Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd) for the
 * zero-mean normalised criterion (Pan, Li &amp; Tong 2013, doi:10.1007/s11340-013-9717-6): the gradient is that of
 * {@code before} and never changes.
 *
 * <p>The gradient's own noise is in the sum of its squares but answers to no shift, so the step comes out too small where
 * noise is strong; what the noise of the residual explains of the squares is taken off, up to {@value #NOISE_SHARE} of them:
 * beyond that the smooth field is the better guess and the step stays short. The variance of the shift is that of the
 * right-hand side, {@code 2 N H} for noise of variance N in both images, carried through the slope.
 */
final class ShiftEquations {
    /** Slope of the true gradient against the filtered one, {@code sum S h / sum S h^2} for scenes of satellite images. */
    private static final double SLOPE = 1.1;
    /** Largest share of the squared gradient that is put down to noise. */
    private static final double NOISE_SHARE = 0.15;
    /** What interpolation leaves of the power of white noise, mean over all fractions of a pixel. */
    private static final double INTERPOLATED_NOISE = 0.88;
    /** Share of a step that may be wrong, because the slope is known no better. */
    private static final double REMAINDER = 0.05;

    // Sums over the valid pixels of the window: A before, X and Y its gradient, B after deformed.
    double n;
    double a;
    double x;
    double y;
    double aa;
    double ax;
    double ay;
    double xx;
    double xy;
    double yy;
    double b;
    double bb;
    double ab;
    double bx;
    double by;

    // The solution.
    /** What to add to the displacement along x [px]. */
    double stepX;
    /** What to add along y [px]. */
    double stepY;
    /** Correlation after the step, 0..1. */
    double correlation;
    /** Standard deviation of a component of the displacement, root mean square of both [px]. */
    double sigma;

    void clear() {
        n = a = x = y = aa = ax = ay = xx = xy = yy = b = bb = ab = bx = by = 0;
    }

    /** Adds a pixel: grey level and gradient of {@code before}, grey level of {@code after} deformed. */
    void add(double pa, double px, double py, double pb) {
        n++;
        a += pa;
        x += px;
        y += py;
        aa += pa * pa;
        ax += pa * px;
        ay += pa * py;
        xx += px * px;
        xy += px * py;
        yy += py * py;
        b += pb;
        bb += pb * pb;
        ab += pa * pb;
        bx += px * pb;
        by += py * pb;
    }

    /**
     * Solves for the step.
     *
     * @return false where the window has no texture to tell a shift by
     */
    boolean solve() {
        double caa = aa - a * a / n;
        double cax = ax - a * x / n;
        double cay = ay - a * y / n;
        double cxx = xx - x * x / n;
        double cxy = xy - x * y / n;
        double cyy = yy - y * y / n;
        double cbb = bb - b * b / n;
        double cab = ab - a * b / n;
        double cbx = bx - b * x / n;
        double cby = by - b * y / n;
        if (!(caa > IntegerSearch.FLAT * n) || !(cbb > IntegerSearch.FLAT * n)) {
            return false;
        }
        // What A explains of the gradient and of B is taken out first; a 2 x 2 system is left.
        double hxx = cxx - cax * cax / caa;
        double hxy = cxy - cax * cay / caa;
        double hyy = cyy - cay * cay / caa;
        double rx = cbx - cab * cax / caa;
        double ry = cby - cab * cay / caa;
        double det = hxx * hyy - hxy * hxy;
        if (!(det > 1e-6 * hxx * hyy)) {
            return false;
        }
        double p = (hyy * rx - hxy * ry) / det;
        double q = (hxx * ry - hxy * rx) / det;
        double gain = (cab - p * cax - q * cay) / caa;
        double rest = Math.max(0, cbb - gain * cab - p * cbx - q * cby);
        correlation = Math.sqrt(1 - Math.min(1, rest / cbb));
        if (!(gain > 0)) {
            return false;
        }
        // The slope is that of the signal alone: the gradient's own noise is in the squares but answers to no shift.
        double noise = rest / Math.max(1, n - 4) / (INTERPOLATED_NOISE + gain * gain);
        double only = Math.min(n * noise * Gradient.NOISE_GAIN, NOISE_SHARE * Math.min(hxx, hyy));
        double sxx = SLOPE * (hxx - only);
        double sxy = SLOPE * hxy;
        double syy = SLOPE * (hyy - only);
        double sdet = sxx * syy - sxy * sxy;
        if (!(sdet > 1e-6 * sxx * syy)) {
            return false;
        }
        double ex = -rx / gain;
        double ey = -ry / gain;
        stepX = (syy * ex - sxy * ey) / sdet;
        stepY = (sxx * ey - sxy * ex) / sdet;
        // Trace of S^-1 H S^-1, S being the slope.
        double ixx = syy / sdet;
        double ixy = -sxy / sdet;
        double iyy = sxx / sdet;
        double trace = hxx * (ixx * ixx + ixy * ixy) + hyy * (iyy * iyy + ixy * ixy) + 2 * hxy * ixy * (ixx + iyy);
        double remaining = REMAINDER * REMAINDER * (stepX * stepX + stepY * stepY) / 2;
        sigma = Math.sqrt(noise * trace + remaining);
        return true;
    }
}
