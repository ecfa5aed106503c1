package org.deforma.displacement.correlation;

/** The later image as spline coefficients, to be read between its pixels. Immutable. */
final class SplineImage {
    final int x0;
    final int y0;
    private final int width;
    private final int height;
    private final float[] coefficients;
    private final byte[] valid;

    /** Of a patch; what lies within the spline's support of a gap is not valid. */
    SplineImage(Patch patch) {
        x0 = patch.x0;
        y0 = patch.y0;
        width = patch.width;
        height = patch.height;
        coefficients = SepticSpline.coefficients(patch);
        valid = patch.validWithin(SepticSpline.SUPPORT);
    }

    /** Whether there is data everywhere. */
    boolean complete() {
        return valid == null;
    }

    /** Column of the image nearest to one that the spline reaches. */
    int clampedX(int x) {
        return Math.max(SepticSpline.SUPPORT, Math.min(width - 2 - SepticSpline.SUPPORT, x));
    }

    /** Row of the image nearest to one that the spline reaches. */
    int clampedY(int y) {
        return Math.max(SepticSpline.SUPPORT, Math.min(height - 2 - SepticSpline.SUPPORT, y));
    }

    /**
     * Grey level at a position that is reached.
     *
     * @param x column at or left of the position
     * @param y row at or above it
     * @param fx fraction of a pixel right of that column, 0..1
     * @param fy fraction below that row
     */
    float at(int x, int y, float fx, float fy) {
        return SepticSpline.at(coefficients, width, x, y, fx, fy);
    }

    /**
     * Grey levels along a stretch of a row of pixels, each read where its displacement takes it; beyond what the spline reaches,
     * nearby.
     *
     * @param x column of this image in which the first pixel lies without its displacement
     * @param y row likewise
     * @param ux displacements along x [px]
     * @param uy along y
     * @param u index of the first displacement
     * @param out where the grey levels go
     * @param valid 1 where there is data, else 0; null when nobody asks
     * @param at index of the first of both
     * @param n number of pixels
     */
    void deformed(int x, int y, float[] ux, float[] uy, int u, float[] out, float[] valid, int at, int n) {
        for (int i = 0; i < n; i++) {
            // Whole pixels and fraction apart: a float would round the sum differently in every tile.
            float wx = (float) Math.floor(ux[u + i]);
            float wy = (float) Math.floor(uy[u + i]);
            float fx = ux[u + i] - wx;
            float fy = uy[u + i] - wy;
            int px = clampedX(x + i + (int) wx);
            int py = clampedY(y + (int) wy);
            out[at + i] = at(px, py, fx, fy);
            if (valid != null) {
                valid[at + i] = validAt(px, py, fx, fy) ? 1 : 0;
            }
        }
    }

    /** Whether there is data at a position that is reached. */
    boolean validAt(int x, int y, float fx, float fy) {
        return valid == null || valid[(y + Math.round(fy)) * width + x + Math.round(fx)] != 0;
    }
}
