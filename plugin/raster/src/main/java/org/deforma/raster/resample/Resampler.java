package org.deforma.raster.resample;

/**
 * Takes values of an image between its samples with a {@link SincKernel} along each axis.
 *
 * <p>Where samples are missing (NaN), the result is the weighted mean of the others as long as those that are missing carry at
 * most {@link #MISSING} of the kernel's squared weights; for white texture that means an error of at most a twentieth of its
 * standard deviation. Beyond it the result is NaN: nothing is invented, and valid pixels end about four (stretched) samples
 * before a gap or the edge. Immutable, thread-safe.
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
     * Takes values at positions.
     *
     * @param image samples, NaN for none; must reach {@link #marginX} and {@link #marginY} beyond all positions
     * @param xs columns, 0 = centre of the image's first sample; NaN gives NaN
     * @param ys rows, likewise
     * @param out one value a position
     */
    public void resample(Patch image, double[] xs, double[] ys, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isNaN(xs[i]) || Double.isNaN(ys[i]) ? Float.NaN : value(image, xs[i], ys[i]);
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
        float[] wx = kernelX.weights();
        float[] wy = kernelY.weights();
        float[] values = image.values();
        int taps = kernelX.taps();
        int atX = phaseX * taps;
        int atY = phaseY * kernelY.taps();
        double sum = 0;
        for (int j = 0; j < kernelY.taps(); j++) {
            int row = (top + j) * image.width() + left;
            // Four sums at a time: additions of floats cannot be reordered by the compiler. taps is even, not always 4
            // n.
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            int i = 0;
            for (; i + 3 < taps; i += 4) {
                s0 += wx[atX + i] * values[row + i];
                s1 += wx[atX + i + 1] * values[row + i + 1];
                s2 += wx[atX + i + 2] * values[row + i + 2];
                s3 += wx[atX + i + 3] * values[row + i + 3];
            }
            for (; i < taps; i++) {
                s0 += wx[atX + i] * values[row + i];
            }
            sum += (double) wy[atY + j] * (s0 + s1 + s2 + s3);
        }
        return (float) sum;
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
