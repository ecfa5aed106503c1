package org.deforma.synthetic.coherence;

import org.deforma.synthetic.Draws;

/**
 * The values that a quantity takes within a region, all equally likely.
 *
 * @param low smallest value, in the unit of the quantity
 * @param high largest value, not below {@code low}
 */
public record Range(double low, double high) {
    /** Checks the order. */
    public Range {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "a range must go from a number to one not below it, was " + low + ".." + high);
        }
    }

    /** From {@code low} to {@code high}. */
    public static Range of(double low, double high) {
        return new Range(low, high);
    }

    /** Both ends times a factor above 0. */
    public Range times(double factor) {
        return new Range(low * factor, high * factor);
    }

    /** Throws unless both ends lie in the given limits. */
    void check(String name, double smallest, double largest, String unit) {
        if (low < smallest || high > largest) {
            throw new IllegalArgumentException(
                    name + " must be " + smallest + ".." + largest + unit + ", was " + low + ".." + high);
        }
    }

    double draw(Draws draws) {
        return draws.between(low, high);
    }

    /** A whole number, both ends included; the ends are rounded. */
    int drawInt(Draws draws) {
        return draws.between((int) Math.round(low), (int) Math.round(high));
    }
}
