package org.deforma.api.model;

/**
 * What a network has seen. Beyond it the tools warn; they do not refuse.
 *
 * @param sensor such as {@code Sentinel-1 C band}; may be empty
 * @param unit of the input's values; may be empty
 * @param minResolution smallest pixel [m]; 0 for no limit
 * @param maxResolution largest pixel [m]; infinity for no limit
 * @param minValue lowest value, before scaling; minus infinity for no limit
 * @param maxValue highest value, before scaling; infinity for no limit
 * @param minDates fewest acquisitions of a stack; 0 for no limit
 * @param maxInterval longest median time between acquisitions [days]; infinity for no limit
 * @param text for people: places, seasons, anything else; may be empty
 */
public record ModelDomain(
        String sensor,
        String unit,
        double minResolution,
        double maxResolution,
        double minValue,
        double maxValue,
        int minDates,
        double maxInterval,
        String text) {
    /** A domain without limits. */
    public static final ModelDomain ANY = new ModelDomain(
            "",
            "",
            0,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            0,
            Double.POSITIVE_INFINITY,
            "");

    /** Checks that every range goes from a lower to a higher value. */
    public ModelDomain {
        if (!(minResolution <= maxResolution) || !(minValue <= maxValue)) {
            throw new IllegalArgumentException(
                    "a model's domain must go from a lower to a higher value, was resolution " + minResolution + ".."
                            + maxResolution + " m, values " + minValue + ".." + maxValue);
        }
    }
}
