package org.deforma.displacement.correlation;

/**
 * A displacement at every pixel, from that at the cells: cubic interpolation (Catmull-Rom) that passes through the cells, the
 * outermost cell beyond the block.
 */
final class DenseField {
    /** Cells on each side of a cell that the field within its window depends on. */
    static int reach(CellGrid grid) {
        return (grid.window() / 2 + grid.step() - 1) / grid.step() + 2;
    }

    private final CellBlock block;
    private final float[] dx;
    private final float[] dy;
    private final float[] rowX;
    private final float[] rowY;
    private final float[] weights = new float[4];
    private final int[] cells;
    private final float[] across;

    /**
     * The field of a block of cells along rows of pixels.
     *
     * @param block the cells
     * @param dx displacement of each cell along x [px]; NaN = unknown, taken as zero
     * @param dy along y
     * @param x0 column of the first pixel
     * @param pixels number of pixels
     */
    DenseField(CellBlock block, float[] dx, float[] dy, int x0, int pixels) {
        this.block = block;
        this.dx = known(dx);
        this.dy = known(dy);
        rowX = new float[block.columns()];
        rowY = new float[block.columns()];
        cells = new int[4 * pixels];
        across = new float[4 * pixels];
        int last = block.columns() - 1;
        int period = 2 * block.grid().step();
        for (int i = 0; i < pixels; i++) {
            int at = halfPixels(x0 + i);
            int c = Math.floorDiv(at, period) - block.firstColumn();
            catmullRom(Math.floorMod(at, period) / (float) period, across, 4 * i);
            for (int k = 0; k < 4; k++) {
                cells[4 * i + k] = Math.max(0, Math.min(last, c - 1 + k));
            }
        }
    }

    /** From the centre of the image's first cell to the centre of a pixel: whole numbers, the same in every tile. */
    private int halfPixels(int pixel) {
        return 2 * pixel + 1 - 2 * block.grid().firstEdge() - block.grid().window();
    }

    private static float[] known(float[] d) {
        float[] result = d.clone();
        for (int i = 0; i < result.length; i++) {
            if (Float.isNaN(result[i])) {
                result[i] = 0;
            }
        }
        return result;
    }

    /**
     * Displacement of a stretch of a row of pixels.
     *
     * @param y row of the pixels
     * @param outX displacement along x of as many pixels as the array holds [px]
     * @param outY along y
     */
    void row(int y, float[] outX, float[] outY) {
        int period = 2 * block.grid().step();
        int at = halfPixels(y);
        int base = Math.floorDiv(at, period) - block.firstRow();
        catmullRom(Math.floorMod(at, period) / (float) period, weights, 0);
        java.util.Arrays.fill(rowX, 0);
        java.util.Arrays.fill(rowY, 0);
        for (int k = 0; k < 4; k++) {
            int r = Math.max(0, Math.min(block.rows() - 1, base - 1 + k)) * block.columns();
            float w = weights[k];
            for (int c = 0; c < rowX.length; c++) {
                rowX[c] += w * dx[r + c];
                rowY[c] += w * dy[r + c];
            }
        }
        for (int i = 0, k = 0; i < outX.length; i++, k += 4) {
            int c0 = cells[k];
            int c1 = cells[k + 1];
            int c2 = cells[k + 2];
            int c3 = cells[k + 3];
            float w0 = across[k];
            float w1 = across[k + 1];
            float w2 = across[k + 2];
            float w3 = across[k + 3];
            outX[i] = (w0 * rowX[c0] + w1 * rowX[c1]) + (w2 * rowX[c2] + w3 * rowX[c3]);
            outY[i] = (w0 * rowY[c0] + w1 * rowY[c1]) + (w2 * rowY[c2] + w3 * rowY[c3]);
        }
    }

    private static void catmullRom(float t, float[] w, int at) {
        w[at] = t * (-0.5f + t * (1 - 0.5f * t));
        w[at + 1] = 1 + t * t * (-2.5f + 1.5f * t);
        w[at + 2] = t * (0.5f + t * (2 - 1.5f * t));
        w[at + 3] = t * t * (-0.5f + 0.5f * t);
    }
}
