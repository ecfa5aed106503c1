package org.deforma.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deforma.onnx.OnnxFacts;
import org.deforma.onnx.OnnxReader;
import org.deforma.synthetic.coherence.GroundCover;
import org.deforma.synthetic.coherence.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is trained for a moment: what is exported does what it does. */
class NetworkExportTest {
    private static final int CLASSES = GroundCover.values().length;
    private static final CoherenceNetwork SMALL = new CoherenceNetwork(
            List.of(new CoherenceNetwork.Convolution(4, 4, 2, 1), new CoherenceNetwork.Convolution(6, 3, 2, 1)),
            5,
            0.2f,
            CLASSES);

    @BeforeAll
    static void prepare() {
        PyTorch.prepare(1);
    }

    @Test
    void exportedNetworkGivesTheSameProbabilities(@TempDir Path folder) throws Exception {
        MatrixSet training = MatrixSet.simulate(Region.training(), 512, 1);
        MatrixSet heldOut = MatrixSet.simulate(Region.heldOut(), 256, 2);
        int[] all = IntStream.range(0, heldOut.size()).toArray();
        List<String> log = new ArrayList<>();
        double temperature = 1.7;
        try (NetworkTraining net = training(3, log)) {
            float[][] before = net.logits(heldOut);
            net.train(epoch -> training, heldOut);
            float[][] trained = net.logits(heldOut);
            assertTrue(Scores.largestDifference(before, 1, trained, 1) > 0.01, "training must change the network");
            assertEquals(3, log.size());

            NetworkExport.Exported exported = net.export(temperature);
            float[][] run = CoherenceClasses.logits(exported, heldOut, all);
            double difference = Scores.largestDifference(run, 1, trained, temperature);
            assertTrue(difference <= CoherenceClasses.MOST_DIFFERENCE, "differs by " + difference);
            double uncalibrated = Scores.largestDifference(run, 1, trained, 1);
            assertNotEquals(0, uncalibrated, 1e-3, "the temperature must be part of the network");
            Path file = Files.write(folder.resolve("model.onnx"), exported.onnx());
            OnnxFacts facts = OnnxReader.read(file);
            assertEquals(exported.parameters() + 1, facts.parameters(), "all weights, and the share's offset");
            assertEquals("input", facts.inputs().get(0).name());
        }
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        MatrixSet training = MatrixSet.simulate(Region.training(), 256, 3);
        MatrixSet validation = MatrixSet.simulate(Region.validation(), 64, 4);
        List<float[][]> results = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (NetworkTraining net = training(1, new ArrayList<>())) {
                net.train(epoch -> training, validation);
                results.add(net.logits(validation));
            }
        }
        assertEquals(0, Scores.largestDifference(results.get(0), 1, results.get(1), 1));
    }

    @Test
    void shippedNetworkIsSmallEnough() {
        long operations = CoherenceNetwork.standard().multiplyAdds();
        assertTrue(operations < 2_000_000, "20,000 matrices a second on two cores allow 2 million, was " + operations);
    }

    private static NetworkTraining training(int epochs, List<String> log) {
        return new NetworkTraining(SMALL, new NetworkTraining.Settings(epochs, 32, 0.01, 5), log::add);
    }
}
