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
 */
record Camera(double snrBefore, double snrAfter, boolean shot, double mean, double perUnit, int largest) {
    /** Bytes in 40 per cent of the pairs, often of few levels; 70 per cent of 12 to 30 dB, the others 5 to 40. */
    static Camera draw(Draws draws) {
        double snr = draws.chance(0.7)
                ? draws.between(12.0, 30)
                : draws.chance(0.5) ? draws.between(5.0, 12) : draws.between(30.0, 40);
        double other = draws.chance(0.3) ? Math.max(5, Math.min(40, snr + draws.between(-6.0, 6))) : snr;
        boolean shot = draws.chance(0.3);
        if (draws.chance(0.4)) {
            double perUnit = draws.logBetween(4, 40);
            return new Camera(snr, other, shot, draws.between(2.5 * perUnit, 255 - 2.5 * perUnit), perUnit, 255);
        }
        double perUnit = draws.logBetween(40, 3000);
        return new Camera(snr, other, shot, perUnit * draws.between(2.5, 8), perUnit, 65535);
    }

    /**
     * Turns one image into digital numbers, in place.
     *
     * @param image in units of the scene's deviation
     * @param sigma of the noise, at the mean of the scene, in the same unit
     * @param noise where it comes from
     */
    void take(float[] image, double sigma, Draws noise) {
        for (int i = 0; i < image.length; i++) {
            double level = mean + perUnit * image[i];
            double strength = shot ? Math.sqrt(Math.max(0.1, level / mean)) : 1;
            double number = level + perUnit * sigma * strength * noise.normal();
            image[i] = (float) Math.max(0, Math.min(largest, Math.rint(number)));
        }
    }
}
