package org.deforma.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import java.awt.Point;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deforma.api.Product;
import org.deforma.api.model.ClassifyParameters;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.ModelTiling;
import org.deforma.api.model.ValueScaling;
import org.deforma.inference.engine.Devices;
import org.deforma.inference.engine.Network;
import org.deforma.inference.internal.RasterClassifyTool;
import org.deforma.onnx.OnnxAttribute;
import org.deforma.onnx.OnnxWriter;
import org.deforma.raster.GeoToolsRasterService;
import org.deforma.raster.PooledTileRunner;
import org.deforma.styles.ShippedStyles;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.data.util.NullProgressListener;
import org.geotools.gce.geotiff.GeoTiffFormat;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * What {@code deforma:Classify} takes beyond the network itself: a GeoTIFF is classified by a small U-Net, in turns with a bare
 * loop of ONNX Runtime over as many tiles of the same size, in as many threads. Two ratios: of all that goes with tiles (reading,
 * cutting, scaling, activation, blending, storing), and of the whole run with the compressed GeoTIFF of all probabilities at its
 * end. Wall and CPU time; on a busy machine the latter says more. Arguments: side of the raster [px], repetitions.
 */
public final class InferenceOverhead {
    private static final int TILE = 256;
    private static final int OVERLAP = 32;
    private static final int BANDS = 4;
    private static final int CLASSES = 6;

    private final Random random = new Random(1);
    private final OnnxWriter net = new OnnxWriter("unet", 13);

    private InferenceOverhead() {}

    /** Runs it and prints medians and their ratio. */
    public static void main(String[] args) throws Exception {
        int side = args.length > 0 ? Integer.parseInt(args[0]) : 2048;
        int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("deforma-benchmark");
        Path onnx = folder.resolve("unet.onnx");
        Path tiff = folder.resolve("raster.tif");
        try {
            new InferenceOverhead().unet().write(onnx);
            writeRaster(tiff, side);
            compare(onnx, tiff, side, repetitions);
        } finally {
            Files.deleteIfExists(onnx);
            Files.deleteIfExists(tiff);
            Files.delete(folder);
        }
        System.exit(0);
    }

    private static void compare(Path onnx, Path tiff, int side, int repetitions) throws Exception {
        PooledTileRunner runner = new PooledTileRunner();
        GeoToolsRasterService rasters = new GeoToolsRasterService(runner);
        int step = TILE - OVERLAP;
        int perSide = (side - TILE + step - 1) / step + 1;
        int tiles = perSide * perSide;
        Times[] bare = new Times[repetitions];
        Times[] tiled = new Times[repetitions];
        Times[] whole = new Times[repetitions];
        try (Network network = Network.load(onnx, description(), Devices.choose("cpu"));
                OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString(), options())) {
            RasterClassifyTool tool =
                    new RasterClassifyTool(rasters, runner, registry(network), new ShippedStyles(), context());
            // The first turn warms up.
            for (int i = -1; i < repetitions; i++) {
                Times start = Times.now();
                bareLoop(session, tiles, runner.threads());
                Times loop = Times.now().since(start);
                start = Times.now();
                Times tilesDone = classify(tool, tiff).since(start);
                Times run = Times.now().since(start);
                System.out.printf("bare loop %s, tiles %s, whole %s%n", loop, tilesDone, run);
                if (i >= 0) {
                    bare[i] = loop;
                    tiled[i] = tilesDone;
                    whole[i] = run;
                }
            }
        }
        System.out.printf("%d x %d px, %d tiles, %d threads%n", side, side, tiles, runner.threads());
        Times loop = Times.median(bare);
        print("bare loop", loop, loop, side);
        print("tiles", Times.median(tiled), loop, side);
        print("whole run", Times.median(whole), loop, side);
    }

    private static void print(String what, Times times, Times loop, int side) {
        System.out.printf(
                "%-10s median %s, ratio %.2f (CPU %.2f), %.0f px/s%n",
                what, times, times.wall / loop.wall, times.cpu / loop.cpu, (double) side * side / times.wall);
    }

    /** Wall and CPU time [s]. */
    private record Times(double wall, double cpu) {
        static Times now() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Times(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
        }

        Times since(Times start) {
            return new Times(wall - start.wall, cpu - start.cpu);
        }

        static Times median(Times... times) {
            double[] wall =
                    Arrays.stream(times).mapToDouble(Times::wall).sorted().toArray();
            double[] cpu = Arrays.stream(times).mapToDouble(Times::cpu).sorted().toArray();
            return new Times(wall[wall.length / 2], cpu[cpu.length / 2]);
        }

        @Override
        public String toString() {
            return "%.2f s (CPU %.2f s)".formatted(wall, cpu);
        }
    }

    /** Runs from file to file, and says when the last tile was done. */
    private static Times classify(RasterClassifyTool tool, Path tiff) throws IOException {
        GeoTiffReader reader = new GeoTiffReader(tiff.toFile());
        GridCoverage2D raster = reader.read(null);
        Times[] tilesDone = new Times[1];
        NullProgressListener listener = new NullProgressListener() {
            @Override
            public void progress(float percent) {
                if (percent >= 100) {
                    tilesDone[0] = Times.now();
                }
            }
        };
        Product product = tool.classify(raster, new ClassifyParameters("", List.of(), "cpu", false), listener);
        product.result().dispose(true);
        raster.dispose(true);
        reader.dispose();
        return tilesDone[0];
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    /** Nothing but runs of the network on one tile in memory. */
    private static void bareLoop(OrtSession session, int tiles, int threads)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    FloatBuffer input = ByteBuffer.allocateDirect(4 * BANDS * TILE * TILE)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
                    long[] shape = {1, BANDS, TILE, TILE};
                    while (next.getAndIncrement() < tiles) {
                        try (OnnxTensor tensor =
                                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input, shape);
                                OrtSession.Result result = session.run(Map.of("x", tensor))) {
                            result.get(0).getInfo();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** 16-bit samples with texture, tiled. */
    private static void writeRaster(Path file, int side) throws Exception {
        Random random = new Random(2);
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_USHORT, side, side, BANDS), new Point());
        for (int b = 0; b < BANDS; b++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double wave = Math.sin(x / 37.0 + b) * Math.cos(y / 53.0 - b);
                    raster.setSample(x, y, b, (int) (2000 + 900 * wave + 100 * random.nextGaussian()));
                }
            }
        }
        GridCoverage2D coverage = new GridCoverageFactory()
                .create("raster", raster, new ReferencedEnvelope(0, 1, 0, 1, DefaultGeographicCRS.WGS84));
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            GeoTiffWriteParams params = new GeoTiffWriteParams();
            params.setTilingMode(GeoTiffWriteParams.MODE_EXPLICIT);
            params.setTiling(256, 256);
            ParameterValue<?> value = new GeoTiffFormat()
                    .getWriteParameters()
                    .parameter(
                            AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.getName().toString());
            value.setValue(params);
            writer.write(coverage, new GeneralParameterValue[] {value});
        } finally {
            writer.dispose();
        }
    }

    private static ModelDescription description() {
        List<ModelClass> classes = IntStream.range(0, CLASSES)
                .mapToObj(i -> new ModelClass(i + 1, "class_" + i, "Class " + i, "", "#808080"))
                .toList();
        List<ValueScaling> scaling =
                List.of(new ValueScaling(2000, 500, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        return new ModelDescription(
                "unet",
                "U-Net",
                "",
                ModelLayout.PIXEL,
                new ModelInput(
                        "x", List.of("a", "b", "c", "d"), 0, 0, 0, Collections.nCopies(BANDS, scaling), 0, 0, false),
                new ModelOutput("y", ModelOutput.Activation.SOFTMAX, classes, List.of(), 1),
                new ModelTiling(TILE, 0, OVERLAP),
                Optional.empty(),
                ModelDomain.ANY);
    }

    /** Two levels, 180,000 weights, 8 GFLOP a tile. */
    private OnnxWriter unet() {
        net.input("x", "n", BANDS, "h", "w");
        String top = conv("top2", conv("top1", "x", BANDS, 24), 24, 24);
        String middle = conv("middle2", conv("middle1", pool("p1", top), 24, 48), 48, 48);
        String bottom = conv("bottom2", conv("bottom1", pool("p2", middle), 48, 96), 96, 96);
        String up = conv("up2", conv("up1", join("j1", bottom, middle), 144, 48), 48, 48);
        String out = conv("out2", conv("out1", join("j2", up, top), 72, 24), 24, 24);
        net.constant("last.w", weights(CLASSES * 24, 24), CLASSES, 24, 1, 1)
                .node("Conv", List.of(out, "last.w"), "y")
                .output("y", "n", CLASSES, "h", "w");
        return net;
    }

    private String conv(String name, String from, int in, int out) {
        net.constant(name + ".w", weights(out * in * 9, in * 9), out, in, 3, 3)
                .node(
                        "Conv",
                        List.of(from, name + ".w"),
                        name + ".c",
                        OnnxAttribute.ints("kernel_shape", 3, 3),
                        OnnxAttribute.ints("pads", 1, 1, 1, 1))
                .node("Relu", List.of(name + ".c"), name);
        return name;
    }

    private String pool(String name, String from) {
        net.node(
                "MaxPool",
                List.of(from),
                name,
                OnnxAttribute.ints("kernel_shape", 2, 2),
                OnnxAttribute.ints("strides", 2, 2));
        return name;
    }

    private String join(String name, String below, String skipped) {
        net.constant(name + ".s", new float[] {1, 1, 2, 2}, 4)
                .node("Resize", List.of(below, "", name + ".s"), name + ".u", OnnxAttribute.of("mode", "nearest"))
                .node("Concat", List.of(name + ".u", skipped), name, OnnxAttribute.of("axis", 1L));
        return name;
    }

    private float[] weights(int n, int fan) {
        float[] weights = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / fan));
        }
        return weights;
    }

    private static ModelRegistry registry(Network network) {
        return new ModelRegistry() {
            @Override
            public List<InstalledModel> models() {
                return List.of(new InstalledModel(
                        "unet", "1", "unet", "", 0, Optional.of(network.model()), "", Optional.empty()));
            }

            @Override
            public ModelLease lease(String name, ModelLayout layout, String device) {
                return new OpenNetwork(network);
            }

            @Override
            public List<ModelDevice> devices() {
                return Devices.list();
            }
        };
    }

    /** All that the tool asks of it is a version. */
    private static BundleContext context() {
        ClassLoader loader = InferenceOverhead.class.getClassLoader();
        Object bundle = Proxy.newProxyInstance(
                loader, new Class<?>[] {Bundle.class}, (proxy, method, arguments) -> new Version(0, 1, 0));
        return (BundleContext) Proxy.newProxyInstance(
                loader, new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> bundle);
    }
}
