package org.deforma.api.style;

/**
 * The styles of Deforma's products: {@code east}, {@code north}, {@code magnitude}, {@code correlation}, {@code sigma}
 * for a displacement, {@code coherence}, and {@code confidence} and {@code probability} for a classification.
 * Thread-safe.
 */
public interface StyleLibrary {
    /**
     * A style as it is shipped.
     *
     * @param product one of those above
     * @throws IllegalArgumentException for another product
     */
    MapStyle style(String product);

    /**
     * A style that fits one result.
     *
     * @param product one of those above
     * @param name of the new style, such as {@code probability-water}
     * @param title of the new style, for people
     * @param band that it shows, from 0
     * @param limit value at the upper end of the colours, greater than zero; all values of the style, and what its legend says,
     *     are stretched so, and diverging colours go from {@code -limit} to {@code limit}
     * @throws IllegalArgumentException for another product, or a limit that is not a positive number
     */
    MapStyle style(String product, String name, String title, int band, double limit);
}
