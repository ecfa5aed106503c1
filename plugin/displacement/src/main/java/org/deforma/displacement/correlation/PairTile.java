package org.deforma.displacement.correlation;

/**
 * The pixels of both images under a block of cells, and the two kinds of measurement on them. Not thread-safe: one per tile.
 *
 * <p>{@link #pass} measures all windows at once: {@code after} is deformed by the smooth field that the windows themselves have
 * measured before, and every window finds what the field still lacks. It is the inverse-compositional iteration with a shape
 * function that is not fitted to each window (translation, affine, quadratic) but taken from the measurements around it.
 * Windows thus follow the strain and its changes without paying for it with noise, and pixels are interpolated once for all
 * windows that share them. (Image deformation with a smoothed predictor is how particle image velocimetry reaches its
 * accuracy: Scarano 2002, doi:10.1088/0957-0233/13/1/201.)
 */
final class PairTile {
    /** Share of a window that must have data in both images. */
    static final double MIN_SHARE = 0.5;

    private final CellBlock block;
    private final Template before;
    private final SplineImage after;
    private final WindowSums windows;
    private final double[] sumA;
    private final double[] sumX;
    private final double[] sumY;
    private final double[] sumAA;
    private final double[] sumAX;
    private final double[] sumAY;
    private final double[] sumXX;
    private final double[] sumXY;
    private final double[] sumYY;

    /**
     * Prepares both images.
     *
     * @param block the cells to measure
     * @param before covers the windows and {@link Gradient#REACH} px more
     * @param after covers the windows, shifted by whatever the search allows, and the reach of the spline
     */
    PairTile(CellBlock block, Patch before, Patch after) {
        this.block = block;
        this.before = new Template(before);
        this.after = new SplineImage(after);
        CellGrid grid = block.grid();
        windows = new WindowSums(
                before.width,
                grid.window(),
                grid.step(),
                block.left() - before.x0,
                block.top() - before.y0,
                block.columns(),
                block.rows());
        float[] grey = this.before.grey;
        float[] x = this.before.gradient.x;
        float[] y = this.before.gradient.y;
        sumA = windows.of(grey);
        sumX = windows.of(x);
        sumY = windows.of(y);
        sumAA = windows.of(grey, grey);
        sumAX = windows.of(grey, x);
        sumAY = windows.of(grey, y);
        sumXX = windows.of(x, x);
        sumXY = windows.of(x, y);
        sumYY = windows.of(y, y);
    }

    /**
     * One pass over all windows.
     *
     * @param cells the block grown by {@link DenseField#reach}
     * @param fieldX smooth field at these cells, along x [px], NaN = unknown
     * @param fieldY along y
     */
    Measurements pass(CellBlock cells, float[] fieldX, float[] fieldY) {
        float[] b = new float[before.grey.length];
        float[] valid = deform(new DenseField(cells, fieldX, fieldY, before.x0, before.width), b);
        double[] counts = valid == null ? null : windows.of(valid);
        Measurements m = new Measurements(block.cells());
        double[] sumB = windows.of(b);
        double[] sumBB = windows.of(b, b);
        double[] sumAB = windows.of(before.grey, b);
        double[] sumXB = windows.of(before.gradient.x, b);
        double[] sumYB = windows.of(before.gradient.y, b);
        int size = block.grid().window();
        double full = (double) size * size;
        ShiftEquations equations = new ShiftEquations();
        for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < block.columns(); c++) {
                int i = r * block.columns() + c;
                int left = left(i);
                int top = top(i);
                double count = counts == null ? full : counts[i];
                m.share[i] = (float) (count / full);
                int f = (block.firstRow() + r - cells.firstRow()) * cells.columns()
                        + block.firstColumn()
                        + c
                        - cells.firstColumn();
                if (count < MIN_SHARE * full || Float.isNaN(fieldX[f])) {
                    continue;
                }
                if (count == full) {
                    equations.n = full;
                    equations.a = sumA[i];
                    equations.x = sumX[i];
                    equations.y = sumY[i];
                    equations.aa = sumAA[i];
                    equations.ax = sumAX[i];
                    equations.ay = sumAY[i];
                    equations.xx = sumXX[i];
                    equations.xy = sumXY[i];
                    equations.yy = sumYY[i];
                    equations.b = sumB[i];
                    equations.bb = sumBB[i];
                    equations.ab = sumAB[i];
                    equations.bx = sumXB[i];
                    equations.by = sumYB[i];
                } else {
                    sums(equations, b, valid, left, top, size);
                }
                if (equations.solve()) {
                    m.set(i, fieldX[f], fieldY[f], equations);
                }
            }
        }
        return m;
    }

    /**
     * Deforms {@code after} onto the pixels of {@code before}.
     *
     * @param b where the grey levels go
     * @return 1 where both images have data; null when they have everywhere
     */
    private float[] deform(DenseField field, float[] b) {
        int w = before.width;
        float[] ux = new float[w];
        float[] uy = new float[w];
        int offsetX = before.x0 - after.x0;
        int offsetY = before.y0 - after.y0;
        float[] valid = before.complete() && after.complete() ? null : new float[b.length];
        int top = block.top() - before.y0;
        int bottom = top + block.height();
        int left = block.left() - before.x0;
        int right = left + block.width();
        for (int y = top; y < bottom; y++) {
            field.row(before.y0 + y, ux, uy);
            int at = y * w + left;
            int n = right - left;
            after.deformed(left + offsetX, y + offsetY, ux, uy, left, b, valid, at, n);
            for (int i = at; valid != null && i < at + n; i++) {
                valid[i] = before.valid(i) ? valid[i] : 0;
            }
        }
        return valid;
    }

    /** For measuring single windows on the same pixels. */
    WindowIcgn single() {
        return new WindowIcgn(before, after, block.grid().window());
    }

    /** Left edge of the window of a cell in the patch of {@code before} [px]. */
    int left(int cell) {
        return block.left() - before.x0 + cell % block.columns() * block.grid().step();
    }

    /** Upper edge of the window of a cell in the patch of {@code before} [px]. */
    int top(int cell) {
        return block.top() - before.y0 + cell / block.columns() * block.grid().step();
    }

    /** The sums of a window with gaps. */
    private void sums(ShiftEquations e, float[] bs, float[] valid, int left, int top, int size) {
        e.clear();
        for (int row = top; row < top + size; row++) {
            for (int i = row * before.width + left, end = i + size; i < end; i++) {
                if (valid[i] != 0) {
                    e.add(before.grey[i], before.gradient.x[i], before.gradient.y[i], bs[i]);
                }
            }
        }
    }
}
