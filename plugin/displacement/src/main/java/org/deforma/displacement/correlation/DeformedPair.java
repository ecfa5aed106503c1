package org.deforma.displacement.correlation;

import java.awt.Rectangle;

/** A rectangle of the earlier image, and the later one to be deformed onto it by a field at every pixel. Immutable. */
public final class DeformedPair {
    /** Pixels of {@code after} that a deformed pixel depends on, on each side of where the field takes it [px]. */
    private static final int REACH = SepticSpline.REACH + SepticSpline.SUPPORT + 1;

    final Patch before;
    private final SplineImage after;

    /**
     * Takes over the pixels of both images.
     *
     * @param pixels the rectangle, on multiples of {@value Patch#ALIGNMENT} px
     * @param before its grey levels, row by row, NaN = no data; changed in place
     * @param greyBefore grey levels of the whole earlier image
     * @param around what {@code after} covers, see {@link #around}
     * @param after its grey levels, likewise
     * @param greyAfter grey levels of the whole later image
     */
    DeformedPair(
            Rectangle pixels,
            float[] before,
            GreyScale greyBefore,
            Rectangle around,
            float[] after,
            GreyScale greyAfter) {
        this.before = Patch.of(pixels.x, pixels.y, pixels.width, pixels.height, before, greyBefore);
        this.after = new SplineImage(Patch.of(around.x, around.y, around.width, around.height, after, greyAfter));
    }

    /**
     * Pixels of {@code after} that a field leads to from a rectangle, with all that they depend on.
     *
     * @param pixels the rectangle
     * @param dx displacement of each of its pixels along x [px], finite
     * @param dy along y
     * @return a rectangle on multiples of {@value Patch#ALIGNMENT} px, which may reach beyond the image
     */
    public static Rectangle around(Rectangle pixels, float[] dx, float[] dy) {
        int[] x = span(dx);
        int[] y = span(dy);
        return Patch.aligned(new Rectangle(
                pixels.x + x[0] - REACH,
                pixels.y + y[0] - REACH,
                pixels.width + x[1] - x[0] + 2 * REACH,
                pixels.height + y[1] - y[0] + 2 * REACH));
    }

    /** Whole pixels that all values lie between. */
    private static int[] span(float... field) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : field) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new int[] {(int) Math.floor(low), (int) Math.ceil(high)};
    }

    /**
     * {@code after} on the pixels of {@code before}.
     *
     * @param dx displacement of each pixel along x [px], finite
     * @param dy along y
     * @param valid becomes 1 where both images have data, else 0
     * @return its grey levels in deviations from the centre; where either image has no data, what {@code before} is
     */
    float[] deform(float[] dx, float[] dy, float[] valid) {
        int w = before.width;
        float[] out = new float[w * before.height];
        for (int y = 0; y < before.height; y++) {
            int at = y * w;
            after.deformed(before.x0 - after.x0, before.y0 + y - after.y0, dx, dy, at, out, valid, at, w);
        }
        for (int i = 0; i < out.length; i++) {
            if (valid[i] == 0 || (before.valid != null && before.valid[i] == 0)) {
                valid[i] = 0;
                out[i] = before.data[i];
            }
        }
        return out;
    }
}
