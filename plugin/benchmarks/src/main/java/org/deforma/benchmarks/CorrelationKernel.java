package org.deforma.benchmarks;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.displacement.correlation.GreyScale;
import org.deforma.displacement.correlation.TileCorrelator;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The correlator on one tile of 1024 x 1024 px and one thread: step 8, search range 8 px, 20 dB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class CorrelationKernel {
    private static final int SIZE = 1024;
    private static final int STEP = 8;
    private static final double RANGE = 8;
    private static final double MIN_CORRELATION = 0.4;
    private static final ImagePair PAIR =
            ImagePair.of(new FractalScene(SIZE, SIZE, 1), DisplacementField.waves(1, 640), 20, 2);

    /** Side of the windows [px]. */
    @Param({"32", "64"})
    public int window;

    private TileCorrelator correlator;
    private Rectangle cells;
    private float[] before;
    private float[] after;

    /** Cuts out the pixels that the tile needs. */
    @Setup
    public void prepare() {
        CellGrid grid = new CellGrid(SIZE, SIZE, window, STEP);
        cells = new Rectangle(grid.columns(), grid.rows());
        correlator = new TileCorrelator(
                grid, RANGE, MIN_CORRELATION, GreyScale.of(PAIR.before()), GreyScale.of(PAIR.after()));
        before = read(PAIR.before(), correlator.before(cells));
        after = read(PAIR.after(), correlator.after(cells));
    }

    private static float[] read(float[] image, Rectangle window) {
        float[] block = new float[window.width * window.height];
        Arrays.fill(block, Float.NaN);
        Rectangle inside = window.intersection(new Rectangle(SIZE, SIZE));
        for (int y = inside.y; y < inside.y + inside.height; y++) {
            int to = (y - window.y) * window.width + inside.x - window.x;
            System.arraycopy(image, y * SIZE + inside.x, block, to, inside.width);
        }
        return block;
    }

    /** Takes the pixels and searches: the first of the three phases. */
    @Benchmark
    public float[][] search() {
        return tile().search(() -> false);
    }

    /** All three phases: search, first pass, second pass. */
    @Benchmark
    public float[][] whole() {
        TileCorrelator.Tile tile = tile();
        float[][] found = tile.search(() -> false);
        return tile.measure(tile.refine(found), found);
    }

    /** A tile takes its pixels over and changes them, so each gets a copy. */
    private TileCorrelator.Tile tile() {
        return correlator.tile(cells, before.clone(), after.clone());
    }
}
