package org.deforma.synthetic.coherence;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deforma.synthetic.Draws;

/**
 * A made-up landscape as a stack of coherence rasters shows it, with the true cover of every pixel. All eight covers
 * occur. The pixels of a parcel share its history (a field is ploughed on one day) and differ in their levels; half of
 * the pixels on the border of two covers are mixed. Immutable and thread-safe; the same arguments give the same scene.
 *
 * <p>Rasters are row by row, the upper left pixel first. A scene takes 4 bytes a pixel and pair.
 */
public final class CoherenceScene {
    private static final int SMALLEST = 64;
    private static final int LARGEST = 4096;
    private static final double MIXED_BORDER = 0.5;

    private final Acquisitions acquisitions;
    private final Landscape landscape;
    private final float[][] coherence;
    private final int width;
    private final int height;

    /**
     * Makes a scene, on all processors.
     *
     * @param region climate, covers and looks; one of {@link Region#heldOut()} where a trained network is to be shown
     * @param acquisitions dates and pairs
     * @param firstDay day of the year of the first date, 0 (1 January) to 364
     * @param width columns [px], 64 to 4096
     * @param height rows [px], 64 to 4096
     * @param seed of everything else
     */
    public CoherenceScene(Region region, Acquisitions acquisitions, int firstDay, int width, int height, long seed) {
        checkSize("width", width);
        checkSize("height", height);
        if (firstDay < 0 || firstDay >= Climate.YEAR) {
            throw new IllegalArgumentException("the first day must be 0..364 of the year, was " + firstDay);
        }
        this.acquisitions = acquisitions;
        this.width = width;
        this.height = height;
        landscape = new Landscape(width, height, seed);
        coherence = new float[acquisitions.pairs()][width * height];
        Draws setting = new Draws(seed, 0);
        int looks = region.sensing().looks().drawInt(setting);
        double masked = region.sensing().maskedPairs().draw(setting);
        Weather weather = Weather.draw(region.climate(), firstDay, acquisitions.span() + 1, setting);
        Map<Integer, Parcel> parcels = new TreeMap<>();
        for (int pixel = 0; pixel < landscape.pixels(); pixel++) {
            GroundCover cover = landscape.cover(pixel);
            // Streams below 0 are the parcels', those above 0 the pixels'.
            parcels.computeIfAbsent(
                    landscape.parcel(pixel),
                    id -> Parcel.draw(cover, region, weather, acquisitions.days(), new Draws(seed, -1 - id)));
        }
        IntStream.range(0, height).parallel().forEach(row -> {
            for (int pixel = row * width; pixel < (row + 1) * width; pixel++) {
                simulate(pixel, region, parcels, looks, masked, new Draws(seed, 1 + pixel));
            }
        });
    }

    private void simulate(
            int pixel, Region region, Map<Integer, Parcel> parcels, int looks, double masked, Draws draws) {
        int dates = acquisitions.days().length;
        double[] matrix = new double[dates * dates];
        int other = landscape.neighbourOfOtherCover(pixel);
        boolean mixed = other >= 0 && draws.chance(MIXED_BORDER);
        double main = mixed ? region.sensing().mainShare().draw(draws) : 1;
        parcels.get(landscape.parcel(pixel)).addTo(matrix, main, draws);
        if (mixed) {
            parcels.get(landscape.parcel(other)).addTo(matrix, 1 - main, draws);
        }
        float[] estimates = LooksEstimator.estimate(matrix, looks, acquisitions, draws);
        for (int p = 0; p < estimates.length; p++) {
            coherence[p][pixel] = draws.chance(masked) ? Float.NaN : estimates[p];
        }
    }

    /** Dates and pairs. */
    public Acquisitions acquisitions() {
        return acquisitions;
    }

    /** Columns [px]. */
    public int width() {
        return width;
    }

    /** Rows [px]. */
    public int height() {
        return height;
    }

    /**
     * Estimated coherence of a pair.
     *
     * @param pair its index in the acquisitions
     * @return a copy; 0..1, NaN where the pair is masked
     */
    public float[] coherence(int pair) {
        return coherence[pair].clone();
    }

    /** What every pixel truly is: {@link GroundCover#value()}. */
    public byte[] covers() {
        byte[] values = new byte[landscape.pixels()];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (byte) landscape.cover(pixel).value();
        }
        return values;
    }

    private static void checkSize(String name, int size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "the " + name + " of a scene must be " + SMALLEST + ".." + LARGEST + " px, was " + size);
        }
    }
}
