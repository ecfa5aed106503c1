package org.deforma.synthetic;

/**
 * Images of the same land before and after an earthquake, as the demo measures them. North is up.
 *
 * @param images both images, 16-bit digital numbers, and the displacement [px]
 * @param metresPerPixel size of a pixel [m]
 * @param earthquake what happened, in a frame whose origin is the centre of the images
 */
public record EarthquakePair(ImagePair images, double metresPerPixel, Earthquake earthquake) {
    private static final int SIZE = 1024;
    private static final double METRES_PER_PIXEL = 10;
    private static final double SNR = 20;

    /**
     * The scene of the demo: 1024 x 1024 px of 10 m, hills, signal-to-noise ratio 20 dB. A vertical, right-lateral
     * fault comes in from the left and ends inside the image; it broke the surface, with up to 5 m of slip (moment
     * magnitude 6.8).
     *
     * @param seed of the land and of the noise
     */
    public static EarthquakePair demo(long seed) {
        Dislocation fault = new Dislocation(-4200, -2900, 0, 55, 90, 15e3, 12e3, -5, 0, 0);
        Earthquake earthquake = Earthquake.tapered(fault, 6);
        DisplacementField field = earthquake.seenFromAbove(SIZE, SIZE, METRES_PER_PIXEL);
        ImagePair images = ImagePair.of(FractalScene.hills(SIZE, SIZE, seed), field, SNR, seed);
        return new EarthquakePair(images.quantised(8000, 1200), METRES_PER_PIXEL, earthquake);
    }
}
