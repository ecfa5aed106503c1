package org.deforma.raster;

import java.util.HashMap;
import java.util.Map;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;

/** A coverage of the same pixels that says more of itself. */
public final class MoreProperties {
    private MoreProperties() {}

    /**
     * The coverage with properties beside its own.
     *
     * @param more take precedence
     */
    public static GridCoverage2D of(GridCoverage2D coverage, Map<String, Object> more) {
        Map<Object, Object> properties = new HashMap<>();
        Map<?, ?> known = coverage.getProperties();
        if (known != null) {
            properties.putAll(known);
        }
        properties.putAll(more);
        return new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }
}
