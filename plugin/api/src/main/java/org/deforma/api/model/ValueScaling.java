package org.deforma.api.model;

/**
 * One step from the values of a raster to those that the network was trained on, as in the STAC extension MLM: {@code y =
 * clamp((x - subtract) / divide, low, high)}. Steps are applied in order.
 *
 * @param subtract what is subtracted, in the unit of the raster
 * @param divide what it is divided by then, in the unit of the raster; not 0
 * @param low lowest result; minus infinity for none
 * @param high highest result; infinity for none
 */
public record ValueScaling(double subtract, double divide, double low, double high) {
    /** Checks that the step can be computed. */
    public ValueScaling {
        if (!Double.isFinite(subtract) || !Double.isFinite(divide) || divide == 0) {
            throw new IllegalArgumentException(
                    "value scaling must subtract and divide by finite numbers, and not by 0, was (x - " + subtract
                            + ") / " + divide);
        }
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "value scaling must clamp from a lower to a higher value, was " + low + ".." + high);
        }
    }

    /** The step's result; NaN stays NaN. */
    public float apply(float x) {
        double y = (x - subtract) / divide;
        return (float) (y < low ? low : y > high ? high : y);
    }
}
