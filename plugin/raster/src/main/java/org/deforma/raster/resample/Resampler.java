package org.deforma.raster.resample;

import java.util.Arrays;

/**
 * Takes values of an image between its samples with a {@link SincKernel} along each axis.
 *
 * <p>Where samples are missing (NaN), the result is the weighted mean of the others as long as those that are missing
 * carry at most {@link #MISSING} of the kernel's squared weights; for white texture that means an error of at most a
 * twentieth of its standard deviation. Beyond it the result is NaN: nothing is invented, and valid pixels end about
 * four (stretched) samples before a gap or the edge. Immutable, thread-safe.
 */
public final class Resampler {
    /** Largest share of squared weights that may be missing. */
    public static final double MISSING = 0.0025;

    private final SincKernel kernelX;
    private final SincKernel kernelY;

    /**
     * Prepares the kernels.
     *
     * @param stretchX how many source columns one target pixel covers; below 1 counts as 1
     * @param stretchY the same for rows
     */
    public Resampler(double stretchX, double stretchY) {
        kernelX = new SincKernel(Math.max(1, stretchX));
        kernelY = stretchX == stretchY ? kernelX : new SincKernel(Math.max(1, stretchY));
    }

    /** Source columns needed to the left and to the right of a position. */
    public int marginX() {
        return kernelX.taps() / 2;
    }

    /** Source rows needed above and below a position. */
    public int marginY() {
        return kernelY.taps() / 2;
    }

    /**
     * Takes values at the positions of a block of pixels.
     *
     * @param image samples, NaN for none; must reach {@link #marginX} and {@link #marginY} beyond all positions
     * @param xs columns, row of the block by row; 0 = centre of the image's first sample; NaN gives NaN
     * @param ys rows, likewise
     * @param width columns of the block
     * @param out one value a position
     */
    public void resample(Patch image, double[] xs, double[] ys, int width, float[] out) {
        if (image.isComplete() && isAxisAligned(xs, ys, width)) {
            resampleAxisAligned(image, xs, ys, width, out);
            return;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isNaN(xs[i]) || Double.isNaN(ys[i]) ? Float.NaN : value(image, xs[i], ys[i]);
        }
    }

    private static boolean isAxisAligned(double[] xs, double[] ys, int width) {
        for (int i = 0; i < xs.length; i++) {
            // Written so that NaN fails.
            if (!(xs[i] == xs[i % width] && ys[i] == ys[i - i % width])) {
                return false;
            }
        }
        return true;
    }

    /** Rows first, then columns: a fraction of the work, and the same sums in the same order as {@link #complete}. */
    private void resampleAxisAligned(Patch image, double[] xs, double[] ys, int width, float[] out) {
        int height = out.length / width;
        int taps = kernelY.taps();
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int y = 0; y < height; y++) {
            top = Math.min(top, kernelY.first(ys[y * width]));
            bottom = Math.max(bottom, kernelY.first(ys[y * width]) + taps);
        }
        float[] alongRows = new float[(bottom - top) * width];
        for (int x = 0; x < width; x++) {
            int left = kernelX.first(xs[x]);
            int phase = kernelX.phase(xs[x]);
            for (int y = top; y < bottom; y++) {
                alongRows[(y - top) * width + x] = alongRow(image, left, y, phase);
            }
        }
        double[] sums = new double[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            int first = kernelY.first(ys[y * width]) - top;
            int phase = kernelY.phase(ys[y * width]);
            for (int j = 0; j < taps; j++) {
                double weight = kernelY.weights()[phase * taps + j];
                int row = (first + j) * width;
                for (int x = 0; x < width; x++) {
                    sums[x] += weight * alongRows[row + x];
                }
            }
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (float) sums[x];
            }
        }
    }

    private float value(Patch image, double x, double y) {
        int left = kernelX.first(x);
        int top = kernelY.first(y);
        int phaseX = kernelX.phase(x);
        int phaseY = kernelY.phase(y);
        if (image.isComplete(left, top, kernelX.taps(), kernelY.taps())) {
            return complete(image, left, top, phaseX, phaseY);
        }
        return incomplete(image, left, top, phaseX, phaseY);
    }

    private float complete(Patch image, int left, int top, int phaseX, int phaseY) {
        int taps = kernelY.taps();
        double sum = 0;
        for (int j = 0; j < taps; j++) {
            double weight = kernelY.weights()[phaseY * taps + j];
            sum += weight * alongRow(image, left, top + j, phaseX);
        }
        return (float) sum;
    }

    private float alongRow(Patch image, int left, int y, int phaseX) {
        float[] weights = kernelX.weights();
        float[] values = image.values();
        int taps = kernelX.taps();
        int w = phaseX * taps;
        int v = y * image.width() + left;
        // Four sums at a time: additions of floats cannot be reordered by the compiler. taps is even, not always 4 n.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < taps; i += 4) {
            s0 += weights[w + i] * values[v + i];
            s1 += weights[w + i + 1] * values[v + i + 1];
            s2 += weights[w + i + 2] * values[v + i + 2];
            s3 += weights[w + i + 3] * values[v + i + 3];
        }
        for (; i < taps; i++) {
            s0 += weights[w + i] * values[v + i];
        }
        return s0 + s1 + s2 + s3;
    }

    private float incomplete(Patch image, int left, int top, int phaseX, int phaseY) {
        float[] wx = kernelX.weights();
        float[] wy = kernelY.weights();
        float[] values = image.values();
        int atX = phaseX * kernelX.taps();
        int atY = phaseY * kernelY.taps();
        double sum = 0;
        double weight = 0;
        double missing = 0;
        double allowed = MISSING * kernelX.energy(phaseX) * kernelY.energy(phaseY);
        for (int j = 0; j < kernelY.taps() && missing <= allowed; j++) {
            int row = (top + j) * image.width() + left;
            for (int i = 0; i < kernelX.taps(); i++) {
                double w = (double) wy[atY + j] * wx[atX + i];
                float value = values[row + i];
                if (Float.isNaN(value)) {
                    missing += w * w;
                } else {
                    sum += w * value;
                    weight += w;
                }
            }
        }
        return missing <= allowed && weight > 0.5 ? (float) (sum / weight) : Float.NaN;
    }
}
