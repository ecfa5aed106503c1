package org.deforma.synthetic.pairs;

/**
 * A periodic drawing on a square of nodes, twice as dense as the pixels it is for. Edges are drawn by the part of a
 * node that a figure covers, to first order. Not thread-safe.
 */
final class Canvas {
    /** What a figure shows. */
    @FunctionalInterface
    interface Paint {
        /**
         * Brightness at a node.
         *
         * @param x column, not wrapped [nodes]
         * @param y row, not wrapped [nodes]
         * @param node index in {@link Canvas#values}
         */
        float at(int x, int y, int node);
    }

    /** Nodes a side, a power of two. */
    final int nodes;
    /** Brightness, row by row. */
    final float[] values;

    Canvas(int nodes) {
        this(nodes, new float[nodes * nodes]);
    }

    /** Draws on these values. */
    Canvas(int nodes, float[] values) {
        this.nodes = nodes;
        this.values = values;
    }

    /**
     * Fills a disc, cut by half planes: a convex polygon where the disc is large.
     *
     * @param x of its centre [nodes]
     * @param y of its centre [nodes]
     * @param radius [nodes]
     * @param sides three values each: direction x and y of the outward normal, distance from the centre [nodes]
     */
    void fill(double x, double y, double radius, double[] sides, Paint paint) {
        int left = (int) Math.floor(x - radius);
        int right = (int) Math.ceil(x + radius);
        int bottom = (int) Math.ceil(y + radius);
        for (int row = (int) Math.floor(y - radius); row <= bottom; row++) {
            double dy = row - y;
            for (int column = left; column <= right; column++) {
                double dx = column - x;
                double square = dx * dx + dy * dy;
                if (square > (radius + 0.5) * (radius + 0.5)) {
                    continue;
                }
                double inside = radius - Math.sqrt(square);
                for (int i = 0; i < sides.length; i += 3) {
                    inside = Math.min(inside, sides[i + 2] - dx * sides[i] - dy * sides[i + 1]);
                }
                blend(column, row, inside + 0.5, paint);
            }
        }
    }

    /**
     * Draws a line with round ends.
     *
     * @param halfWidth [nodes]
     */
    void line(double x0, double y0, double x1, double y1, double halfWidth, Paint paint) {
        double lengthX = x1 - x0;
        double lengthY = y1 - y0;
        double square = Math.max(1e-9, lengthX * lengthX + lengthY * lengthY);
        double reach = halfWidth + 1;
        for (int row = (int) (Math.min(y0, y1) - reach); row <= Math.max(y0, y1) + reach; row++) {
            for (int column = (int) (Math.min(x0, x1) - reach); column <= Math.max(x0, x1) + reach; column++) {
                double t = ((column - x0) * lengthX + (row - y0) * lengthY) / square;
                t = Math.max(0, Math.min(1, t));
                double dx = column - x0 - t * lengthX;
                double dy = row - y0 - t * lengthY;
                blend(column, row, halfWidth + 0.5 - Math.sqrt(dx * dx + dy * dy), paint);
            }
        }
    }

    private void blend(int column, int row, double coverage, Paint paint) {
        if (coverage <= 0) {
            return;
        }
        int node = (row & nodes - 1) * nodes + (column & nodes - 1);
        float part = (float) Math.min(1, coverage);
        values[node] += part * (paint.at(column, row, node) - values[node]);
    }

    /** The sides of a rectangle, for {@link #fill}. */
    static double[] rectangle(double angle, double halfLength, double halfWidth) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new double[] {c, s, halfLength, -c, -s, halfLength, -s, c, halfWidth, s, -c, halfWidth};
    }
}
