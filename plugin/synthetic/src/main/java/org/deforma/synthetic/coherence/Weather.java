package org.deforma.synthetic.coherence;

import org.deforma.synthetic.Draws;

/**
 * What all pixels of a stack share, day by day from the first date: leaves, snow, wetness and wind.
 *
 * @param climate the climate it was drawn from
 * @param firstDay day of the year of the first date, 0 to 364 from 1 January
 * @param green state of leaves and grass, 0 (bare) to 1 (fully grown)
 * @param snow 0 without snow, up to 1 under wet snow
 * @param moisture wetness of the ground; about 0 when dry and 1 on a rainy day
 * @param age days of ordinary decay that the day is worth, 1 or more in a storm [days]
 */
@SuppressWarnings("ArrayRecordComponent") // values by day are plain arrays throughout; nothing compares these records
record Weather(Climate climate, int firstDay, double[] green, double[] snow, double[] moisture, double[] age) {
    /** Time that leaves take to come out and to fall [days]. */
    private static final double LEAVES_COME = 30;

    private static final double LEAVES_GO = 40;

    static Weather draw(Climate climate, int firstDay, int days, Draws draws) {
        return new Weather(
                climate,
                firstDay,
                green(climate, firstDay, days, draws),
                snow(climate, firstDay, days, draws),
                moisture(climate, firstDay, days, draws),
                age(climate, days, draws));
    }

    int days() {
        return green.length;
    }

    /** 0 below 0, 1 above 1, smooth in between. */
    static double smooth(double x) {
        double t = Math.max(0, Math.min(1, x));
        return t * t * (3 - 2 * t);
    }

    private static double[] green(Climate climate, int firstDay, int days, Draws draws) {
        double greenUp = climate.greenUp().draw(draws);
        double season = climate.leafFall().draw(draws) - greenUp;
        double[] green = new double[days];
        for (int d = 0; d < days; d++) {
            double since = climate.since(greenUp, firstDay + d);
            double fallen = smooth((since - season) / LEAVES_GO);
            // Leaves that still fall when the next ones come, where the season is nearly the whole year.
            double left = 1 - smooth((since + Climate.YEAR - season) / LEAVES_GO);
            green[d] = Math.max(left, smooth(since / LEAVES_COME) * (1 - fallen));
        }
        return green;
    }

    /** Spells of snow: each day's snow comes and goes with a chance that makes the wanted share and mean length. */
    private static double[] snow(Climate climate, int firstDay, int days, Draws draws) {
        double share = climate.snowShare().draw(draws);
        double length = draws.between(4.0, 30.0);
        double season = climate.snowSeason().high() - climate.snowSeason().low();
        double[] snow = new double[days];
        boolean lies = draws.chance(share);
        for (int d = 0; d < days; d++) {
            lies = draws.chance(lies ? 1 - 1 / length : Math.min(1, share / (1 - share) / length));
            double wet = draws.between(0.3, 1.0);
            if (lies && climate.since(climate.snowSeason().low(), firstDay + d) <= season) {
                snow[d] = wet;
            }
        }
        return snow;
    }

    /** Rain adds to the wetness, which dries up within days. */
    private static double[] moisture(Climate climate, int firstDay, int days, Draws draws) {
        double wet = climate.wetRain().draw(draws);
        double dry = climate.dryRain().draw(draws);
        double keeps = StrictMath.exp(-1 / draws.between(2.0, 7.0));
        double season = climate.wetSeason().high() - climate.wetSeason().low();
        double[] moisture = new double[days];
        double now = draws.unit() * dry;
        for (int d = 0; d < days; d++) {
            boolean rainy = climate.since(climate.wetSeason().low(), firstDay + d) <= season;
            double rain = draws.chance(rainy ? wet : dry) ? 0.7 * draws.exponential() : 0;
            now = Math.min(3, now * keeps + rain);
            moisture[d] = now;
        }
        return moisture;
    }

    private static double[] age(Climate climate, int days, Draws draws) {
        double daily = climate.storms().draw(draws) / Climate.YEAR;
        double[] age = new double[days];
        for (int d = 0; d < days; d++) {
            age[d] = 1 + (draws.chance(daily) ? climate.stormAge().draw(draws) : 0);
        }
        return age;
    }
}
