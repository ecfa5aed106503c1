package org.deforma.inference.engine;

import java.util.Arrays;

/** What turns a network's numbers into those of the result, in place. NaN stays NaN. */
final class Activations {
    private static final float LOG2_E = 1.442695f;
    // ln 2 in two parts, so that the reduced argument is exact (Cody and Waite 1980).
    private static final float LN2_HIGH = 355 / 512f;
    private static final float LN2_LOW = -2.1219444e-4f;

    private Activations() {}

    /**
     * Softmax over the channels.
     *
     * @param values shape (batch, channels, pixels)
     */
    static void softmax(float[] values, int channels, int pixels) {
        float[] high = new float[pixels];
        float[] sum = new float[pixels];
        for (int at = 0; at < values.length; at += channels * pixels) {
            System.arraycopy(values, at, high, 0, pixels);
            for (int c = 1; c < channels; c++) {
                int from = at + c * pixels;
                for (int i = 0; i < pixels; i++) {
                    high[i] = Math.max(high[i], values[from + i]);
                }
            }
            Arrays.fill(sum, 0);
            for (int c = 0; c < channels; c++) {
                int from = at + c * pixels;
                for (int i = 0; i < pixels; i++) {
                    float e = exp(values[from + i] - high[i]);
                    values[from + i] = e;
                    sum[i] += e;
                }
            }
            for (int c = 0; c < channels; c++) {
                int from = at + c * pixels;
                for (int i = 0; i < pixels; i++) {
                    values[from + i] /= sum[i];
                }
            }
        }
    }

    /** The logistic function. */
    static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i++) {
            // The argument of exp is never positive, so nothing overflows.
            float e = exp(-Math.abs(values[i]));
            values[i] = (values[i] < 0 ? e : 1) / (1 + e);
        }
    }

    /**
     * The exponential of a number of 0 or less, to 1e-7 relative, 0 below -87; a quarter of the time of {@link Math#exp}.
     * {@code exp x = 2^n exp r} with {@code |r| <= ln 2 / 2}, polynomial of Cephes ({@code expf}, Moshier 1992),
     * its coefficients with the digits that a float holds.
     */
    static float exp(float x) {
        if (!(x > -87)) {
            return x <= -87 ? 0 : Float.NaN;
        }
        int n = (int) (x * LOG2_E - 0.5f);
        float r = x - n * LN2_HIGH - n * LN2_LOW;
        float p = 1.9875691e-4f;
        p = p * r + 1.3981999e-3f;
        p = p * r + 8.333452e-3f;
        p = p * r + 4.1665796e-2f;
        p = p * r + 1.6666666e-1f;
        p = p * r + 0.5f;
        p = p * r * r + r + 1;
        return p * Float.intBitsToFloat((n + 127) << 23);
    }
}
