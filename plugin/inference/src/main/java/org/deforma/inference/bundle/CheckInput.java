package org.deforma.inference.bundle;

import java.util.List;
import java.util.Random;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.Tensor;
import org.deforma.api.model.ValueScaling;

/** An input to check a network on, where nobody gives one: noise within the values that the model has seen. */
final class CheckInput {
    private static final long SEED = 20_220_905;

    private CheckInput() {}

    /** One sample of noise, scaled as the network takes it; the same for the same model. */
    static Tensor of(ModelDescription model) {
        ModelInput input = model.input();
        int side = model.tiling().size();
        int rows = input.height() > 0 ? input.height() : side;
        int columns = input.width() > 0 ? input.width() : side;
        int batch = Math.max(1, input.batch());
        long size = (long) batch * input.channels() * rows * columns;
        if (size > Npy.MAX_VALUES) {
            throw new IllegalArgumentException("model " + model.name() + " takes " + size
                    + " values at once; check tensors have at most " + Npy.MAX_VALUES);
        }
        Random random = new Random(SEED);
        double low = low(model.domain());
        double high =
                Double.isFinite(model.domain().maxValue()) ? model.domain().maxValue() : low + 1;
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            int channel = input.channelsLast() ? i % input.channels() : i / (rows * columns) % input.channels();
            float value = (float) (low + random.nextDouble() * (high - low));
            values[i] = scale(value, input.scaling().get(channel));
        }
        return input.channelsLast()
                ? new Tensor(values, batch, rows, columns, input.channels())
                : new Tensor(values, batch, input.channels(), rows, columns);
    }

    private static double low(ModelDomain domain) {
        if (Double.isFinite(domain.minValue())) {
            return domain.minValue();
        }
        return Double.isFinite(domain.maxValue()) ? domain.maxValue() - 1 : 0;
    }

    private static float scale(float value, List<ValueScaling> steps) {
        float scaled = value;
        for (ValueScaling step : steps) {
            scaled = step.apply(scaled);
        }
        return scaled;
    }
}
