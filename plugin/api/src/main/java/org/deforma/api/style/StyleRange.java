package org.deforma.api.style;

import java.util.Objects;

/**
 * How a style is fitted to values that lie anywhere, such as those of an image.
 *
 * @param name of the new style, as in {@link StyleFit}
 * @param title of the new style, for people
 * @param band that it shows, from 0
 * @param low value at the lower end of the colours [unit of the band]
 * @param high value at their upper end, greater than {@code low} [unit of the band]
 * @param unit of the band, for the legend; empty for a pure number
 */
public record StyleRange(String name, String title, int band, double low, double high, String unit) {
    /** Checks name, band and range. */
    public StyleRange {
        StyleFit.checkName(name);
        Objects.requireNonNull(title, "title");
        if (band < 0) {
            throw new IllegalArgumentException("band must be 0 or more, was " + band);
        }
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "the range of style %s must go from a lower to a higher number, was %s..%s"
                            .formatted(name, low, high));
        }
        Objects.requireNonNull(unit, "unit");
    }
}
