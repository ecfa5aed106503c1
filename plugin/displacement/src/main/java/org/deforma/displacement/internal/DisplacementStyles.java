package org.deforma.displacement.internal;

import java.util.Arrays;
import java.util.List;
import org.deforma.api.style.MapStyle;
import org.deforma.api.style.StyleFit;
import org.deforma.api.style.StyleLibrary;

/**
 * How a displacement map is drawn: the shipped styles, stretched to what was measured. East, north and magnitude share one
 * limit, so that their colours can be compared.
 */
final class DisplacementStyles {
    /** Share of the cells that lie within the limit: what is beyond takes the colour of the end. */
    private static final double WITHIN = 0.98;
    /** Limits of an empty map [unit of the map]. */
    private static final double NO_DISPLACEMENT = 1;

    private static final double NO_SIGMA = 0.1;

    private DisplacementStyles() {}

    /**
     * The styles, the usual one first.
     *
     * @param sample of the map
     * @param unit of east, north and sigma
     */
    static List<MapStyle> of(StyleLibrary styles, Sample sample, String unit) {
        double[] east = sample.east();
        double[] both = Arrays.copyOf(east, 2 * east.length);
        System.arraycopy(sample.north(), 0, both, east.length, east.length);
        double limit = limit(both, NO_DISPLACEMENT);
        return List.of(
                styles.style("east", new StyleFit("east", "East displacement", 0, limit, unit)),
                styles.style("north", new StyleFit("north", "North displacement", 1, limit, unit)),
                styles.style("magnitude", new StyleFit("magnitude", "Displacement", 0, limit, unit)),
                styles.style("correlation"),
                styles.style("sigma", new StyleFit("sigma", "Sigma", 3, limit(sample.sigma(), NO_SIGMA), unit)));
    }

    /** A round number that nearly all sizes of values stay below. */
    static double limit(double[] values, double otherwise) {
        double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
        double size = sizes.length == 0 ? 0 : sizes[(int) (WITHIN * (sizes.length - 1))];
        return StyleFit.roundLimit(size, otherwise);
    }
}
