package org.deforma.api;

import java.util.Objects;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * What a raster tool gives back.
 *
 * @param result the map; whoever gets it disposes it ({@link GridCoverage2D#dispose}), which frees its scratch file. When the
 *     coverage's property {@value #FILE_PROPERTY} is set, that file is a finished GeoTIFF of the same pixels.
 * @param report what was done and how well it went: a JSON object
 */
public record Product(GridCoverage2D result, String report) {
    /** Coverage property: path (String) of a finished GeoTIFF with the same pixels, metadata and provenance. */
    public static final String FILE_PROPERTY = "org.deforma.file";

    /**
     * Coverage property: how to draw it, an ordered {@code Map<String, String>} from names of styles to Styled Layer Descriptors
     * 1.0, the usual way first.
     */
    public static final String STYLES_PROPERTY = "org.deforma.styles";

    /** Neither part may be missing. */
    public Product {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(report, "report");
    }
}
