package org.deforma.displacement.correlation;

/**
 * Sums over stretches of rows, element by element: plain loops without dependencies, which the virtual machine turns into vector
 * instructions.
 */
final class Rows {
    private Rows() {}

    /** Adds n elements of a, from index ai, to out, from index oi. */
    static void add(float[] a, int ai, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] += a[ai + i];
        }
    }

    /** Adds the products of n elements of a and b. */
    static void addProduct(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] += a[ai + i] * b[bi + i];
        }
    }

    /** Adds a factor times the sums of n elements of a and b. */
    static void addScaledSum(float[] a, int ai, float[] b, int bi, float factor, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] += (a[ai + i] + b[bi + i]) * factor;
        }
    }
}
