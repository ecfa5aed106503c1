package org.deforma.inference.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.raster.Band;

/**
 * Turns what a network gives for pixels into the bands of the result: for a classification class, confidence, the probabilities
 * and, if wanted, their entropy over that of equal ones; for a regression the values. Counts classes. Thread-safe.
 */
public final class ResultBands {
    private static final int FIRST_PROBABILITY = 2;

    private final ModelOutput output;
    private final boolean entropy;
    private final AtomicLongArray counts;

    /** With or without a band of the entropy, which a regression does not have. */
    public ResultBands(ModelOutput output, boolean entropy) {
        this.output = output;
        this.entropy = entropy && output.isClassification();
        counts =
                new AtomicLongArray(output.isClassification() ? output.classes().size() : 1);
    }

    /** Names and units. */
    public List<Band> bands() {
        if (!output.isClassification()) {
            return output.bands();
        }
        List<Band> bands = new ArrayList<>(List.of(new Band("class", "", true), new Band("confidence", "")));
        output.classes().forEach(c -> bands.add(new Band(c.name(), "")));
        if (entropy) {
            bands.add(new Band("entropy", ""));
        }
        return bands;
    }

    /** Pixels of each class so far; for a regression, of pixels with a value. */
    public long[] counts() {
        long[] copy = new long[counts.length()];
        Arrays.setAll(copy, counts::get);
        return copy;
    }

    /**
     * The bands.
     *
     * @param values one array a channel; becomes part of the result
     */
    public float[][] of(float[][] values) {
        clearIncomplete(values);
        if (!output.isClassification()) {
            long valid = 0;
            for (float v : values[0]) {
                valid += Float.isNaN(v) ? 0 : 1;
            }
            counts.addAndGet(0, valid);
            return values;
        }
        float[][] bands = new float[FIRST_PROBABILITY + values.length + (entropy ? 1 : 0)][];
        System.arraycopy(values, 0, bands, FIRST_PROBABILITY, values.length);
        classify(values, bands);
        if (entropy) {
            bands[bands.length - 1] = entropy(values);
        }
        return bands;
    }

    /** NaN in one channel is NaN in all. */
    private static void clearIncomplete(float[][] values) {
        float[] sum = values[0].clone();
        for (int c = 1; c < values.length; c++) {
            float[] channel = values[c];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += channel[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            if (Float.isNaN(sum[i])) {
                for (float[] channel : values) {
                    channel[i] = Float.NaN;
                }
            }
        }
    }

    /** The most probable class; of equal ones the first. */
    private void classify(float[][] p, float[][] bands) {
        int pixels = p[0].length;
        float[] confidence = p[0].clone();
        int[] best = new int[pixels];
        for (int c = 1; c < p.length; c++) {
            float[] channel = p[c];
            for (int i = 0; i < pixels; i++) {
                if (channel[i] > confidence[i]) {
                    confidence[i] = channel[i];
                    best[i] = c;
                }
            }
        }
        List<ModelClass> classes = output.classes();
        float[] names = new float[classes.size()];
        for (int c = 0; c < names.length; c++) {
            names[c] = classes.get(c).value();
        }
        long[] found = new long[names.length];
        float[] values = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            boolean valid = !Float.isNaN(confidence[i]);
            values[i] = valid ? names[best[i]] : Float.NaN;
            found[best[i]] += valid ? 1 : 0;
        }
        for (int c = 0; c < found.length; c++) {
            counts.addAndGet(c, found[c]);
        }
        bands[0] = values;
        bands[1] = confidence;
    }

    /** {@code - sum p ln p / ln n}, of probabilities that are made to sum to 1. */
    private static float[] entropy(float[][] p) {
        float[] entropy = new float[p[0].length];
        double most = Math.log(p.length);
        for (int i = 0; i < entropy.length; i++) {
            double sum = 0;
            double plogp = 0;
            for (float[] channel : p) {
                sum += channel[i];
                plogp += channel[i] > 0 ? channel[i] * Math.log(channel[i]) : 0;
            }
            double value = (Math.log(sum) - plogp / sum) / most;
            entropy[i] = Double.isNaN(sum) ? Float.NaN : (float) Math.max(0, Math.min(1, value));
        }
        return entropy;
    }
}
