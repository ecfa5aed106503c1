package org.deforma.synthetic;

/**
 * Periodic random fields whose power spectrum is a power of the frequency, as those of natural images are about f^-2
 * (Field 1987, doi:10.1364/JOSAA.4.002379) and that of terrain about f^-4. Up to the highest frequency of their nodes;
 * no sensor saw them.
 */
public final class PowerLaw {
    private static final int LANES = 16;
    /** Steps of the table of amplitudes a cycle. */
    private static final int TABLE = 16;

    private PowerLaw() {}

    /**
     * Two independent fields, isotropic, of mean 0 and standard deviation 1 over all nodes.
     *
     * @param nodes a row and rows, a power of two, at least 32
     * @param slope exponent of the power spectrum, 0 (white) to -6
     * @param seed of both
     */
    public static float[][] pair(int nodes, double slope, long seed) {
        return pair(nodes, slope, 1, 0, seed);
    }

    /**
     * Two independent fields that are drawn out in one direction.
     *
     * @param nodes a row and rows, a power of two, at least 32
     * @param slope exponent of the power spectrum, 0 (white) to -6
     * @param stretch how many times longer structures are along the direction than across, 1 to 16
     * @param azimuth the direction, clockwise from up [deg]
     * @param seed of both
     */
    public static float[][] pair(int nodes, double slope, double stretch, double azimuth, long seed) {
        if (nodes < 32 || Integer.bitCount(nodes) != 1) {
            throw new IllegalArgumentException("the nodes must be a power of two, at least 32, were " + nodes);
        }
        if (!(slope <= 0 && slope >= -6)) {
            throw new IllegalArgumentException("the slope of a power law must be -6 to 0, was " + slope);
        }
        if (!(stretch >= 1 && stretch <= 16)) {
            throw new IllegalArgumentException("the stretch must be 1 to 16, was " + stretch);
        }
        float[] re = new float[nodes * nodes];
        float[] im = new float[nodes * nodes];
        shape(re, im, nodes, slope, stretch, azimuth, seed);
        columns(re, im, nodes);
        rows(re, im, nodes);
        normalise(re);
        normalise(im);
        return new float[][] {re, im};
    }

    /** Noise in the spectrum; an even gain keeps the fields of real and imaginary part independent. */
    private static void shape(float[] re, float[] im, int n, double slope, double stretch, double azimuth, long seed) {
        double[] table = new double[(int) (n * stretch) * TABLE + 2];
        for (int i = 1; i < table.length; i++) {
            table[i] = Math.pow((double) i / TABLE, slope / 2);
        }
        double alongX = Math.sin(Math.toRadians(azimuth));
        double alongY = -Math.cos(Math.toRadians(azimuth));
        Gaussian noise = new Gaussian(seed, 0);
        for (int row = 0; row < n; row++) {
            int ky = HalfSpectrum.signed(row, n);
            for (int column = 0; column < n; column++) {
                int kx = HalfSpectrum.signed(column, n);
                double along = stretch * (kx * alongX + ky * alongY);
                double across = kx * alongY - ky * alongX;
                double f = TABLE * Math.sqrt(along * along + across * across);
                int i = (int) f;
                double gain = i == 0 ? 0 : table[i] + (f - i) * (table[i + 1] - table[i]);
                re[row * n + column] = (float) (gain * noise.uniform());
                im[row * n + column] = (float) (gain * noise.uniform());
            }
        }
    }

    private static void columns(float[] re, float[] im, int n) {
        BatchFft fft = new BatchFft(n, LANES);
        float[] blockRe = new float[n * LANES];
        float[] blockIm = new float[n * LANES];
        for (int first = 0; first < n; first += LANES) {
            for (int k = 0; k < n; k++) {
                System.arraycopy(re, k * n + first, blockRe, k * LANES, LANES);
                System.arraycopy(im, k * n + first, blockIm, k * LANES, LANES);
            }
            fft.inverse(blockRe, blockIm);
            for (int k = 0; k < n; k++) {
                System.arraycopy(blockRe, k * LANES, re, k * n + first, LANES);
                System.arraycopy(blockIm, k * LANES, im, k * n + first, LANES);
            }
        }
    }

    private static void rows(float[] re, float[] im, int n) {
        BatchFft fft = new BatchFft(n, LANES);
        float[] blockRe = new float[n * LANES];
        float[] blockIm = new float[n * LANES];
        for (int first = 0; first < n; first += LANES) {
            for (int l = 0; l < LANES; l++) {
                for (int k = 0; k < n; k++) {
                    blockRe[k * LANES + l] = re[(first + l) * n + k];
                    blockIm[k * LANES + l] = im[(first + l) * n + k];
                }
            }
            fft.inverse(blockRe, blockIm);
            for (int l = 0; l < LANES; l++) {
                for (int k = 0; k < n; k++) {
                    re[(first + l) * n + k] = blockRe[k * LANES + l];
                    im[(first + l) * n + k] = blockIm[k * LANES + l];
                }
            }
        }
    }

    private static void normalise(float[] field) {
        double squares = 0;
        for (float v : field) {
            squares += v * v;
        }
        float gain = (float) (1 / Math.sqrt(squares / field.length));
        for (int i = 0; i < field.length; i++) {
            field[i] *= gain;
        }
    }
}
