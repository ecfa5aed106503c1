package org.deforma.inference.engine;

import java.util.Arrays;
import org.deforma.api.DeformaException;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.Tensor;

/**
 * What a network must give for an input of a shape, and how it becomes what a predictor gives: batch and channels first, with the
 * activation applied, and two classes where the network gives the probability of the second alone.
 */
@SuppressWarnings("ArrayRecordComponent") // a tensor's shape is a plain array; nothing compares these records
record OutputShape(String model, ModelOutput output, int batch, int channels, int[] place, boolean channelsLast) {
    static OutputShape of(ModelDescription model, int... input) {
        ModelOutput output = model.output();
        boolean last = model.input().channelsLast();
        if (input.length != 4) {
            throw new IllegalArgumentException(
                    "the input of model " + model.name() + " must have 4 axes, was " + Arrays.toString(input));
        }
        boolean single = output.activation() != ModelOutput.Activation.SOFTMAX
                && output.classes().size() == 2;
        int[] place = {};
        if (model.layout().isMap()) {
            int height = last ? input[1] : input[2];
            int width = last ? input[2] : input[3];
            place = new int[] {height / output.stride(), width / output.stride()};
        }
        return new OutputShape(model.name(), output, input[0], single ? -1 : output.values(), place, last);
    }

    Tensor normalise(Tensor raw) {
        Tensor tensor = place.length == 0 ? vectors(raw) : channelsLast ? channelsFirst(raw) : raw;
        int[] shape = tensor.shape();
        boolean fits = shape.length == 2 + place.length
                && shape[0] == batch
                && (channels == shape[1] || (channels < 0 && (shape[1] == 1 || shape[1] == 2)))
                && Arrays.equals(shape, 2, shape.length, place, 0, place.length);
        if (!fits) {
            throw new DeformaException(
                    "model %s must give a tensor of shape %s, gave %s"
                            .formatted(model, expected(), Arrays.toString(raw.shape())),
                    null);
        }
        int pixels = Arrays.stream(place).reduce(1, Math::multiplyExact);
        return switch (output.activation()) {
            case NONE -> channels < 0 && shape[1] == 1 ? twoClasses(tensor, pixels) : tensor;
            case SOFTMAX -> {
                Activations.softmax(tensor.values(), shape[1], pixels);
                yield tensor;
            }
            case SIGMOID -> {
                Activations.sigmoid(tensor.values());
                yield channels < 0 && shape[1] == 1 ? twoClasses(tensor, pixels) : tensor;
            }
        };
    }

    private String expected() {
        StringBuilder axes = new StringBuilder("[").append(batch);
        String values = channels < 0 ? ", 1 or 2" : ", " + channels;
        if (!channelsLast || place.length == 0) {
            axes.append(values);
        }
        Arrays.stream(place).forEach(n -> axes.append(", ").append(n));
        if (channelsLast && place.length > 0) {
            axes.append(values);
        }
        return axes.append(']').toString();
    }

    /** One vector a sample: further axes of length 1, as global pooling leaves them, are dropped. */
    private static Tensor vectors(Tensor raw) {
        int[] shape = raw.shape();
        int axes = shape.length;
        while (axes > 2 && shape[axes - 1] == 1) {
            axes--;
        }
        if (axes == 2 || shape.length != 4) {
            return new Tensor(raw.values(), Arrays.copyOf(shape, axes));
        }
        // (batch, 1, 1, channels)
        return shape[1] == 1 && shape[2] == 1 ? new Tensor(raw.values(), shape[0], shape[3]) : raw;
    }

    private static Tensor channelsFirst(Tensor raw) {
        int[] shape = raw.shape();
        if (shape.length != 4) {
            return raw;
        }
        int pixels = shape[1] * shape[2];
        int channels = shape[3];
        float[] in = raw.values();
        float[] out = new float[in.length];
        for (int b = 0; b < shape[0]; b++) {
            int at = b * pixels * channels;
            for (int i = 0; i < pixels; i++) {
                for (int c = 0; c < channels; c++) {
                    out[at + c * pixels + i] = in[at + i * channels + c];
                }
            }
        }
        return new Tensor(out, shape[0], channels, shape[1], shape[2]);
    }

    /** {@code p} becomes {@code 1 - p, p}. */
    private static Tensor twoClasses(Tensor single, int pixels) {
        float[] p = single.values();
        float[] both = new float[2 * p.length];
        for (int b = 0; b < p.length / pixels; b++) {
            for (int i = 0; i < pixels; i++) {
                both[2 * b * pixels + i] = 1 - p[b * pixels + i];
            }
            System.arraycopy(p, b * pixels, both, (2 * b + 1) * pixels, pixels);
        }
        int[] shape = single.shape().clone();
        shape[1] = 2;
        return new Tensor(both, shape);
    }
}
