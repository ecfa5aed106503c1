package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSource;

/**
 * Layout PIXEL: tiles whose margins are cut off and which fade into each other. The first tile begins a margin outside of the
 * raster, and all lie a whole number of steps from it, so that a network which reduces and enlarges does so in the same places
 * everywhere. A network that is coarser than its input by a stride has each of its values repeated over the pixels it is for.
 */
final class PixelRun implements RasterRun {
    /** What a block takes of the heap, about [byte]. */
    private static final int MEMORY = 64 << 20;
    /** Width of a block at most [px]. */
    private static final int WIDTH = 4096;
    /** Blocks there should be at least, so that many threads have something to do. Does not go with their number, see Seams. */
    private static final int BLOCKS = 8;

    private final ModelInput input;
    private final RasterSource source;
    private final int[] bands;
    private final ValueRange range;
    private final int height;
    private final int width;
    private final int margin;
    private final int stride;
    private final int channels;
    private final int capacity;
    private final TileAxis columns;
    private final TileAxis rows;
    private final float[] fadeX;
    private final float[] fadeY;
    private final Seams seams;

    PixelRun(
            ModelDescription model,
            RasterService rasters,
            RasterSource source,
            int[] bands,
            ValueRange range,
            int values) {
        this.input = model.input();
        this.source = source;
        this.bands = bands.clone();
        this.range = range;
        ModelTiling tiling = model.tiling();
        int[] size = input.fixedSize().orElse(new int[] {tiling.size(), tiling.size()});
        height = size[0];
        width = size[1];
        margin = tiling.margin();
        stride = model.output().stride();
        channels = model.output().values();
        capacity = Math.min(256, values / (height * width * input.channels()));
        check(model.name(), tiling);
        RasterGrid grid = source.grid();
        // One tile high and as wide as memory allows (what is read, the means with their weights, a copy of these and
        // the
        // result): rasters lie in rows on disk, so long ones are read and written in few pieces.
        int bytesPerPixel = Float.BYTES * (bands.length + 3 * (channels + 1));
        int most = Math.min(WIDTH, MEMORY / (bytesPerPixel * height));
        rows = axis(grid.height(), height, tiling, 1);
        int perBlock = Math.max(1, most / step(width, tiling));
        while (perBlock > 1
                && rows.blocks()
                                * (long) axis(grid.width(), width, tiling, perBlock)
                                        .blocks()
                        < BLOCKS) {
            perBlock--;
        }
        columns = axis(grid.width(), width, tiling, perBlock);
        fadeX = Fade.weights(columns.core(), tiling.overlap());
        fadeY = Fade.weights(rows.core(), tiling.overlap());
        seams = new Seams(rasters, grid, columns, rows, channels);
    }

    private void check(String model, ModelTiling tiling) {
        int least = Math.min(height, width);
        if (2 * margin + tiling.overlap() >= least) {
            throw new IllegalArgumentException(
                    "model %s has tiles of %d x %d px, of which margin and overlap (%d and %d px) leave nothing"
                            .formatted(model, width, height, margin, tiling.overlap()));
        }
        if (height % stride != 0 || width % stride != 0) {
            throw new IllegalArgumentException("model %s has tiles of %d x %d px, not a multiple of its stride of %d px"
                    .formatted(model, width, height, stride));
        }
    }

    private static int step(int size, ModelTiling tiling) {
        return size - 2 * tiling.margin() - tiling.overlap();
    }

    private static TileAxis axis(int length, int size, ModelTiling tiling, int perBlock) {
        int step = step(size, tiling);
        // A block must not be shorter than what tiles share.
        int least = (tiling.overlap() + step - 1) / step;
        return new TileAxis(length, size - 2 * tiling.margin(), step, Math.max(perBlock, least));
    }

    @Override
    public RasterGrid grid() {
        return source.grid();
    }

    /** Each from its first pixel to the first of the next. */
    @Override
    public List<Rectangle> blocks() {
        List<Rectangle> blocks = new ArrayList<>();
        for (int row = 0; row < rows.blocks(); row++) {
            for (int column = 0; column < columns.blocks(); column++) {
                blocks.add(block(column, row));
            }
        }
        return blocks;
    }

    private Rectangle block(int column, int row) {
        int x = columns.start(column);
        int y = rows.start(row);
        int right = column == columns.blocks() - 1 ? columns.length() : columns.start(column + 1);
        int lower = row == rows.blocks() - 1 ? rows.length() : rows.start(row + 1);
        return new Rectangle(x, y, right - x, lower - y);
    }

    @Override
    public void run(Rectangle block, ModelLease.Predictor predictor, BooleanSupplier cancelled, Output output) {
        int column = block.x / (columns.step() * columns.tilesPerBlock());
        int row = block.y / (rows.step() * rows.tilesPerBlock());
        Rectangle first = tile(columns.firstTile(column), rows.firstTile(row));
        Rectangle window = first.union(tile(columns.lastTile(column), rows.lastTile(row)));
        InputWindow in = InputWindow.read(source, bands, input, window, block, range);
        Rectangle area = new Rectangle(block.x, block.y, columns.end(column) - block.x, rows.end(row) - block.y);
        BlendedBlock blended = new BlendedBlock(area, channels);
        TileBatch batch = new TileBatch(predictor, input, height, width, capacity, cancelled);
        for (int j = rows.firstTile(row); j <= rows.lastTile(row); j++) {
            for (int i = columns.firstTile(column); i <= columns.lastTile(column); i++) {
                Rectangle tile = tile(i, j);
                if (in.isWorth(tile, input.minValid())) {
                    batch.add(in, tile, (values, at) -> blend(blended, in, tile, values, at));
                }
            }
        }
        batch.flush();
        seams.join(column, row, blended, output);
    }

    private Rectangle tile(int i, int j) {
        return new Rectangle(i * columns.step() - margin, j * rows.step() - margin, width, height);
    }

    /** Adds what the network gives for a tile, without its margin and what lies beyond the raster. */
    private void blend(BlendedBlock blended, InputWindow in, Rectangle tile, float[] values, int at) {
        int x = tile.x + margin;
        int y = tile.y + margin;
        int w = Math.min(columns.core(), columns.length() - x);
        int h = Math.min(rows.core(), rows.length() - y);
        float[] weights = new float[w];
        float[] repeated = stride == 1 ? values : new float[channels * w];
        int plane = (height / stride) * (width / stride);
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                weights[u] = in.isValid(x + u, y + v) ? fadeX[u] * fadeY[v] : 0;
            }
            int from = at + (margin + v) / stride * (width / stride);
            if (stride == 1) {
                blended.add(x, y + v, w, values, from + margin, plane, weights);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                for (int u = 0; u < w; u++) {
                    repeated[c * w + u] = values[from + c * plane + (margin + u) / stride];
                }
            }
            blended.add(x, y + v, w, repeated, 0, w, weights);
        }
    }

    @Override
    public void close() {
        seams.close();
    }
}
