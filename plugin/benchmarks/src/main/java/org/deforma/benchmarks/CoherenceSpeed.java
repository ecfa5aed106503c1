package org.deforma.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.SampleClassifier;
import org.deforma.api.model.SampleSource;
import org.deforma.api.raster.RasterGrid;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;
import org.deforma.inference.internal.SampleClassifierService;
import org.deforma.insar.matrix.CoherenceMatrix;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.deforma.styles.ShippedStyles;
import org.deforma.synthetic.coherence.Acquisitions;
import org.deforma.synthetic.coherence.CoherenceSample;
import org.deforma.synthetic.coherence.CoherenceSimulator;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;

/**
 * Coherence matrices a second: of {@code deforma:ClassifyCoherence} from the coherence in memory to the finished GeoTIFF, in
 * turns with a bare loop of ONNX Runtime over as many matrices in as many threads. A year of dates every 12 days, all pairs.
 * Arguments: ONNX file of the shipped model, matrices, repetitions. The first line says how long the engine takes to be ready.
 */
public final class CoherenceSpeed {
    private static final int DATES = 64;
    private static final int INTERVAL = 6;
    private static final int BATCH = 32;
    private static final int SAMPLES = 512;
    private static final int WIDTH = 512;

    private CoherenceSpeed() {}

    /** Runs it and prints medians. */
    public static void main(String[] args) throws Exception {
        Path onnx = Path.of(args[0]);
        int rows = Math.max(1, (args.length > 1 ? Integer.parseInt(args[1]) : 262_144) / WIDTH);
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        long start = System.nanoTime();
        try (Network network = Network.load(onnx, description(), Devices.choose("cpu"))) {
            network.predictor().predict(new float[2 * DATES * DATES], 1, 2, DATES, DATES);
            System.out.printf(
                    "engine ready and first matrix classified in %.2f s%n", (System.nanoTime() - start) / 1e9);
            measure(network, onnx, rows, repetitions);
        }
        System.exit(0);
    }

    private static void measure(Network network, Path onnx, int rows, int repetitions) throws Exception {
        PooledTileRunner runner = new PooledTileRunner();
        Source source = Source.make(rows);
        SampleClassifier classifier =
                new SampleClassifierService(new GeoToolsRasterService(runner), runner, new ShippedStyles());
        var run = new SampleClassifier.Run("benchmark", "", Map.of(), Map.of(), Map.of(), List.of(), false);
        double[] bare = new double[repetitions];
        double[] whole = new double[repetitions];
        int matrices = rows * WIDTH;
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString(), options())) {
            // The first turn warms up.
            for (int i = -1; i < repetitions; i++) {
                long start = System.nanoTime();
                bareLoop(session, source, matrices, runner.threads());
                double bareSeconds = (System.nanoTime() - start) / 1e9;
                start = System.nanoTime();
                Product product = classifier.classify(new OpenNetwork(network), source, run, null);
                double wholeSeconds = (System.nanoTime() - start) / 1e9;
                product.result().dispose(true);
                System.out.printf("bare loop %.0f/s, whole %.0f/s%n", matrices / bareSeconds, matrices / wholeSeconds);
                if (i >= 0) {
                    bare[i] = bareSeconds;
                    whole[i] = wholeSeconds;
                }
            }
        }
        Arrays.sort(bare);
        Arrays.sort(whole);
        double loop = bare[repetitions / 2];
        double all = whole[repetitions / 2];
        System.out.printf(
                "%d matrices of %d pairs, %d threads: bare loop %.0f/s, whole %.0f/s (medians of %d), ratio %.2f%n",
                matrices, source.pairs(), runner.threads(), matrices / loop, matrices / all, repetitions, all / loop);
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static void bareLoop(OrtSession session, Source source, int matrices, int threads) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<? extends Future<?>> ends = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        float[] batch = new float[BATCH * source.sampleSize()];
                        for (int k = 0; k < BATCH; k++) {
                            source.read(new Rectangle(0, 0, SAMPLES, 1)).fill(k, 0, batch, k * source.sampleSize());
                        }
                        FloatBuffer input = ByteBuffer.allocateDirect(4 * batch.length)
                                .order(ByteOrder.nativeOrder())
                                .asFloatBuffer();
                        input.put(batch).flip();
                        long[] shape = {BATCH, 2, DATES, DATES};
                        while (next.getAndAdd(BATCH) < matrices) {
                            try (OnnxTensor tensor =
                                            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input, shape);
                                    OrtSession.Result result = session.run(Map.of("input", tensor))) {
                                result.get(0).getInfo();
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static ModelDescription description() {
        List<ModelClass> classes = Arrays.stream(GroundCover.values())
                .map(cover -> new ModelClass(cover.value(), cover.key(), cover.title(), "", cover.colour()))
                .toList();
        return new ModelDescription(
                "coherence-classes",
                "Ground cover",
                "",
                ModelLayout.COHERENCE_MATRIX,
                new ModelInput(
                        "input",
                        List.of("coherence", "validity"),
                        DATES,
                        DATES,
                        0,
                        Collections.nCopies(2, List.of()),
                        0,
                        0,
                        false),
                new ModelOutput("output", ModelOutput.Activation.SOFTMAX, classes, List.of(), 1),
                new ModelTiling(DATES, 0, 0),
                Optional.of(new MatrixGrid(DATES, INTERVAL)),
                ModelDomain.ANY);
    }

    /** A grid whose pixels take the coherence of simulated samples in turn. */
    @SuppressWarnings("ArrayRecordComponent") // coherences are plain arrays throughout; nothing compares these records
    private record Source(RasterGrid grid, CoherenceMatrix matrix, float[][] samples) implements SampleSource {
        static Source make(int rows) {
            int[] days = IntStream.range(0, 31).map(i -> 12 * i).toArray();
            Acquisitions dates = Acquisitions.all(days);
            CoherenceSimulator simulator =
                    new CoherenceSimulator(Region.heldOut().get(0));
            List<GroundCover> covers = List.of(GroundCover.values());
            float[][] samples = IntStream.range(0, SAMPLES)
                    .mapToObj(i -> simulator.sample(dates, covers.get(i % covers.size()), i))
                    .map(CoherenceSample::pairs)
                    .toArray(float[][]::new);
            int[] first = Arrays.stream(dates.first()).map(i -> days[i]).toArray();
            int[] second = Arrays.stream(dates.second()).map(i -> days[i]).toArray();
            return new Source(
                    new RasterGrid(WIDTH, rows, new AffineTransform(), Optional.empty()),
                    new CoherenceMatrix(DATES, INTERVAL, first, second),
                    samples);
        }

        int pairs() {
            return samples[0].length;
        }

        @Override
        public int sampleSize() {
            return matrix.size();
        }

        @Override
        public int samplesPerPixel() {
            return 1;
        }

        @Override
        public Dimension tileSize() {
            return new Dimension(128, 64);
        }

        @Override
        public Tile read(Rectangle tile) {
            return (pixel, sample, into, at) -> matrix.fill(samples[(tile.y + pixel) % SAMPLES], 0, sample, into, at);
        }
    }
}
