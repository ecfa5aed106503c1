package org.deforma.api.raster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Values of a raster at places, in the order of the places.
 *
 * @param crs reference system of {@code x} and {@code y}: {@code EPSG:n} where it has such a code, else its name; empty for a
 *     raster without one
 * @param unit of {@code distance}: {@code m}; for a raster without reference system {@code px} where its pixels measure 1 x 1,
 *     else {@code grid unit}
 * @param bands names and units of the values
 * @param distance along the line from its start to each place; empty for places that are not along a line
 * @param x east or longitude of each place
 * @param y north or latitude of each place
 * @param values (place, band); NaN for no data and outside the raster
 */
@SuppressWarnings("ArrayRecordComponent")
public record SampledValues(
        Optional<String> crs,
        String unit,
        List<Band> bands,
        Optional<double[]> distance,
        double[] x,
        double[] y,
        float[][] values) {
    /** Checks that there is one of everything for each place. */
    public SampledValues {
        Objects.requireNonNull(crs, "crs");
        Objects.requireNonNull(unit, "unit");
        bands = List.copyOf(bands);
        int places = x.length;
        if (y.length != places
                || values.length != places
                || distance.map(d -> d.length != places).orElse(false)) {
            throw new IllegalArgumentException("there must be one x, y, distance and set of values for each place");
        }
    }
}
