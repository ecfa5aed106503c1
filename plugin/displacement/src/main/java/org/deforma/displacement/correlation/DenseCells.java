package org.deforma.displacement.correlation;

import java.awt.Rectangle;
import java.util.Arrays;

/**
 * What cells say where the displacement is known at every pixel: the displacement at the centre of the window, how alike both
 * images are over the window, and the verdict. Each cell is a function of the pixels of its own window. Immutable and
 * thread-safe.
 *
 * <p>The share of the window with data decides about {@link CellStatus#NODATA}, as it does in {@link TileCorrelator}, not the
 * pixels at its centre: in a small gap a network measures from what is around, as a window does.
 */
public final class DenseCells {
    private final CellGrid grid;
    private final double range;
    private final double minCorrelation;
    private final GreyScale greyBefore;
    private final GreyScale greyAfter;

    /**
     * Cells for a pair of images on the same grid.
     *
     * @param grid windows on the images
     * @param range largest displacement along each axis [px]
     * @param minCorrelation lower ones are rejected, 0..1
     * @param greyBefore grey levels of the earlier image
     * @param greyAfter grey levels of the later image
     */
    public DenseCells(CellGrid grid, double range, double minCorrelation, GreyScale greyBefore, GreyScale greyAfter) {
        this.grid = grid;
        this.range = range;
        this.minCorrelation = minCorrelation;
        this.greyBefore = greyBefore;
        this.greyAfter = greyAfter;
    }

    /** Pixels that the windows of some cells lie in; may reach beyond the image. */
    public Rectangle pixels(Rectangle cells) {
        CellBlock block = block(cells);
        return Patch.aligned(new Rectangle(block.left(), block.top(), block.width(), block.height()));
    }

    private CellBlock block(Rectangle cells) {
        return new CellBlock(grid, cells.x, cells.y, cells.width, cells.height);
    }

    /**
     * Looks at cells.
     *
     * @param cells which ones
     * @param before pixels in {@link #pixels}, row by row, NaN = no data; changed in place
     * @param around what {@code after} covers: {@link DeformedPair#around} of the field over them
     * @param after pixels there, likewise
     * @param field dx, dy [px] and ln of the variance [px²] of each pixel, as {@link Refinement#add} gives them
     * @param reasons of each cell: the code of the {@link CellStatus} to give where there is nothing to start from
     * @return displacement along x and y [px], correlation, sigma [px], whatever the verdict, NaN where there is none; and the
     *     code of the {@link CellStatus}
     */
    public float[][] measure(
            Rectangle cells, float[] before, Rectangle around, float[] after, float[][] field, float[] reasons) {
        Rectangle pixels = pixels(cells);
        CellBlock block = block(cells);
        DeformedPair pair = new DeformedPair(pixels, before, greyBefore, around, after, greyAfter);
        float[] valid = new float[field[0].length];
        float[] deformed = pair.deform(field[0], field[1], valid);
        float[][] result = new float[5][block.cells()];
        int left = block.left() - pixels.x;
        int top = block.top() - pixels.y;
        double[][] likeness = likeness(block, pair.before.data, deformed, valid, pixels.width, left, top);
        for (int i = 0; i < block.cells(); i++) {
            int x = left + i % block.columns() * grid.step();
            int y = top + i / block.columns() * grid.step();
            result[0][i] = atCentre(field[0], pixels.width, x, y);
            result[1][i] = atCentre(field[1], pixels.width, x, y);
            result[3][i] = Refinement.sigma(atCentre(field[2], pixels.width, x, y));
            result[2][i] = (float) likeness[1][i];
            CellStatus status = verdict(likeness[0][i], result, i);
            boolean unknown = Float.isNaN(result[3][i]) && status == CellStatus.LOW_TEXTURE;
            result[4][i] = unknown && reasons[i] != CellStatus.MEASURED.code() ? reasons[i] : status.code();
        }
        return result;
    }

    private CellStatus verdict(double share, float[][] cells, int i) {
        float sigma = cells[3][i];
        if (share < PairTile.MIN_SHARE) {
            return CellStatus.NODATA;
        }
        if (Float.isNaN(sigma) || Float.isNaN(cells[2][i])) {
            return CellStatus.LOW_TEXTURE;
        }
        if (cells[2][i] < minCorrelation) {
            return CellStatus.LOW_CORRELATION;
        }
        if (Math.abs(cells[0][i]) > range || Math.abs(cells[1][i]) > range) {
            return CellStatus.SEARCH_EDGE;
        }
        if (Float.isInfinite(sigma)) {
            return CellStatus.NOT_CONVERGED;
        }
        return sigma <= TileCorrelator.MAX_SIGMA ? CellStatus.MEASURED : CellStatus.LOW_TEXTURE;
    }

    /**
     * The value at the centre of a window: that of the pixel there, or the median of the four that meet there, which is that of
     * three where a fault cuts off the fourth; their mean would smear the fault by a pixel.
     */
    private float atCentre(float[] dense, int width, int left, int top) {
        int x0 = left + (grid.window() - 1) / 2;
        int x1 = left + grid.window() / 2;
        int y0 = (top + (grid.window() - 1) / 2) * width;
        int y1 = (top + grid.window() / 2) * width;
        float a = dense[y0 + x0];
        float b = dense[y0 + x1];
        float c = dense[y1 + x0];
        float d = dense[y1 + x1];
        // The mean of the two in the middle.
        float middle = Math.max(Math.min(a, b), Math.min(c, d)) + Math.min(Math.max(a, b), Math.max(c, d));
        return middle / 2;
    }

    /** Share of each window with data in both images, and zero-mean normalised correlation over it: NaN without contrast. */
    private double[][] likeness(
            CellBlock block, float[] before, float[] after, float[] valid, int width, int left, int top) {
        WindowSums windows =
                new WindowSums(width, grid.window(), grid.step(), left, top, block.columns(), block.rows());
        float[] a = new float[valid.length];
        float[] b = new float[valid.length];
        for (int i = 0; i < valid.length; i++) {
            a[i] = valid[i] * before[i];
            b[i] = valid[i] * after[i];
        }
        double[] n = windows.of(valid);
        double[] sumA = windows.of(a);
        double[] sumB = windows.of(b);
        double[] sumAA = windows.of(a, a);
        double[] sumAB = windows.of(a, b);
        double[] sumBB = windows.of(b, b);
        double[] correlation = new double[n.length];
        Arrays.setAll(correlation, i -> {
            double aa = sumAA[i] - sumA[i] * sumA[i] / n[i];
            double bb = sumBB[i] - sumB[i] * sumB[i] / n[i];
            double ab = sumAB[i] - sumA[i] * sumB[i] / n[i];
            double flat = IntegerSearch.FLAT * n[i];
            return aa > flat && bb > flat ? Math.max(0, Math.min(1, ab / Math.sqrt(aa * bb))) : Double.NaN;
        });
        double full = (double) grid.window() * grid.window();
        return new double[][] {Arrays.stream(n).map(count -> count / full).toArray(), correlation};
    }
}
