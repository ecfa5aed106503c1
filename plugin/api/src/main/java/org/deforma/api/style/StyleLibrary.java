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
     * @param fit name, title, band and range of the new style
     * @throws IllegalArgumentException for another product
     */
    MapStyle style(String product, StyleFit fit);
}
