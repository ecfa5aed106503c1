package org.deforma.training.displacement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.deforma.onnx.OnnxReader;
import org.deforma.synthetic.DisplacementField;
import org.deforma.synthetic.FractalScene;
import org.deforma.synthetic.ImagePair;
import org.deforma.synthetic.pairs.FaultScenario;
import org.deforma.synthetic.pairs.Split;
import org.deforma.training.OnnxRun;
import org.deforma.training.PyTorch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network before and after some steps of training, and its export. */
class NetworkTrainingTest {
    private static final DisplacementNetwork NETWORK = DisplacementNetwork.standard();
    private static final int SIZE = 128;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        PyTorch.prepare(1);
    }

    @Test
    void whatTheFieldLacksIsAddedWithItsSign() {
        DisplacementField shift = DisplacementField.shift(1.7, -0.6);
        PairSample pair = new PairSample(
                ImagePair.of(new FractalScene(SIZE, SIZE, 3), shift, 30, 3).quantised(8000, 1200));
        NetworkTraining untrained = new NetworkTraining(NETWORK, new Weights(NETWORK, 1));
        float[] sigma = filled(0.1f);
        NetworkTraining.Field off = new NetworkTraining.Field(filled(1.4f), filled(-0.4f), sigma);
        float[] lacking = untrained.output(pair, off);
        assertEquals(0.3, mean(lacking, 0), 0.03, "along x [px]");
        assertEquals(-0.2, mean(lacking, 1), 0.03, "along y [px]");
        float[] far = untrained.output(pair, new NetworkTraining.Field(filled(1.4f), filled(-0.4f), sigma));
        assertArrayEquals(lacking, far, "the same each time");
    }

    @Test
    void windowsThatChooseTheirSideKeepAStepThatTheCorrelatorSmears() {
        FaultScenario fault = FaultScenario.of(FaultTests.SIZE, 0.8, 30, 25, 7);
        PairSample pair = FaultTests.sample(fault);
        NetworkTraining.Field first = NetworkTraining.Field.first(pair);
        NetworkTraining untrained = new NetworkTraining(NETWORK, new Weights(NETWORK, 1));
        StepErrors correlator = StepErrors.of(first, fault);
        StepErrors byCost = StepErrors.of(untrained.pass(pair, first), fault);
        assertTrue(correlator.width() > 18, "the window's width: " + correlator);
        assertTrue(byCost.near() < 0.8 * correlator.near(), byCost + " against " + correlator);
    }

    /** Where memory held something else before, PyTorch has been seen to add that to it; see plugin/deforma. */
    @Test
    void aConvolutionIsTheSumOfItsProducts() {
        int channels = 24;
        int side = 64;
        SplittableRandom random = new SplittableRandom(4);
        float[] image = filled(random, channels * side * side);
        float[] kernel = filled(random, channels * channels * 9);
        float[] bias = filled(random, channels);
        for (int dilation : new int[] {1, 2, 4}) {
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), PyTorch.NAME)) {
                manager.full(new Shape(32, side, side), Float.NaN).close();
                NDArray a = manager.create(image, new Shape(1, channels, side, side));
                ArrayOps ops = new ArrayOps(
                        manager,
                        name -> name.endsWith("bias")
                                ? manager.create(bias)
                                : manager.create(kernel, new Shape(channels, channels, 3, 3)));
                float[] out = ops.convolution(a, "layer", dilation).toFloatArray();
                for (int channel = 0; channel < channels; channel++) {
                    double sum = bias[channel];
                    for (int i = 0; i < channels; i++) {
                        for (int tap = 0; tap < 9; tap++) {
                            int y = side / 2 + (tap / 3 - 1) * dilation;
                            int x = side / 2 + (tap % 3 - 1) * dilation;
                            sum += kernel[(channel * channels + i) * 9 + tap] * image[(i * side + y) * side + x];
                        }
                    }
                    int middle = (channel * side + side / 2) * side + side / 2;
                    assertEquals(sum, out[middle], 1e-4, "channel " + channel + ", dilation " + dilation);
                }
            }
        }
    }

    @Test
    void stepsOfTrainingLowerTheLossAndTheExportIsTheTrainedNetwork() throws Exception {
        Weights weights = new Weights(NETWORK, 1);
        NetworkTraining training = new NetworkTraining(NETWORK, weights);
        TrainingSample sample = TrainingSample.of(Split.TRAINING, 1, 2);
        float before = training.step(sample, 0, new SplittableRandom(1));
        for (int i = 0; i < 6; i++) {
            training.step(sample, 2e-3, new SplittableRandom(1));
        }
        float after = training.step(sample, 0, new SplittableRandom(1));
        assertTrue(after < before, before + " to " + after);

        PairSample pair = FaultTests.sample(FaultScenario.of(SIZE, 0.8, 30, 20, 1));
        NetworkTraining.Field first = NetworkTraining.Field.first(pair);
        NetworkTraining.Exported exported = training.export();
        float[] trained = training.output(pair, first);
        try (OnnxRun onnx = new OnnxRun(exported.onnx())) {
            float[] input = pair.input(first.dx(), first.dy(), first.sigma());
            float[] run = onnx.run(input, 1, DisplacementNetwork.INPUTS, SIZE, SIZE);
            assertArrayEquals(trained, run, 1e-4f);
        }
        Path file = Files.write(folder.resolve("model.onnx"), exported.onnx());
        assertTrue(exported.onnx().length < 1 << 20, "it is small");
        OnnxReader.read(file);
    }

    @Test
    void aTrainingThatWasStoppedGoesOnAsIfItHadNotBeen() throws Exception {
        Path file = folder.resolve("state");
        TrainingSample sample = TrainingSample.of(Split.TRAINING, 1, 2);
        Weights through = new Weights(NETWORK, 5);
        new NetworkTraining(NETWORK, through).step(sample, 1e-3, new SplittableRandom(1));
        new TrainingState(file, "5").write(through);
        new NetworkTraining(NETWORK, through).step(sample, 1e-3, new SplittableRandom(2));

        Weights again = new Weights(NETWORK, 6);
        assertTrue(new TrainingState(file, "5").read(again));
        assertEquals(1, again.steps());
        new NetworkTraining(NETWORK, again).step(sample, 1e-3, new SplittableRandom(2));
        for (DisplacementNetwork.Weight weight : NETWORK.weights()) {
            assertArrayEquals(through.get(weight.name()), again.get(weight.name()), weight.name());
        }
        String refusal = assertThrows(IllegalArgumentException.class, () -> new TrainingState(file, "9").read(again))
                .getMessage();
        assertTrue(refusal.contains("other settings (5 instead of 9)"), refusal);
    }

    private static float[] filled(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static float[] filled(float value) {
        float[] values = new float[SIZE * SIZE];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Mean of a plane, 32 px from the edges. */
    private static double mean(float[] planes, int plane) {
        double sum = 0;
        int n = 0;
        for (int y = 32; y < SIZE - 32; y++) {
            for (int x = 32; x < SIZE - 32; x++) {
                sum += planes[(plane * SIZE + y) * SIZE + x];
                n++;
            }
        }
        return sum / n;
    }
}
