package org.deforma.api.style;

import java.util.List;
import org.deforma.api.model.ModelClass;

/**
 * The styles of Deforma's products: {@code east}, {@code north}, {@code magnitude}, {@code correlation}, {@code sigma}
 * for a displacement, {@code coherence}, {@code confidence} and {@code probability} for a classification; and
 * {@code image} (grey) and {@code composite} (the first three bands as red, green and blue) for other rasters.
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
     * @param product one of those above, but for {@code composite}, which has no range
     * @param fit name, title, band and range of the new style
     * @throws IllegalArgumentException for another product
     */
    MapStyle style(String product, StyleFit fit);

    /**
     * A style that fits one raster, from one end of its colours to the other.
     *
     * @param product as above
     * @param range name, title, band and range of the new style
     * @throws IllegalArgumentException for another product
     */
    MapStyle style(String product, StyleRange range);

    /**
     * A style with a colour for each value of the first band; other values are transparent.
     *
     * @param name as in {@link StyleFit}
     * @param title for people
     * @param classes at least one, at most 255, which is what GeoServer can draw
     */
    MapStyle classes(String name, String title, List<ModelClass> classes);
}
