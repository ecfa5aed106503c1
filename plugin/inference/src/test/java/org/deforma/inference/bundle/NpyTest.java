package org.deforma.inference.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.deforma.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
    private static Tensor read(byte[] file) throws IOException {
        return Npy.read("t.npy", new ByteArrayInputStream(file));
    }

    /** A file as NumPy 1.24 writes it. */
    private static byte[] file(String header, int values) {
        byte[] text =
                (header + " ".repeat(Math.max(0, 117 - header.length())) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + text.length + 4 * values];
        file[0] = (byte) 0x93;
        System.arraycopy("NUMPY".getBytes(StandardCharsets.US_ASCII), 0, file, 1, 5);
        file[6] = 1;
        file[8] = (byte) text.length;
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @Test
    void readsWhatNumPyWrites() throws Exception {
        byte[] file = file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", 2);
        file[file.length - 1] = 0x3f;
        file[file.length - 2] = (byte) 0x80;
        Tensor tensor = read(file);
        assertArrayEquals(new int[] {1, 2}, tensor.shape());
        assertArrayEquals(new float[] {0, 1}, tensor.values());
    }

    @Test
    void writesWhatItReads() throws Exception {
        for (Tensor tensor : new Tensor[] {
            new Tensor(new float[] {1.5f, Float.NaN, -0f, 3e38f, 5, 6}, 2, 3),
            new Tensor(new float[] {4}, 1),
            new Tensor(new float[] {4}),
            new Tensor(new float[0], 0, 5)
        }) {
            byte[] file = Npy.write(tensor);
            assertEquals(0, (file.length - 4 * tensor.values().length) % 64, "values are aligned");
            assertArrayEquals(tensor.values(), read(file).values());
            assertArrayEquals(tensor.shape(), read(file).shape());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {'descr': '<f8', 'fortran_order': False, 'shape': (2,), } | must be of type '<f4'
                    {'descr': '>f4', 'fortran_order': False, 'shape': (2,), } | must be of type '<f4'
                    {'descr': '<f4', 'fortran_order': True, 'shape': (2,), }  | must be of type '<f4'
                    {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }| must be of type '<f4'
                    {'descr': '<f4', 'fortran_order': False, 'shape': (3,), } | holds fewer
                    {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | holds more
                    {'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), } | at most 16777216
                    {'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,2,1), } | at most 6 axes
                    """)
    void refuses(String header, String reason) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> read(file(header.replace('"', ' '), 2)));
        assertTrue(
                refusal.getMessage().startsWith("t.npy ")
                        && refusal.getMessage().contains(reason),
                refusal.getMessage());
    }

    @Test
    void everyCutIsRefused() {
        byte[] file = Npy.write(new Tensor(new float[] {1, 2, 3}, 3));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IllegalArgumentException.class, () -> read(cut));
        }
    }
}
