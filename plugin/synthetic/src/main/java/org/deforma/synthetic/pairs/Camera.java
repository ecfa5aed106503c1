package org.deforma.synthetic.pairs;

import org.deforma.synthetic.Draws;

/**
 * How a scene becomes digital numbers: noise and steps.
 *
 * @param snrBefore variance of the signal, as {@link org.deforma.synthetic.ImagePair#windowVariance} has it, over that
 *     of the noise, in the earlier image [dB]
 * @param snrAfter likewise in the later one [dB]
 * @param shot whether the noise grows with the root of the brightness
 * @param mean digital number of the scene's mean
 * @param perUnit digital numbers to the deviation of the scene
 * @param largest digital number
 * @param grain standard deviation of the blur of the noise, 0 for one that is independent from pixel to pixel: images
 *     that were resampled or compressed, and ground that changed a little, differ like that [px]
 */
record Camera(
        double snrBefore,
        double snrAfter,
        boolean shot,
        double mean,
        double perUnit,
        int largest,
        double grain,
        float quality) {
    /** Blurred noise is that far from where it began, in standard deviations. */
    private static final double REACH = 3;

    /**
     * Bytes in 40 per cent of the pairs, often of few levels; 70 per cent of 12 to 30 dB, the others 5 to 40; half of them
     * with independent noise.
     */
    static Camera draw(Draws draws) {
        double snr = draws.chance(0.7)
                ? draws.between(12.0, 30)
                : draws.chance(0.5) ? draws.between(5.0, 12) : draws.between(30.0, 40);
        double other = draws.chance(0.3) ? Math.max(5, Math.min(40, snr + draws.between(-6.0, 6))) : snr;
        boolean shot = draws.chance(0.3);
        if (draws.chance(0.4)) {
            double perUnit = draws.logBetween(4, 40);
            double mean = draws.between(2.5 * perUnit, 255 - 2.5 * perUnit);
            return new Camera(snr, other, shot, mean, perUnit, 255, grain(draws), quality(draws));
        }
        double perUnit = draws.logBetween(40, 3000);
        return new Camera(snr, other, shot, perUnit * draws.between(2.5, 8), perUnit, 65535, grain(draws), 1);
    }

    private static double grain(Draws draws) {
        return draws.chance(0.5) ? 0 : draws.logBetween(0.4, 1.5);
    }

    private static float quality(Draws draws) {
        return draws.chance(0.3) ? (float) draws.between(0.85, 0.98) : 1;
    }

    /**
     * Turns one image into digital numbers, in place.
     *
     * @param image in units of the scene's deviation
     * @param width columns [px]
     * @param sigma of the noise, at the mean of the scene, in the same unit
     * @param noise where it comes from
     */
    void take(float[] image, int width, double sigma, Draws noise) {
        float[] deviates = new float[image.length];
        for (int i = 0; i < deviates.length; i++) {
            deviates[i] = (float) noise.normal();
        }
        if (grain > 0) {
            deviates = blurred(blurred(deviates, width, 1), width, width);
        }
        for (int i = 0; i < image.length; i++) {
            double level = mean + perUnit * image[i];
            double strength = shot ? Math.sqrt(Math.max(0.1, level / mean)) : 1;
            double number = level + perUnit * sigma * strength * deviates[i];
            image[i] = (float) Math.max(0, Math.min(largest, Math.rint(number)));
        }
        if (quality < 1) {
            Compression.lossy(image, width, quality);
        }
    }

    /** Along rows (stride 1) or columns (stride: the width); the variance stays 1, and at the edges the noise is mirrored. */
    private float[] blurred(float[] values, int width, int stride) {
        int reach = (int) Math.ceil(REACH * grain);
        double[] taps = new double[2 * reach + 1];
        double squares = 0;
        for (int k = 0; k < taps.length; k++) {
            taps[k] = StrictMath.exp(-0.5 * (k - reach) * (k - reach) / (grain * grain));
            squares += taps[k] * taps[k];
        }
        int last = (stride == 1 ? width : values.length / width) - 1;
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = stride == 1 ? i % width : i / width;
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int there = Math.abs(at + k);
                there = there > last ? 2 * last - there : there;
                sum += taps[k + reach] * values[i + (there - at) * stride];
            }
            result[i] = (float) (sum / Math.sqrt(squares));
        }
        return result;
    }
}
