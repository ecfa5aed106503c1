package org.deforma.styles;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What a legend says of values: short, the same in every country, metres in the unit that reads best. */
final class ValueLabels {
    /** From this limit on metres are metres; below, centimetres, and millimetres below {@link #CENTIMETRES}. */
    private static final double METRES = 0.5;

    private static final double CENTIMETRES = 0.02;

    /** Digits that a label needs to tell parts of a range from each other, where the range begins at zero. */
    private static final int DIGITS = 3;

    private final double factor;
    private final String unit;
    private final int more;

    /**
     * Labels for one legend, all in the same unit.
     *
     * @param low smallest value
     * @param high largest value
     * @param unit of the values; empty for pure numbers
     */
    ValueLabels(double low, double high, String unit) {
        boolean metres = unit.equals("m");
        double largest = Math.max(Math.abs(low), Math.abs(high));
        // Quarters of a limit such as 0.02 must not fall below the border by their rounding.
        double size = largest * (1 + 1e-9);
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
        // A narrow range far from zero, such as 1013..1018, differs in later digits.
        more = Math.max(0, (int) Math.ceil(Math.log10(largest / (high - low)) - 1e-9));
    }

    /** Such as {@code -0.5 m}. */
    String of(double value) {
        String number = number(value * factor, DIGITS + more);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** The value itself, with digits enough to draw with. */
    String quantity(double value) {
        return number(value, 2 * DIGITS + more);
    }

    /** A number with as many significant digits at most, without exponent and trailing zeros. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
