package org.deforma.insar.internal;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deforma.api.model.SampleSource;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterStorage;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.insar.stack.CoherenceBlock;
import org.deforma.insar.stack.CoherenceStack;

/** The coherence matrices of a stack, one for each pixel and window of the matrix. Thread-safe. */
final class StackSamples implements SampleSource {
    /** Part of the heap that tiles under way may take. */
    private static final double SHARE = 1 / 3.0;

    /** Most pixels of a tile: more would make progress and cancelling slow. */
    private static final int MOST_PIXELS = 1 << 17;

    /** Fewest pixels of a tile, so that small rasters have work for all threads without tiles that are all overhead. */
    private static final int FEWEST_PIXELS = 1 << 10;

    private final CoherenceStack stack;
    private final CoherenceMatrix matrix;
    private final Dimension tileSize;
    private final AtomicBoolean any = new AtomicBoolean();

    /**
     * Joins a stack and the matrix of its pairs.
     *
     * @param threads tiles that are in work at once
     * @param heap memory that there is [byte]
     */
    StackSamples(CoherenceStack stack, CoherenceMatrix matrix, int threads, long heap) {
        this.stack = stack;
        this.matrix = matrix;
        RasterGrid grid = stack.grid();
        RasterStorage storage = stack.storages().get(0);
        long fit = (long) (SHARE * heap / threads) / ((long) CoherenceBlock.BYTES * stack.layers());
        long even = (long) grid.width() * grid.height() / (4L * threads);
        tileSize = new TileShape(grid.width(), grid.height(), storage.blockWidth(), storage.blockHeight())
                .within(Math.max(1, Math.min(fit, Math.min(MOST_PIXELS, Math.max(FEWEST_PIXELS, even)))));
    }

    /** Whether any pixel had a matrix so far. */
    boolean any() {
        return any.get();
    }

    @Override
    public RasterGrid grid() {
        return stack.grid();
    }

    @Override
    public int sampleSize() {
        return matrix.size();
    }

    @Override
    public int samplesPerPixel() {
        return matrix.windows();
    }

    @Override
    public Dimension tileSize() {
        return new Dimension(tileSize);
    }

    @Override
    public Tile read(Rectangle tile) {
        CoherenceBlock block = stack.read(tile);
        float[] values = new float[stack.layers()];
        return (pixel, sample, into, at) -> {
            block.pixel(pixel, values);
            boolean filled = matrix.fill(values, 0, sample, into, at);
            if (filled && !any.get()) {
                any.set(true);
            }
            return filled;
        };
    }
}
