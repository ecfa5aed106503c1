package org.deforma.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.deforma.synthetic.coherence.GroundCover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves behind. */
class FilesTest {
    @TempDir
    private Path folder;

    @Test
    void numpyFileHasItsHeaderAndValues() throws Exception {
        Path file = folder.resolve("a.npy");
        NumpyFile.write(file, new float[] {1, 2, 3, 4, 5, -6.5f}, 3, 2);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getShort(8);
        assertEquals(0, (10 + length) % 64);
        String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
        assertTrue(header.startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }"), header);
        assertTrue(header.endsWith("\n"));
        float[] values = new float[6];
        bytes.position(10 + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, -6.5f}, values);
    }

    @Test
    void whatPeopleWroteStaysInTheCard() throws Exception {
        Path card = folder.resolve("card.md");
        ModelCard.write(card, measured());
        String first = Files.readString(card);
        assertTrue(first.contains("Not looked at yet."));
        assertTrue(first.contains("Overall accuracy **75.0 %**"));
        Files.writeString(card, first.replace("Not looked at yet.", "The lake is water, and 5 % of it is not."));
        ModelCard.write(card, measured());
        String second = Files.readString(card);
        assertEquals(first.replace("Not looked at yet.", "The lake is water, and 5 % of it is not."), second);
    }

    @Test
    void diagramIsAnImage() throws Exception {
        Path png = folder.resolve("reliability.png");
        ReliabilityDiagram.write(png, measured().heldOut());
        assertEquals(500, ImageIO.read(png.toFile()).getWidth());
    }

    private static ModelCard.Measured measured() {
        int classes = GroundCover.values().length;
        float[][] logits = new float[4][classes];
        for (int i = 0; i < 4; i++) {
            logits[i][i] = 2;
        }
        Scores scores = Scores.of(logits, new int[] {0, 1, 2, 5}, classes);
        return new ModelCard.Measured(
                CoherenceNetwork.standard(),
                1234,
                5678,
                "plugin/deforma train coherence-classes",
                1000,
                scores,
                scores,
                1.1,
                1e-7,
                List.of(new ModelCard.Circumstance("10 looks", scores)),
                List.of(new Comparison.Row("Linear SVM", 100, 0.5)));
    }
}
