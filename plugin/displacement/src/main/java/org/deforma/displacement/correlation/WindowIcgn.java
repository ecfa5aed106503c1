package org.deforma.displacement.correlation;

/**
 * Sub-pixel measurement of one window on its own: inverse-compositional Gauss-Newton with an affine window and the zero-mean
 * normalised criterion (Baker &amp; Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd; Pan, Li &amp; Tong 2013,
 * doi:10.1007/s11340-013-9717-6). For windows that do not move like their surroundings. Not thread-safe: one per thread.
 */
final class WindowIcgn {
    private static final int TRANSLATION_STEPS = 5;
    private static final int MAX_STEPS = 15;
    /** Affine steps after which each must be at most half of the one before. */
    private static final int FREE_STEPS = 3;

    private static final double SETTLED = 1e-3;
    /** Largest strain or rotation that a window may take. */
    private static final double MAX_STRAIN = 0.3;

    private final Template before;
    private final SplineImage after;
    private final int size;
    private final float[] warped;
    private final boolean[] valid;
    private final ShiftEquations equations = new ShiftEquations();

    // The result.
    double dx;
    double dy;
    /** Correlation, 0..1. */
    double correlation;
    /** Standard deviation of a component [px]. */
    double sigma;
    /** Whether the iteration settled. */
    boolean converged;

    WindowIcgn(Template before, SplineImage after, int size) {
        this.before = before;
        this.after = after;
        this.size = size;
        warped = new float[size * size];
        valid = new boolean[size * size];
    }

    /**
     * Measures the window at a place.
     *
     * @param left left edge of the window in the patch of {@code before} [px]
     * @param top upper edge [px]
     * @param startX where to start, displacement along x [px]
     * @param startY along y
     * @return false where less than half of the window has data or there is no texture
     */
    boolean measure(int left, int top, double startX, double startY) {
        // Displacement of the point (x, y) from the centre: (dx + p1 x + p2 y, dy + p4 x + p5 y).
        double[] p = {startX, 0, 0, startY, 0, 0};
        converged = false;
        for (int k = 0; k < TRANSLATION_STEPS && !converged; k++) {
            if (!solve(left, top, p)) {
                return false;
            }
            p[0] += limited(equations.stepX);
            p[3] += limited(equations.stepY);
            converged = Math.abs(equations.stepX) < SETTLED && Math.abs(equations.stepY) < SETTLED;
        }
        double[] rigid = p.clone();
        boolean rigidConverged = converged;
        double rigidCorrelation = equations.correlation;
        double rigidSigma = equations.sigma;
        converged = false;
        double last = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MAX_STEPS && !converged; k++) {
            warp(left, top, p);
            double[] step = affineStep(left, top);
            if (step == null || !compose(p, step)) {
                break;
            }
            double size = atEdge(step);
            converged = size < 5 * SETTLED;
            if (k >= FREE_STEPS && size > last / 2) {
                // A window without a match wanders; what converges does so much faster.
                break;
            }
            last = size;
        }
        if (!converged || !solve(left, top, p) || equations.correlation < rigidCorrelation) {
            p = rigid;
            converged = rigidConverged;
            correlation = rigidCorrelation;
            sigma = rigidSigma;
        } else {
            correlation = equations.correlation;
            sigma = equations.sigma;
        }
        dx = p[0];
        dy = p[3];
        return Double.isFinite(dx) && Double.isFinite(dy);
    }

    /** Largest displacement that an affine step makes within the window [px]. */
    private double atEdge(double[] step) {
        double edge = size / 2.0;
        return Math.max(
                Math.abs(step[0]) + edge * (Math.abs(step[1]) + Math.abs(step[2])),
                Math.abs(step[3]) + edge * (Math.abs(step[4]) + Math.abs(step[5])));
    }

    private static double limited(double step) {
        return Double.isNaN(step) ? 0 : Math.max(-1, Math.min(1, step));
    }

    private boolean solve(int left, int top, double[] p) {
        return 2 * warp(left, top, p) >= size * size && sums(left, top) && equations.solve();
    }

    /** Interpolates {@code after} at the deformed window; returns how many pixels have data in both images. */
    private int warp(int left, int top, double[] p) {
        double half = (size - 1) / 2.0;
        int count = 0;
        for (int j = 0, k = 0; j < size; j++) {
            double y = j - half;
            for (int i = 0; i < size; i++, k++) {
                double x = i - half;
                double ux = p[0] + p[1] * x + p[2] * y;
                double uy = p[3] + p[4] * x + p[5] * y;
                int px = before.x0 - after.x0 + left + i + (int) Math.floor(ux);
                int py = before.y0 - after.y0 + top + j + (int) Math.floor(uy);
                float fx = (float) (ux - Math.floor(ux));
                float fy = (float) (uy - Math.floor(uy));
                valid[k] = px == after.clampedX(px)
                        && py == after.clampedY(py)
                        && before.valid((top + j) * before.width + left + i)
                        && after.validAt(px, py, fx, fy);
                if (valid[k]) {
                    warped[k] = after.at(px, py, fx, fy);
                    count++;
                }
            }
        }
        return count;
    }

    private boolean sums(int left, int top) {
        ShiftEquations e = equations;
        e.clear();
        for (int j = 0, k = 0; j < size; j++) {
            int q = (top + j) * before.width + left;
            for (int i = 0; i < size; i++, k++, q++) {
                if (valid[k]) {
                    e.add(before.grey[q], before.gradient.x[q], before.gradient.y[q], warped[k]);
                }
            }
        }
        return e.n > 0;
    }

    /** Least squares of the residual in the six parameters; null where it has no solution. */
    private double[] affineStep(int left, int top) {
        if (!sums(left, top)) {
            return null;
        }
        ShiftEquations e = equations;
        double meanA = e.a / e.n;
        double meanB = e.b / e.n;
        double powerA = e.aa - e.n * meanA * meanA;
        double powerB = e.bb - e.n * meanB * meanB;
        if (!(powerA > 0) || !(powerB > 0)) {
            return null;
        }
        double gain = Math.sqrt(powerA / powerB);
        double half = (size - 1) / 2.0;
        double[][] h = new double[6][7];
        double[] s = new double[6];
        for (int j = 0, k = 0; j < size; j++) {
            int q = (top + j) * before.width + left;
            double y = j - half;
            for (int i = 0; i < size; i++, k++, q++) {
                if (!valid[k]) {
                    continue;
                }
                double x = i - half;
                double gx = before.gradient.x[q];
                double gy = before.gradient.y[q];
                s[0] = gx;
                s[1] = gx * x;
                s[2] = gx * y;
                s[3] = gy;
                s[4] = gy * x;
                s[5] = gy * y;
                double residual = (warped[k] - meanB) * gain - (before.grey[q] - meanA);
                for (int r = 0; r < 6; r++) {
                    for (int c = r; c < 6; c++) {
                        h[r][c] += s[r] * s[c];
                    }
                    h[r][6] += s[r] * residual;
                }
            }
        }
        return solve(h);
    }

    /** Solves the symmetric system given by its upper triangle and right-hand side (Cholesky). */
    private static double[] solve(double[][] h) {
        int n = h.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = h[j][i];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    if (!(sum > 1e-9 * h[i][i])) {
                        return null;
                    }
                    l[i][i] = Math.sqrt(sum);
                } else {
                    l[i][j] = sum / l[j][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = h[i][n];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= l[k][i] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        return x;
    }

    /** W(p) becomes W(p) o W(step)^-1; false where the window would be deformed beyond the limit. */
    private static boolean compose(double[] p, double[] step) {
        double a = 1 + step[1];
        double b = step[2];
        double c = step[4];
        double d = 1 + step[5];
        double det = a * d - b * c;
        if (!(Math.abs(det) > 0.1)) {
            return false;
        }
        // Inverse of the step's matrix and shift.
        double ia = d / det;
        double ib = -b / det;
        double ic = -c / det;
        double id = a / det;
        double sx = -(ia * step[0] + ib * step[3]);
        double sy = -(ic * step[0] + id * step[3]);
        double pa = 1 + p[1];
        double pb = p[2];
        double pc = p[4];
        double pd = 1 + p[5];
        p[0] += pa * sx + pb * sy;
        p[3] += pc * sx + pd * sy;
        p[1] = pa * ia + pb * ic - 1;
        p[2] = pa * ib + pb * id;
        p[4] = pc * ia + pd * ic;
        p[5] = pc * ib + pd * id - 1;
        return Math.abs(p[1]) < MAX_STRAIN
                && Math.abs(p[2]) < MAX_STRAIN
                && Math.abs(p[4]) < MAX_STRAIN
                && Math.abs(p[5]) < MAX_STRAIN;
    }
}
