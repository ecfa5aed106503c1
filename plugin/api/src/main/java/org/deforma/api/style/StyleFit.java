package org.deforma.api.style;

import java.util.Objects;

/**
 * How a style is fitted to one result.
 *
 * @param name of the new style, such as {@code probability-water}: lower case letters, digits, {@code -} and {@code _}
 * @param title of the new style, for people
 * @param band that it shows, from 0
 * @param limit value at the upper end of the colours, greater than zero [unit of the band]; all values of the style, and what
 *     its legend says, are stretched so, and diverging colours go from {@code -limit} to {@code limit}
 * @param unit of the band, for the legend; metres ({@code m}) are shown as millimetres or centimetres where that reads better.
 *     Empty for a pure number
 */
public record StyleFit(String name, String title, int band, double limit, String unit) {
    /** Checks name, band and limit. */
    public StyleFit {
        checkName(name);
        Objects.requireNonNull(title, "title");
        if (band < 0) {
            throw new IllegalArgumentException("band must be 0 or more, was " + band);
        }
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the limit of style " + name + " must be above 0, was " + limit);
        }
        Objects.requireNonNull(unit, "unit");
    }

    static void checkName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "a style's name must be lower case letters, digits, '-' and '_', was '" + name + "'");
        }
    }

    /**
     * A limit that reads well: the next number 1, 2 or 5 times a power of ten.
     *
     * @param size that nearly all values stay below
     * @param otherwise the limit where that is not above 0
     */
    public static double roundLimit(double size, double otherwise) {
        if (!(size > 0)) {
            return otherwise;
        }
        double power = Math.pow(10, Math.floor(Math.log10(size)));
        for (double digit : new double[] {1, 2, 5}) {
            if (size <= digit * power * (1 + 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /** A fit for numbers from 0 to 1. */
    public static StyleFit share(String name, String title, int band) {
        return new StyleFit(name, title, band, 1, "");
    }
}
