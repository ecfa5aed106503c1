package org.deforma.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.synthetic.coherence.Acquisitions;
import org.deforma.synthetic.coherence.CoherenceSample;
import org.deforma.synthetic.coherence.CoherenceSimulator;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;

/**
 * Simulated coherence matrices with their classes, all classes alike often. They are kept as pairs and laid out on demand, by
 * the code that the tool uses. Immutable and thread-safe.
 */
final class MatrixSet {
    /** Rows and columns of a matrix. */
    static final int DATES = 64;
    /** Time from one row to the next [days]. */
    static final int INTERVAL = 6;
    /** Values of a matrix: coherence and validity. */
    static final int SIZE = 2 * DATES * DATES;
    /** Pixels of each class that share their acquisitions, as the pixels of a stack do. */
    private static final int PIXELS_PER_STACK = 8;

    /** One pixel. */
    @SuppressWarnings("ArrayRecordComponent") // pairs are plain arrays throughout; nothing compares these records
    private record Pixel(CoherenceMatrix matrix, int window, float[] pairs, int label) {}

    private final List<Pixel> pixels;

    private MatrixSet(List<Pixel> pixels) {
        this.pixels = pixels;
    }

    /**
     * Simulates matrices.
     *
     * @param regions where; stacks are shared out among them evenly
     * @param samples how many at least; rounded up to full stacks
     * @param seed equal seeds give equal sets
     */
    static MatrixSet simulate(List<Region> regions, int samples, long seed) {
        int perStack = GroundCover.values().length * PIXELS_PER_STACK;
        int stacks = (samples + perStack - 1) / perStack;
        return new MatrixSet(IntStream.range(0, stacks)
                .parallel()
                .mapToObj(stack -> stack(regions.get(stack % regions.size()), seed + 1_000_003L * stack))
                .flatMap(List::stream)
                .toList());
    }

    private static List<Pixel> stack(Region region, long seed) {
        Acquisitions acquisitions = Acquisitions.draw(region, seed);
        int[] days = acquisitions.days();
        CoherenceMatrix matrix = new CoherenceMatrix(
                DATES, INTERVAL, daysOf(days, acquisitions.first()), daysOf(days, acquisitions.second()));
        CoherenceSimulator simulator = new CoherenceSimulator(region);
        float[] scratch = new float[SIZE];
        List<Pixel> pixels = new ArrayList<>();
        for (GroundCover cover : GroundCover.values()) {
            for (int k = 0; k < PIXELS_PER_STACK && matrix.windows() > 0; k++) {
                long number = (long) cover.index() * PIXELS_PER_STACK + k;
                CoherenceSample sample = simulator.sample(acquisitions, cover, seed + 1 + number);
                int window = k % matrix.windows();
                if (matrix.fill(sample.pairs(), 0, window, scratch, 0)) {
                    pixels.add(new Pixel(matrix, window, sample.pairs(), cover.index()));
                }
            }
        }
        return pixels;
    }

    private static int[] daysOf(int[] days, int... dates) {
        return Arrays.stream(dates).map(date -> days[date]).toArray();
    }

    /** Number of matrices. */
    int size() {
        return pixels.size();
    }

    /** Class of a matrix, from 0. */
    int label(int index) {
        return pixels.get(index).label;
    }

    /** Classes of all matrices. */
    int[] labels() {
        return IntStream.range(0, size()).map(this::label).toArray();
    }

    /** The first matrices of this set, or all if there are fewer. */
    MatrixSet head(int count) {
        return new MatrixSet(pixels.subList(0, Math.min(count, size())));
    }

    /** Writes a matrix: coherence, then validity, row by row. */
    void fill(int index, float[] into, int at) {
        Pixel pixel = pixels.get(index);
        pixel.matrix.fill(pixel.pairs, 0, pixel.window, into, at);
    }

    /** Matrices one after the other. */
    float[] tensor(int... indices) {
        float[] values = new float[indices.length * SIZE];
        IntStream.range(0, indices.length).forEach(i -> fill(indices[i], values, i * SIZE));
        return values;
    }
}
