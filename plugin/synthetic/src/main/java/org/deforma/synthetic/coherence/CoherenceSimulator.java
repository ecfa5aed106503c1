package org.deforma.synthetic.coherence;

import java.util.List;
import org.deforma.synthetic.Draws;

/**
 * Pixels of InSAR coherence stacks with known truth. Immutable and thread-safe; the same arguments give the same
 * sample.
 *
 * <p>The true coherence of the dates i and j is the sum over what the ground is made of (Rocca 2007; Parizzi et al.
 * 2009): a stable part, a part that decays with time (Zebker and Villasenor 1992) and faster in the growing season, and
 * the rest, which is lost at once. All of it is less where leaves, snow or a flood cover the ground on either date,
 * where the wetness differs, and across ploughing, sowing, mowing and harvest; a change ends one history and begins
 * another. Thermal noise takes its share 1 / (1 + 1/SNR). The coherence of a mixed pixel is the sum of its covers',
 * weighted by area. Water has none. {@link Parcel} has the formula.
 *
 * <p>The estimate is that of {@code looks} independent looks, with the bias and spread that follow from it
 * ({@link LooksEstimator}).
 */
public final class CoherenceSimulator {
    private static final List<GroundCover> COVERS = List.of(GroundCover.values());

    private final Region region;

    /** Simulates pixels of a region. */
    public CoherenceSimulator(Region region) {
        this.region = region;
    }

    /**
     * One pixel with a history, weather, place in the year and number of looks of its own.
     *
     * @param acquisitions dates and pairs
     * @param cover what the larger part of the pixel is
     */
    public CoherenceSample sample(Acquisitions acquisitions, GroundCover cover, long seed) {
        Draws setting = new Draws(seed, 0);
        int firstDay = setting.between(0, Climate.YEAR - 1);
        int looks = region.sensing().looks().drawInt(setting);
        double masked = region.sensing().maskedPairs().draw(setting);
        boolean mixed = setting.chance(region.sensing().mixedPixels());
        double main = mixed ? region.sensing().mainShare().draw(setting) : 1;
        GroundCover other = setting.any(COVERS);

        Weather weather = Weather.draw(region.climate(), firstDay, acquisitions.span() + 1, new Draws(seed, 1));
        int[] days = acquisitions.days();
        double[] matrix = new double[days.length * days.length];
        Draws pixel = new Draws(seed, 3);
        Draws history = new Draws(seed, 2);
        Parcel.draw(cover, region, weather, days, history).addTo(matrix, main, pixel);
        if (mixed) {
            Parcel.draw(other, region, weather, days, history).addTo(matrix, 1 - main, pixel);
        }
        float[] estimates = LooksEstimator.estimate(matrix, looks, acquisitions, new Draws(seed, 4));
        for (int p = 0; p < estimates.length; p++) {
            if (setting.chance(masked)) {
                estimates[p] = Float.NaN;
            }
        }
        return new CoherenceSample(acquisitions, estimates, truth(matrix, acquisitions), cover);
    }

    static float[] truth(double[] matrix, Acquisitions acquisitions) {
        int n = acquisitions.days().length;
        float[] truth = new float[acquisitions.pairs()];
        for (int p = 0; p < truth.length; p++) {
            truth[p] = (float) matrix[acquisitions.first()[p] * n + acquisitions.second()[p]];
        }
        return truth;
    }
}
