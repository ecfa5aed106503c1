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

    /** Adds four stretches of a, each further on by a stride: four rows at once spare traffic. */
    static void addFour(float[] a, int a0, int stride, float[] out, int n) {
        int a1 = a0 + stride;
        int a2 = a1 + stride;
        int a3 = a2 + stride;
        for (int i = 0; i < n; i++) {
            out[i] += (a[a0 + i] + a[a1 + i]) + (a[a2 + i] + a[a3 + i]);
        }
    }

    /** Adds four arrays. */
    static void addFour(float[] a, float[] b, float[] c, float[] d, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] += (a[i] + b[i]) + (c[i] + d[i]);
        }
    }

    /** Adds the products of four stretches of a and b, each further on by a stride. */
    static void addFourProducts(float[] a, int a0, int aStride, float[] b, int b0, int bStride, float[] out, int n) {
        int a1 = a0 + aStride;
        int a2 = a1 + aStride;
        int a3 = a2 + aStride;
        int b1 = b0 + bStride;
        int b2 = b1 + bStride;
        int b3 = b2 + bStride;
        for (int i = 0; i < n; i++) {
            out[i] += (a[a0 + i] * b[b0 + i] + a[a1 + i] * b[b1 + i]) + (a[a2 + i] * b[b2 + i] + a[a3 + i] * b[b3 + i]);
        }
    }

    /** Adds f times the sums of n elements of a from two places, and g times those from two others. */
    static void addScaledSums(float[] a, int a0, int a1, float f, int b0, int b1, float g, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] += (a[a0 + i] + a[a1 + i]) * f + (a[b0 + i] + a[b1 + i]) * g;
        }
    }
}
