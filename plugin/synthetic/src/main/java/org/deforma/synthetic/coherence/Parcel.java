package org.deforma.synthetic.coherence;

import java.util.ArrayList;
import java.util.List;
import org.deforma.synthetic.Draws;

/**
 * A piece of ground with one history, which its pixels share: a field, a wood, a block of houses. Immutable.
 *
 * <p>It is a sum of phases; one for most covers, none for water, one before and one after for a change. A phase gives
 * the dates i and j the coherence
 *
 * <pre>a(i) a(j) exp(-(s (m(i) - m(j)))^2 / 2) exp(-|c(i) - c(j)|) (stable + decaying exp(-|r(i) - r(j)| / tau))</pre>
 *
 * where a is the state of the ground on the date (leaves, snow, flood), m its wetness, c the events up to the date and
 * r its age, faster than time while things grow. All factors are positive semi-definite over any set of dates, so
 * that their products and sums are.
 */
final class Parcel {
    /** Largest share that is not lost at once: something always is. */
    private static final double MOST = 0.97;

    private final List<Phase> phases;
    private final int dates;

    /** One phase on the dates of a stack. */
    @SuppressWarnings(
            "ArrayRecordComponent") // values by date are plain arrays throughout; nothing compares these records
    private record Phase(
            double stable,
            double decaying,
            double tau,
            double noise,
            double[] state,
            double[] ages,
            double[] cuts,
            double[] wetness) {}

    private Parcel(List<Phase> phases, int dates) {
        this.phases = phases;
        this.dates = dates;
    }

    /** A parcel as it may be found in a region. */
    static Parcel draw(GroundCover cover, Region region, Weather weather, int[] days, Draws draws) {
        List<Phase> phases = new ArrayList<>();
        switch (cover) {
            case WATER -> {}
            case CHANGED -> {
                // Two dates at least lie before and after; building takes its time, a landslide none.
                int change = draws.between(Math.min(2, days.length / 2), Math.max(days.length / 2, days.length - 3));
                change = Math.max(change, 1);
                int takes = draws.chance(0.5) ? 0 : draws.between(5, Math.max(5, days[days.length - 1] / 5));
                takes = Math.min(takes, Math.max(0, days[days.length - 2] - days[change]));
                phases.add(phase(stableCover(draws), region, weather, days, draws, -1, days[change]));
                phases.add(phase(
                        stableCover(draws), region, weather, days, draws, days[change] + takes, Integer.MAX_VALUE));
            }
            default -> phases.add(phase(cover, region, weather, days, draws, -1, Integer.MAX_VALUE));
        }
        return new Parcel(phases, days.length);
    }

    private static GroundCover stableCover(Draws draws) {
        return draws.chance(0.6) ? GroundCover.BUILT_UP : GroundCover.BARE_GROUND;
    }

    /** The phase of one cover, from a day (included) to a day (excluded). */
    private static Phase phase(
            GroundCover cover, Region region, Weather weather, int[] days, Draws draws, int from, int to) {
        CoverLevels levels = region.levels().get(cover);
        SurfaceHistory history = SurfaceHistory.draw(cover, region, weather, draws);
        double growthLoss = levels.growthLoss().draw(draws);
        double growthRate = levels.growthRate().draw(draws);
        double snowLoss = levels.snowLoss().draw(draws);
        double sensitivity = levels.moisture().draw(draws);
        int n = days.length;
        double[] state = new double[n];
        double[] ages = new double[n];
        double[] cuts = new double[n];
        double[] wetness = new double[n];
        double age = 0;
        double cut = 0;
        for (int d = 0, i = 0; i < n; d++) {
            age += weather.age()[d] * (1 + (growthRate - 1) * history.growth()[d]);
            cut += history.cuts()[d];
            if (d == days[i]) {
                double kept = (1 - growthLoss * history.growth()[d]) * (1 - snowLoss * weather.snow()[d]);
                state[i] = d >= from && d < to ? Math.sqrt(kept * history.visible()[d]) : 0;
                ages[i] = age;
                cuts[i] = cut;
                wetness[i] = sensitivity * weather.moisture()[d];
                i++;
            }
        }
        double snr = StrictMath.pow(10, levels.snr().draw(draws) / 10);
        return new Phase(
                levels.stable().draw(draws),
                levels.decaying().draw(draws),
                levels.tau().draw(draws),
                1 / snr,
                state,
                ages,
                cuts,
                wetness);
    }

    /**
     * Adds the true coherence of one of its pixels to a matrix.
     *
     * @param share weight of this parcel in the pixel, 0..1
     * @param pixel how the pixel differs from the others of the parcel
     * @param matrix dates x dates, row by row; only the part right of the diagonal is touched
     */
    void addTo(double[] matrix, double share, Draws pixel) {
        for (Phase phase : phases) {
            double stable = phase.stable * pixel.factor(0.15);
            double decaying = phase.decaying * pixel.factor(0.15);
            double scale = share * Math.min(1, MOST / (stable + decaying));
            // Backscatter varies by about 1.5 dB within a parcel, and with it the thermal noise's share.
            scale /= 1 + phase.noise * pixel.factor(0.35);
            add(matrix, phase, scale * stable, scale * decaying, phase.tau * pixel.factor(0.2));
        }
    }

    private void add(double[] matrix, Phase phase, double stable, double decaying, double tau) {
        int n = dates;
        double[] cutStep = new double[n];
        double[] ageStep = new double[n];
        for (int i = 1; i < n; i++) {
            cutStep[i] = Math.exp(phase.cuts[i - 1] - phase.cuts[i]);
            ageStep[i] = Math.exp((phase.ages[i - 1] - phase.ages[i]) / tau);
        }
        for (int i = 0; i < n; i++) {
            double s = stable * phase.state[i];
            double d = decaying * phase.state[i];
            for (int j = i + 1; j < n && s + d > 0; j++) {
                // exp of a sum is the product of the steps.
                s *= cutStep[j];
                d *= cutStep[j] * ageStep[j];
                double difference = phase.wetness[i] - phase.wetness[j];
                matrix[i * n + j] += (s + d) * phase.state[j] * Math.exp(-0.5 * difference * difference);
            }
        }
    }
}
