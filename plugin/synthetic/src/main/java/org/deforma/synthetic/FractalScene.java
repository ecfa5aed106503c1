package org.deforma.synthetic;

/**
 * The ground as a sensor sees it, known between the pixels as well as on them.
 *
 * <p>A Gaussian random field with power spectrum f^-2 (f is the radial frequency [cycles/px]), which is that of
 * natural images, seen through a sensor whose modulation transfer is a Gaussian of 0.2 at the Nyquist frequency. On
 * the pixels of the scene the mean is 0 and the standard deviation 1. Outside them the scene goes on; it is periodic
 * with the next powers of two.
 *
 * <p>Between the pixels the scene is its Fourier series, which {@link #value} follows by a quintic B-spline on nodes
 * twice as dense as the pixels; the root mean square of its error is below 0.0001. Thread-safe. Takes 16 bytes a
 * pixel of the period, and 28 while being made.
 */
public final class FractalScene implements Scene {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 16384;

    private final SplineScene scene;

    /**
     * Makes a scene.
     *
     * @param width columns [px], 32 to 16384
     * @param height rows [px], 32 to 16384
     * @param seed the same seed and size give the same scene
     */
    public FractalScene(int width, int height, long seed) {
        this(width, height, seed, 0);
    }

    private FractalScene(int width, int height, long seed, double shading) {
        checkSize("width", width);
        checkSize("height", height);
        HalfSpectrum spectrum = HalfSpectrum.fractal(nextPowerOfTwo(width), nextPowerOfTwo(height), seed, shading);
        scene = new SplineScene(
                spectrum.quinticCoefficients(), 2 * spectrum.width(), 2 * spectrum.height(), width, height);
    }

    /**
     * Hills in the light of a sun at the upper left: the same statistics of detail, but a look like that of the
     * Earth.
     */
    public static FractalScene hills(int width, int height, long seed) {
        return new FractalScene(width, height, seed, 0.8);
    }

    @Override
    public int width() {
        return scene.width();
    }

    @Override
    public int height() {
        return scene.height();
    }

    @Override
    public double value(double x, double y) {
        return scene.value(x, y);
    }

    private static int nextPowerOfTwo(int n) {
        return Integer.highestOneBit(n - 1) * 2;
    }

    private static void checkSize(String name, int size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "the " + name + " of a scene must be " + SMALLEST + " to " + LARGEST + " px, was " + size);
        }
    }
}
