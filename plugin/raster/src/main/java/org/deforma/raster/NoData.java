package org.deforma.raster;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * The values that stand for "no data" in a band, beside NaN and those beyond {@value #LARGEST}, which always do: many
 * a file marks its holes with the lowest float, -3.4e38, and does not say so. Immutable.
 */
final class NoData {
    /** Name of the coverage property by which GeoTools hands on a file's nodata tag. */
    private static final String PROPERTY = "GC_NODATA";

    /** No image holds more; squares of what is smaller are finite as float. */
    private static final float LARGEST = (float) 1e18;

    private final double[] values;

    NoData(double... values) {
        this.values = values.clone();
    }

    /** What a coverage declares for a band: by its property and by its sample dimension. */
    static NoData of(GridCoverage2D coverage, int band) {
        DoubleStream property = Arrays.stream(numbers(coverage.getProperty(PROPERTY)));
        return new NoData(DoubleStream.concat(property, Arrays.stream(declared(coverage.getSampleDimension(band))))
                .filter(Double::isFinite)
                .distinct()
                .toArray());
    }

    private static double[] declared(GridSampleDimension band) {
        try {
            double[] values = band.getNoDataValues();
            return values == null ? new double[0] : values;
        } catch (IllegalStateException e) {
            // GeoTools cannot list a category of fractional values; its range is not a nodata value either.
            return new double[0];
        }
    }

    /**
     * The numbers in a property that is a Number or one of the containers of JAI-EXT or ImageN. Those are read by
     * reflection, for which of the two there is depends on the host.
     */
    private static double[] numbers(Object property) {
        if (property instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (property == null || !property.getClass().getSimpleName().equals("NoDataContainer")) {
            return new double[0];
        }
        try {
            Object array = property.getClass().getMethod("getAsArray").invoke(property);
            double[] values = new double[Array.getLength(array)];
            for (int i = 0; i < values.length; i++) {
                values[i] = Array.getDouble(array, i);
            }
            return values;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the nodata value of the coverage cannot be read: " + property, e);
        }
    }

    /** A sample as float, NaN when it is no data. */
    float toFloat(double sample) {
        for (double value : values) {
            if (sample == value) {
                return Float.NaN;
            }
        }
        float result = (float) sample;
        return Math.abs(result) > LARGEST ? Float.NaN : result;
    }

    /** Turns nodata among samples that are exact as float into NaN. */
    void mask(float[] samples, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Math.abs(samples[i]) > LARGEST) {
                samples[i] = Float.NaN;
            }
        }
        for (double value : values) {
            float marker = (float) value;
            for (int i = from; i < to; i++) {
                if (samples[i] == marker) {
                    samples[i] = Float.NaN;
                }
            }
        }
    }
}
