package org.deforma.inference.bundle;

import java.util.Arrays;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Tensor;

/** Whether a network gives what its bundle says. */
public final class Proof {
    /** Probabilities may leave 0..1 by rounding. */
    private static final float ROUNDING = 1e-3f;

    private Proof() {}

    /**
     * Runs a network on its check tensors.
     *
     * @return largest difference of a value, relative where the value is above 1
     * @throws IllegalArgumentException when it gives something else, in one sentence
     * @throws org.deforma.api.DeformaException when it fails
     */
    public static double run(ModelContent content, ModelLease.Predictor predictor) {
        ModelDescription model = content.metadata().description();
        Tensor result = run(model, content.checkInput(), predictor);
        Tensor expected = content.checkOutput();
        if (!Arrays.equals(result.shape(), expected.shape())) {
            throw new IllegalArgumentException(
                    "model " + model.name() + " does not give what its check tensor says: shape "
                            + Arrays.toString(result.shape()) + " instead of " + Arrays.toString(expected.shape()));
        }
        double largest = 0;
        for (int i = 0; i < result.values().length; i++) {
            double there = expected.values()[i];
            double difference = Math.abs(result.values()[i] - there) / Math.max(1, Math.abs(there));
            largest = difference > largest || Double.isNaN(difference) ? difference : largest;
            if (!(difference <= content.metadata().check().tolerance())) {
                throw new IllegalArgumentException(
                        ("model %s does not give what its check tensor says: %g instead of %g at value %d,"
                                        + " more than the tolerance of %g")
                                .formatted(
                                        model.name(),
                                        result.values()[i],
                                        there,
                                        i,
                                        content.metadata().check().tolerance()));
            }
        }
        return largest;
    }

    /**
     * Runs a network on an input.
     *
     * @throws IllegalArgumentException when it gives infinite values, or probabilities outside of 0..1
     */
    static Tensor run(ModelDescription model, Tensor input, ModelLease.Predictor predictor) {
        checkInput(model, input);
        Tensor result = predictor.predict(input.values(), input.shape());
        for (float value : result.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "model " + model.name() + " gives " + value + " for its check tensor");
            }
            if (model.output().isClassification() && (value < -ROUNDING || value > 1 + ROUNDING)) {
                throw new IllegalArgumentException("model " + model.name() + " gives " + value
                        + " where probabilities of 0..1 are expected;"
                        + " if it gives scores, say deforma:activation softmax or sigmoid");
            }
        }
        return result;
    }

    private static void checkInput(ModelDescription model, Tensor input) {
        int[] shape = input.shape();
        boolean last = model.input().channelsLast();
        boolean fits = shape.length == 4
                && shape[last ? 3 : 1] == model.input().channels()
                && fits(model.input().batch(), shape[0])
                && fits(model.input().height(), shape[last ? 1 : 2])
                && fits(model.input().width(), shape[last ? 2 : 3]);
        if (!fits) {
            throw new IllegalArgumentException("model " + model.name() + " has a check tensor of shape "
                    + Arrays.toString(shape) + ", which does not fit its input");
        }
        for (float value : input.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("model " + model.name() + " has a check tensor with " + value);
            }
        }
    }

    private static boolean fits(int described, int length) {
        return length > 0 && (described == 0 || described == length);
    }
}
