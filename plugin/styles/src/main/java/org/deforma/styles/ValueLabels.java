package org.deforma.styles;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What a legend says of values: short, the same in every country, metres in the unit that reads best. */
final class ValueLabels {
    /** From this limit on metres are metres; below, centimetres, and millimetres below {@link #CENTIMETRES}. */
    private static final double METRES = 0.5;

    private static final double CENTIMETRES = 0.02;

    private final double factor;
    private final String unit;

    /**
     * Labels for one legend, all in the same unit.
     *
     * @param limit largest value
     * @param unit of the values; empty for pure numbers
     */
    ValueLabels(double limit, String unit) {
        boolean metres = unit.equals("m");
        // Quarters of a limit such as 0.02 must not fall below the border by their rounding.
        double size = limit * (1 + 1e-9);
        if (!metres || size >= METRES) {
            factor = 1;
            this.unit = unit;
        } else if (size >= CENTIMETRES) {
            factor = 100;
            this.unit = "cm";
        } else {
            factor = 1000;
            this.unit = "mm";
        }
    }

    /** Such as {@code -0.5 m}. */
    String of(double value) {
        String number = number(value * factor, 3);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** A number with as many significant digits at most, without exponent and trailing zeros. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
