package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.function.BooleanSupplier;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.SampleSource;

/** A network over samples that someone else makes, one or more a pixel. Thread-safe. */
public final class SampleRun {
    private final SampleSource source;
    private final ModelInput input;
    private final int channels;
    private final int height;
    private final int width;
    private final int capacity;

    /**
     * Prepares.
     *
     * @param values how many the input of one run of the network should have, about
     * @throws IllegalArgumentException when the samples are not of the size that the model takes
     */
    public SampleRun(ModelDescription model, SampleSource source, int values) {
        this.source = source;
        input = model.input();
        channels = model.output().values();
        int[] size = input.fixedSize().orElseGet(() -> {
            int side =
                    model.matrix().map(MatrixGrid::dates).orElse(model.tiling().size());
            return new int[] {side, side};
        });
        height = size[0];
        width = size[1];
        int sample = height * width * input.channels();
        if (source.sampleSize() != sample) {
            throw new IllegalArgumentException("model %s takes samples of %d x %d x %d values, was given %d"
                    .formatted(model.name(), input.channels(), height, width, source.sampleSize()));
        }
        capacity = Math.max(16, Math.min(1024, values / sample));
    }

    /**
     * Runs a tile.
     *
     * @param cancelled asked before every run of the network
     * @return means over the samples of a pixel: one array a channel, row by row, NaN where there is no sample
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public float[][] run(Rectangle tile, ModelLease.Predictor predictor, BooleanSupplier cancelled) {
        SampleSource.Tile samples = source.read(tile);
        int pixels = tile.width * tile.height;
        float[][] sums = new float[channels][pixels];
        int[] counts = new int[pixels];
        TileBatch batch = new TileBatch(predictor, input, height, width, capacity, cancelled);
        for (int i = 0; i < pixels; i++) {
            for (int k = 0; k < source.samplesPerPixel(); k++) {
                if (samples.fill(i, k, batch.buffer(), batch.next())) {
                    int pixel = i;
                    counts[pixel]++;
                    batch.commit((values, at) -> {
                        for (int c = 0; c < channels; c++) {
                            sums[c][pixel] += values[at + c];
                        }
                    });
                }
            }
        }
        batch.flush();
        for (float[] sum : sums) {
            for (int i = 0; i < pixels; i++) {
                sum[i] = counts[i] == 0 ? Float.NaN : sum[i] / counts[i];
            }
        }
        return sums;
    }
}
