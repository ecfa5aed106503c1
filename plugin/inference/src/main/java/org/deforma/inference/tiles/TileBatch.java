package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.Tensor;

/** Collects samples of one size and shows them to the network when there are enough. For one thread. */
final class TileBatch {
    /** Takes what the network gives for a sample. */
    @FunctionalInterface
    interface Target {
        /**
         * Takes the values.
         *
         * @param values of the whole batch
         * @param at where those of this sample begin
         */
        void take(float[] values, int at);
    }

    private final ModelLease.Predictor predictor;
    private final ModelInput input;
    private final int height;
    private final int width;
    private final int capacity;
    private final BooleanSupplier cancelled;
    private final float[] buffer;
    private final List<Target> targets = new ArrayList<>();

    /**
     * Starts empty.
     *
     * @param capacity samples a run has at most, unless the network says how many
     * @param cancelled asked before every run of the network
     */
    TileBatch(
            ModelLease.Predictor predictor,
            ModelInput input,
            int height,
            int width,
            int capacity,
            BooleanSupplier cancelled) {
        this.predictor = predictor;
        this.input = input;
        this.height = height;
        this.width = width;
        this.capacity = input.batch() > 0 ? input.batch() : Math.max(1, capacity);
        this.cancelled = cancelled;
        buffer = new float[Math.multiplyExact(this.capacity, sampleSize())];
    }

    private int sampleSize() {
        return Math.multiplyExact(Math.multiplyExact(height, width), input.channels());
    }

    /** Adds a tile; may run the network. */
    void add(InputWindow window, Rectangle tile, Target target) {
        window.copy(tile, input.channelsLast(), buffer, next());
        commit(target);
    }

    /** Where in {@link #buffer} the next sample goes. */
    int next() {
        return targets.size() * sampleSize();
    }

    /** What samples are written to. */
    float[] buffer() {
        return buffer;
    }

    /** Says that the sample at {@link #next} is there; may run the network. */
    void commit(Target target) {
        targets.add(target);
        if (targets.size() == capacity) {
            flush();
        }
    }

    /** Runs the network on what is there. */
    void flush() {
        if (targets.isEmpty()) {
            return;
        }
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("classification was cancelled");
        }
        // A network with a fixed batch gets what was in the rest of the buffer before; nobody looks at what it says to
        // that.
        int batch = input.batch() > 0 ? capacity : targets.size();
        float[] values = batch == capacity ? buffer : Arrays.copyOf(buffer, batch * sampleSize());
        Tensor result = input.channelsLast()
                ? predictor.predict(values, batch, height, width, input.channels())
                : predictor.predict(values, batch, input.channels(), height, width);
        int size = result.values().length / batch;
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).take(result.values(), i * size);
        }
        targets.clear();
    }
}
