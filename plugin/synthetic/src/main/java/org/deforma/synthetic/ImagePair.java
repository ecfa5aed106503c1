package org.deforma.synthetic;

/**
 * Two images of the same ground, between which it moved by a known field.
 *
 * <p>Without noise, {@code after(x + d(x)) = before(x)} exactly: the ground that {@code before} shows at x lies at x
 * + d(x) in {@code after}. So {@code after} is the scene on its pixels and {@code before} the continuous scene at x +
 * d(x); no inverse of the field is involved, and d may jump. The arrays are handed on, not copied.
 *
 * @param before the earlier image, row by row
 * @param after the later image, row by row
 * @param width columns of both [px]
 * @param height rows of both [px]
 * @param field the truth, on the pixels of {@code before}
 * @param noise standard deviation of the noise in each image, in units of the image
 */
@SuppressWarnings("ArrayRecordComponent") // images are plain arrays throughout; nothing compares these records
public record ImagePair(float[] before, float[] after, int width, int height, DisplacementField field, double noise) {
    /** Side of the windows inside which the variance counts as signal [px]. */
    private static final int SIGNAL_WINDOW = 32;

    /** Checks the shapes. */
    public ImagePair {
        if (before.length != width * height || after.length != width * height) {
            throw new IllegalArgumentException("images of " + width + " x " + height + " px need as many values, had "
                    + before.length + " and " + after.length);
        }
    }

    /**
     * A pair with independent Gaussian noise in both images.
     *
     * @param scene the ground as {@code after} sees it
     * @param field how the ground moved [px]
     * @param snr mean variance of the scene inside windows of 32 x 32 px over the variance of the noise [dB];
     *     infinity for none
     * @param seed of the noise
     */
    public static ImagePair of(Scene scene, DisplacementField field, double snr, long seed) {
        if (Double.isNaN(snr)) {
            throw new IllegalArgumentException("the signal-to-noise ratio must be a number of dB, was NaN");
        }
        float[] before = scene.warped(field);
        float[] after = scene.pixels();
        double noise = Math.sqrt(windowVariance(after, scene.width(), scene.height()) / Math.pow(10, snr / 10));
        if (noise > 0) {
            new Gaussian(seed, 1).addTo(before, noise);
            new Gaussian(seed, 2).addTo(after, noise);
        }
        return new ImagePair(before, after, scene.width(), scene.height(), field, noise);
    }

    /** The same pair with other light in {@code after}: each value times {@code gain} plus {@code offset}. */
    public ImagePair withLight(double gain, double offset) {
        float[] lit = new float[after.length];
        for (int i = 0; i < lit.length; i++) {
            lit[i] = (float) (gain * after[i] + offset);
        }
        return new ImagePair(before, lit, width, height, field, noise);
    }

    /**
     * The same pair in whole digital numbers, 0 to 65535, as a 16-bit sensor would write it.
     *
     * @param mean digital number of the value 0
     * @param perUnit digital numbers a unit; the scene's standard deviation is one unit
     */
    public ImagePair quantised(double mean, double perUnit) {
        return new ImagePair(
                quantised(before, mean, perUnit),
                quantised(after, mean, perUnit),
                width,
                height,
                field,
                noise * perUnit);
    }

    private static float[] quantised(float[] image, double mean, double perUnit) {
        float[] numbers = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            numbers[i] = (float) Math.max(0, Math.min(65535, Math.rint(mean + perUnit * image[i])));
        }
        return numbers;
    }

    /** Mean over all whole windows of 32 x 32 px, side by side, of the variance inside: what counts as signal. */
    public static double windowVariance(float[] image, int width, int height) {
        double total = 0;
        int windows = 0;
        for (int top = 0; top + SIGNAL_WINDOW <= height; top += SIGNAL_WINDOW) {
            for (int left = 0; left + SIGNAL_WINDOW <= width; left += SIGNAL_WINDOW) {
                total += variance(image, width, left, top);
                windows++;
            }
        }
        return total / windows;
    }

    private static double variance(float[] image, int width, int left, int top) {
        double sum = 0;
        double squares = 0;
        for (int row = top; row < top + SIGNAL_WINDOW; row++) {
            for (int column = left; column < left + SIGNAL_WINDOW; column++) {
                double v = image[row * width + column];
                sum += v;
                squares += v * v;
            }
        }
        int n = SIGNAL_WINDOW * SIGNAL_WINDOW;
        return squares / n - sum / n * (sum / n);
    }
}
