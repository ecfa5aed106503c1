package org.deforma.inference.tiles;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterGrid;
import org.deforma.api.raster.RasterService;
import org.deforma.api.raster.RasterSink;

/**
 * Joins blocks that share pixels along their edges. Each writes what it has for such pixels to disk; whoever comes last reads
 * what all have and adds it up in the order of the blocks. So the result depends neither on the order in which blocks come nor on
 * the number of threads, no tile is run twice, and memory does not go with the raster. Thread-safe.
 */
final class Seams implements AutoCloseable {
    private final TileAxis columns;
    private final TileAxis rows;
    private final int channels;
    // Blocks of the same parity along both axes never touch, so what they write does not collide.
    private final List<RasterSink> scratch = new ArrayList<>();
    private final AtomicIntegerArray arrived;

    Seams(RasterService rasters, RasterGrid grid, TileAxis columns, TileAxis rows, int channels) {
        this.columns = columns;
        this.rows = rows;
        this.channels = channels;
        arrived = new AtomicIntegerArray(Math.multiplyExact(columns.stretches(), rows.stretches()));
        List<Band> bands = IntStream.rangeClosed(0, channels)
                .mapToObj(i -> new Band("b" + i, ""))
                .toList();
        int parities = columns.blocks() * rows.blocks() == 1 ? 0 : rows.blocks() == 1 ? 2 : 4;
        try {
            for (int i = 0; i < parities; i++) {
                scratch.add(rasters.create(grid, bands));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Takes a block that has all its tiles; gives on what is complete with it. */
    void join(int column, int row, BlendedBlock block, RasterRun.Output output) {
        for (int v = Math.max(0, 2 * row - 1); v <= Math.min(rows.stretches() - 1, 2 * row + 1); v++) {
            for (int u = Math.max(0, 2 * column - 1); u <= Math.min(columns.stretches() - 1, 2 * column + 1); u++) {
                Rectangle area = new Rectangle(
                        columns.stretchStart(u),
                        rows.stretchStart(v),
                        columns.stretchEnd(u) - columns.stretchStart(u),
                        rows.stretchEnd(v) - rows.stretchStart(v));
                if (area.isEmpty()) {
                    continue;
                }
                int owners = TileAxis.owners(u) * TileAxis.owners(v);
                BlendedBlock part = block.part(area);
                if (owners == 1) {
                    write(part, output);
                    continue;
                }
                sink(column, row).write(area, part.bands());
                if (arrived.incrementAndGet(v * columns.stretches() + u) == owners) {
                    write(joined(u, v, area), output);
                }
            }
        }
    }

    private BlendedBlock joined(int u, int v, Rectangle area) {
        BlendedBlock sum = new BlendedBlock(area, channels);
        for (int row = v / 2; row <= (v + 1) / 2; row++) {
            for (int column = u / 2; column <= (u + 1) / 2; column++) {
                float[][] bands = new float[channels + 1][];
                for (int b = 0; b < bands.length; b++) {
                    bands[b] = sink(column, row).read(area, b);
                }
                sum.add(BlendedBlock.of(area, bands));
            }
        }
        return sum;
    }

    private RasterSink sink(int column, int row) {
        return scratch.get(column % 2 + 2 * (row % 2));
    }

    private static void write(BlendedBlock block, RasterRun.Output output) {
        float[][] values = block.means();
        float[] weights = block.weights();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                for (float[] channel : values) {
                    channel[i] = Float.NaN;
                }
            }
        }
        output.write(block.area(), values);
    }

    @Override
    public void close() {
        scratch.forEach(RasterSink::close);
    }
}
