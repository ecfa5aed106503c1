package org.deforma.synthetic.coherence;

import java.util.Arrays;
import org.deforma.synthetic.Draws;

/**
 * What grows on a piece of ground and what is done to it, day by day from the first date of the stack.
 *
 * @param growth what stands on it, 0 (nothing) to 1 (fully grown or in leaf)
 * @param cuts how much an event of the day takes: coherence across it falls by exp(-cut), of the stable part too
 * @param visible 1, or 0 while under water
 */
@SuppressWarnings("ArrayRecordComponent") // values by day are plain arrays throughout; nothing compares these records
record SurfaceHistory(double[] growth, double[] cuts, double[] visible) {
    /** Time after which mown grass stands again [days]. */
    private static final double REGROWTH = 45;

    private static final double FALLOW = 0.08;
    private static final double FLOODED = 0.03;

    static SurfaceHistory draw(GroundCover cover, Region region, Weather weather, Draws draws) {
        SurfaceHistory history =
                new SurfaceHistory(weather.green().clone(), new double[weather.days()], visible(weather.days()));
        switch (cover) {
            case GRASSLAND -> history.mow(region, draws);
            case CROPLAND -> history.farm(region, weather, draws);
            default -> {}
        }
        if ((cover == GroundCover.GRASSLAND || cover == GroundCover.CROPLAND) && draws.chance(FLOODED)) {
            history.flood(draws.between(0, weather.days() - 1), draws.between(3, 25), draws.between(0.3, 1.5));
        }
        return history;
    }

    private static double[] visible(int days) {
        double[] visible = new double[days];
        Arrays.fill(visible, 1);
        return visible;
    }

    private void flood(int from, int length, double cut) {
        for (int d = Math.max(0, from); d < Math.min(visible.length, from + length); d++) {
            visible[d] = 0;
        }
        cut(from, cut);
    }

    private void cut(int day, double amount) {
        if (day >= 0 && day < cuts.length) {
            cuts[day] += amount;
        }
    }

    /** Grass is cut on days of the growing season; it grows again within weeks. */
    private void mow(Region region, Draws draws) {
        double perDay = region.mowings().draw(draws) / (0.6 * Climate.YEAR);
        double vigour = draws.between(0.6, 1.0);
        int sinceMown = (int) REGROWTH;
        for (int d = 0; d < growth.length; d++) {
            boolean mown = growth[d] > 0.7 && sinceMown > 20 && draws.chance(perDay * 1.3);
            sinceMown = mown ? 0 : sinceMown + 1;
            if (mown) {
                cut(d, draws.between(0.4, 1.5));
            }
            growth[d] *= vigour * (0.15 + 0.85 * Weather.smooth(sinceMown / REGROWTH));
        }
    }

    /** One crop every year: tilled, sown, grown, harvested; stubble or bare soil in between. */
    private void farm(Region region, Weather weather, Draws draws) {
        Arrays.fill(growth, 0);
        Crop crop = draws.any(region.crops());
        double sowing = crop.sowing().draw(draws);
        double season = crop.harvest().draw(draws) - sowing;
        double slowness = season > 180 ? draws.between(1.5, 3.0) : draws.between(0.7, 1.3);
        double tillage = sowing + season + draws.between(0.1, 0.95) * (Climate.YEAR - season);
        int start = (int) Math.round(weather.climate().seasonShift() + sowing - weather.firstDay());
        int idle = (int) Math.round(tillage - sowing);
        for (int s = start - 2 * Climate.YEAR; s < growth.length; s += Climate.YEAR) {
            // Every year is somewhat early or late.
            int sown = s + draws.between(-8, 8);
            int harvested = s + (int) Math.round(season) + draws.between(-8, 8);
            double vigour = draws.between(0.7, 1.0);
            boolean fallow = draws.chance(FALLOW);
            cut(s + idle, draws.between(1.5, 5.0));
            if (fallow) {
                continue;
            }
            if (crop.paddy()) {
                flood(sown - 15, 50, draws.between(2.0, 5.0));
            }
            cut(sown, draws.between(1.0, 4.0));
            cut(harvested, draws.between(0.4, 2.5));
            for (int d = Math.max(0, sown + 10); d < Math.min(growth.length, harvested); d++) {
                double ripeness = (d - sown - 10) / (0.7 * (harvested - sown));
                growth[d] = vigour * StrictMath.pow(Weather.smooth(ripeness), slowness);
            }
        }
    }
}
