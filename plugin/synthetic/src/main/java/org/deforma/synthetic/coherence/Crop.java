package org.deforma.synthetic.coherence;

/**
 * One use of a field in the course of the year. Days count as in {@link Climate}.
 *
 * @param sowing day of sowing or planting [day of the year]
 * @param harvest day of harvest, at most a year after sowing; past 365 where the crop stands over the turn of the year
 * @param paddy whether the field is flooded from two weeks before sowing to five weeks after
 */
public record Crop(Range sowing, Range harvest, boolean paddy) {
    /** Checks the order. */
    public Crop {
        sowing.check("day of sowing", 0, Climate.YEAR, "");
        harvest.check("day of harvest", sowing.high() + 40, sowing.low() + Climate.YEAR, "");
    }
}
