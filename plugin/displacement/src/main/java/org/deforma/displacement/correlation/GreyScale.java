package org.deforma.displacement.correlation;

/**
 * Centre and spread of an image's grey levels. Grey levels are counted in deviations from the centre, so that sums of squares
 * keep their digits and "no contrast" means the same in every unit.
 *
 * @param centre a typical grey level
 * @param deviation standard deviation over the image, above zero
 */
public record GreyScale(float centre, float deviation) {
    /** Checks that both can be used. */
    public GreyScale {
        if (!Float.isFinite(centre) || !(deviation > 0) || !Float.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "grey levels need a finite centre and a deviation above 0, were " + centre + " and " + deviation);
        }
    }

    /**
     * Of a sample of the image.
     *
     * @param sample grey levels, NaN = no data
     * @return centre 0 and deviation 1 where the sample holds no data; deviation 1 where all are equal
     */
    public static GreyScale of(float[] sample) {
        double sum = 0;
        int n = 0;
        for (float v : sample) {
            if (!Float.isNaN(v)) {
                sum += v;
                n++;
            }
        }
        if (n == 0) {
            return new GreyScale(0, 1);
        }
        double mean = sum / n;
        double squares = 0;
        for (float v : sample) {
            if (!Float.isNaN(v)) {
                squares += (v - mean) * (v - mean);
            }
        }
        float deviation = (float) Math.sqrt(squares / n);
        return new GreyScale((float) mean, deviation > 0 && Float.isFinite(deviation) ? deviation : 1);
    }
}
