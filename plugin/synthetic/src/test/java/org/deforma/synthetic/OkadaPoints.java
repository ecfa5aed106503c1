package org.deforma.synthetic;

/** The point sources of Okada (1985) summed over a rectangle by Gauss-Legendre quadrature. */
final class OkadaPoints {
    private static final int CELLS = 12;
    private static final double[] NODES = {-Math.sqrt(0.6), 0, Math.sqrt(0.6)};
    private static final double[] WEIGHTS = {5 / 18.0, 8 / 18.0, 5 / 18.0};
    private static final double RATIO = 0.5;

    private OkadaPoints() {}

    static double[] sum(double x, double y, double d, double dipDegrees, double length, double width, int slip) {
        double sin = Math.sin(Math.toRadians(dipDegrees));
        double cos = Math.cos(Math.toRadians(dipDegrees));
        double[] total = new double[3];
        for (int i = 0; i < 3 * CELLS; i++) {
            for (int j = 0; j < 3 * CELLS; j++) {
                double along = length / CELLS * (i / 3 + 0.5 + 0.5 * NODES[i % 3]);
                double up = width / CELLS * (j / 3 + 0.5 + 0.5 * NODES[j % 3]);
                double area = length / CELLS * WEIGHTS[i % 3] * width / CELLS * WEIGHTS[j % 3];
                double[] u = point(x - along, y - up * cos, d - up * sin, sin, cos, slip);
                for (int k = 0; k < 3; k++) {
                    total[k] += area * u[k];
                }
            }
        }
        return total;
    }

    private static double[] point(double x, double y, double d, double sin, double cos, int slip) {
        double r = Math.sqrt(x * x + y * y + d * d);
        double p = y * cos + d * sin;
        double q = y * sin - d * cos;
        double rd = r + d;
        double r3 = r * r * r;
        double i1 = RATIO * y * (1 / (r * rd * rd) - x * x * (3 * r + d) / (r3 * rd * rd * rd));
        double i2 = RATIO * x * (1 / (r * rd * rd) - y * y * (3 * r + d) / (r3 * rd * rd * rd));
        double i3 = RATIO * x / r3 - i2;
        double i4 = -RATIO * x * y * (2 * r + d) / (r3 * rd * rd);
        double i5 = RATIO * (1 / (r * rd) - x * x * (2 * r + d) / (r3 * rd * rd));
        double f = 3 * q / (r3 * r * r);
        double[] u =
                switch (slip) {
                    case 0 -> new double[] {-(f * x * x + i1 * sin), -(f * x * y + i2 * sin), -(f * x * d + i4 * sin)};
                    case 1 ->
                        new double[] {
                            -(f * x * p - i3 * sin * cos), -(f * y * p - i1 * sin * cos), -(f * d * p - i5 * sin * cos)
                        };
                    default ->
                        new double[] {f * x * q - i3 * sin * sin, f * y * q - i1 * sin * sin, f * d * q - i5 * sin * sin
                        };
                };
        for (int k = 0; k < 3; k++) {
            u[k] /= 2 * Math.PI;
        }
        return u;
    }
}
