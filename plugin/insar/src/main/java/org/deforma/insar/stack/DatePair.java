package org.deforma.insar.stack;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * The two acquisitions that a product of InSAR was made from.
 *
 * @param first day of the earlier one
 * @param second day of the later one
 */
public record DatePair(LocalDate first, LocalDate second) {
    /** Checks the order. */
    public DatePair {
        if (first.equals(second)) {
            throw new IllegalArgumentException("both dates are " + first + "; a pair needs two");
        }
        if (first.isAfter(second)) {
            throw new IllegalArgumentException("the second date, " + second + ", must be after the first, " + first);
        }
    }

    /** First day, counted from 1970-01-01. */
    int firstDay() {
        return (int) first.toEpochDay();
    }

    /** Second day, counted from 1970-01-01. */
    int secondDay() {
        return (int) second.toEpochDay();
    }

    /** {@code YYYYMMDD_YYYYMMDD}. */
    @Override
    public String toString() {
        return first.format(DateTimeFormatter.BASIC_ISO_DATE) + "_" + second.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
