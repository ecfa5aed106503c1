package org.deforma.synthetic.coherence;

/**
 * The year of a region. Days count from 1 January of the northern hemisphere's calendar, and may pass 365 where a
 * season goes on into the next year.
 *
 * @param seasonShift by how much the seasons come later than in the north: 0, or about 182 in the south [days]
 * @param greenUp when leaves and grass begin to grow [day of the year]
 * @param leafFall when they begin to fall or wither [day of the year]
 * @param snowSeason first and last day on which snow may lie [day of the year]
 * @param snowShare share of the snow season with snow on the ground, 0..0.95, from year to year
 * @param wetSeason first and last day of the rainy season [day of the year]
 * @param wetRain chance of rain on a day of the rainy season, 0..1
 * @param dryRain chance of rain on any other day, 0..1
 * @param storms gales, dust storms, cloudbursts a year
 * @param stormAge days of ordinary decay that one of them is worth [days]
 */
public record Climate(
        int seasonShift,
        Range greenUp,
        Range leafFall,
        Range snowSeason,
        Range snowShare,
        Range wetSeason,
        Range wetRain,
        Range dryRain,
        Range storms,
        Range stormAge) {
    static final int YEAR = 365;

    /** Checks the limits. */
    public Climate {
        if (seasonShift < 0 || seasonShift >= YEAR) {
            throw new IllegalArgumentException("the seasons must be shifted by 0..364 days, was " + seasonShift);
        }
        greenUp.check("day of green-up", 0, YEAR, "");
        leafFall.check("day of leaf fall", greenUp.high(), greenUp.low() + YEAR, "");
        snowSeason.check("snow season", 0, 2 * YEAR, " days");
        snowShare.check("share of days with snow", 0, 0.95, "");
        wetSeason.check("rainy season", 0, 2 * YEAR, " days");
        wetRain.check("chance of rain", 0, 1, "");
        dryRain.check("chance of rain", 0, 1, "");
        storms.check("storms a year", 0, YEAR, "");
        stormAge.check("age by a storm", 0, 1000, " days");
    }

    /** Days since the latest {@code start} of a season, 0 to 364, on a day of the local calendar. */
    double since(double start, double day) {
        double d = (day - seasonShift - start) % YEAR;
        return d < 0 ? d + YEAR : d;
    }
}
