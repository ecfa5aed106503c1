package org.deforma.displacement.correlation;

/** A field at every pixel, and what a pass of a network makes of it. */
public final class Refinement {
    /**
     * How far a pass may move a pixel along each axis [px]. A field that was measured over windows is wrong by half of a step
     * at the most, and a network cannot see further than it was trained to.
     */
    static final float MAX_STEP = 4;

    private Refinement() {}

    /**
     * Adds what a network gives to a field.
     *
     * <p>A step that is too long is cut, and the pixel's variance becomes infinite: the next pass goes on from there with a sigma
     * that says "not known", and may find the rest of the way. After the last pass it is not settled, and so no measurement. The
     * same where the network gives no numbers, without a step. Where there was nothing to start from there still is nothing,
     * whatever the network says: it fills in what surroundings look like, and that is no measurement.
     *
     * @param field dx, dy and sigma of each pixel [px]; sigma NaN = nothing to start from
     * @param result what the network gives for it: planes dx, dy [px] and ln of the variance [px²]
     * @return dx, dy [px] and ln of the variance [px²] of each pixel; the latter NaN = nothing to start from
     */
    public static float[][] add(float[][] field, float[] result) {
        int n = field[0].length;
        float[][] next = {field[0].clone(), field[1].clone(), new float[n]};
        for (int i = 0; i < n; i++) {
            float x = result[i];
            float y = result[n + i];
            float logVariance = result[2 * n + i];
            if (Float.isNaN(field[2][i])) {
                next[2][i] = Float.NaN;
            } else if (!Float.isFinite(x) || !Float.isFinite(y) || !Float.isFinite(logVariance)) {
                next[2][i] = Float.POSITIVE_INFINITY;
            } else {
                next[0][i] += limited(x);
                next[1][i] += limited(y);
                boolean settled = Math.abs(x) <= MAX_STEP && Math.abs(y) <= MAX_STEP;
                next[2][i] = settled ? logVariance : Float.POSITIVE_INFINITY;
            }
        }
        return next;
    }

    private static float limited(float step) {
        return Math.max(-MAX_STEP, Math.min(MAX_STEP, step));
    }

    /** Standard deviation of ln of a variance; NaN stays NaN. */
    public static float sigma(float logVariance) {
        return (float) Math.exp(logVariance / 2);
    }
}
