package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLease;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterSource;

/**
 * Layout PATCH: one cell a step, each centred on its patch. The cells cover the raster: all whose centre lies inside it, of which
 * the outermost may see it mirrored at its edge.
 */
final class PatchRun implements RasterRun {
    /** Side of a block [px], about. */
    private static final int SIDE = 1024;
    /** Cells of a block along an axis at most. */
    private static final int CELLS = 256;
    /** Blocks there should be at least, so that many threads have something to do. */
    private static final int BLOCKS = 48;

    private final ModelInput input;
    private final RasterSource source;
    private final int[] bands;
    private final ValueRange range;
    private final int channels;
    private final int capacity;
    private final int height;
    private final int width;
    private final int stepX;
    private final int stepY;
    private final RasterGrid grid;

    PatchRun(ModelDescription model, RasterSource source, int[] bands, ValueRange range, int values) {
        this.input = model.input();
        this.source = source;
        this.bands = bands.clone();
        this.range = range;
        channels = model.output().values();
        int side = model.tiling().size();
        int[] size = input.fixedSize().orElse(new int[] {side, side});
        height = size[0];
        width = size[1];
        stepX = width - model.tiling().overlap();
        stepY = height - model.tiling().overlap();
        if (stepX < 1 || stepY < 1) {
            throw new IllegalArgumentException("model %s has patches of %d x %d px, which cannot overlap by %d px"
                    .formatted(model.name(), width, height, model.tiling().overlap()));
        }
        capacity = Math.min(1024, values / (height * width * input.channels()));
        RasterGrid raster = source.grid();
        AffineTransform toWorld = raster.toWorld();
        toWorld.translate(first(width, stepX) + (width - stepX) / 2.0, first(height, stepY) + (height - stepY) / 2.0);
        toWorld.scale(stepX, stepY);
        grid = new RasterGrid(
                cells(raster.width(), width, stepX), cells(raster.height(), height, stepY), toWorld, raster.crs());
    }

    /** Left (upper) edge of the first patch: as far outside as makes its cell begin at the raster's edge, to half a pixel. */
    private static int first(int size, int step) {
        return -Math.floorDiv(size - step, 2);
    }

    private static int cells(int length, int size, int step) {
        double centre = first(size, step) + size / 2.0;
        return Math.max(1, (int) Math.ceil((length - centre) / step));
    }

    @Override
    public RasterGrid grid() {
        return grid;
    }

    /** In cells. */
    @Override
    public List<Rectangle> blocks() {
        int side = Math.max(1, Math.min(CELLS, (SIDE - Math.max(width, height)) / Math.max(stepX, stepY)));
        while (side > 1 && parts(grid.width(), side) * (long) parts(grid.height(), side) < BLOCKS) {
            side--;
        }
        List<Rectangle> blocks = new ArrayList<>();
        for (int y = 0; y < grid.height(); y += side) {
            for (int x = 0; x < grid.width(); x += side) {
                blocks.add(new Rectangle(x, y, Math.min(side, grid.width() - x), Math.min(side, grid.height() - y)));
            }
        }
        return blocks;
    }

    private static int parts(int length, int side) {
        return (length + side - 1) / side;
    }

    @Override
    public void run(Rectangle block, ModelLease.Predictor predictor, BooleanSupplier cancelled, Output output) {
        Rectangle window = patch(block.x, block.y).union(patch(block.x + block.width - 1, block.y + block.height - 1));
        Rectangle own = new Rectangle(block.x * stepX, block.y * stepY, block.width * stepX, block.height * stepY);
        InputWindow in = InputWindow.read(source, bands, input, window, own, range);
        float[][] result = new float[channels][block.width * block.height];
        for (float[] channel : result) {
            Arrays.fill(channel, Float.NaN);
        }
        TileBatch batch = new TileBatch(predictor, input, height, width, capacity, cancelled);
        for (int i = 0; i < block.width * block.height; i++) {
            int cell = i;
            Rectangle patch = patch(block.x + i % block.width, block.y + i / block.width);
            if (in.isWorth(patch, input.minValid())) {
                batch.add(in, patch, (values, at) -> {
                    for (int c = 0; c < channels; c++) {
                        result[c][cell] = values[at + c];
                    }
                });
            }
        }
        batch.flush();
        output.write(block, result);
    }

    private Rectangle patch(int column, int row) {
        return new Rectangle(first(width, stepX) + column * stepX, first(height, stepY) + row * stepY, width, height);
    }

    @Override
    public void close() {
        // Nothing is kept between blocks.
    }
}
