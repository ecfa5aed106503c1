package org.deforma.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written is what protobuf itself reads, with the field numbers of onnx.proto. */
class OnnxWriterTest {
    private static final byte[] MODEL = new OnnxWriter("net", 13)
            .input("x", "n", 1, 64, 64L)
            .constant("w", new float[] {1.5f, -2}, 2, 1, 1, 1)
            .constant("shape", new long[] {-1, 8192}, 2)
            .node(
                    "Conv",
                    List.of("x", "w"),
                    "c",
                    OnnxAttribute.ints("kernel_shape", 1, 1),
                    OnnxAttribute.of("group", 1),
                    OnnxAttribute.of("auto_pad", "NOTSET"),
                    OnnxAttribute.of("alpha", 0.25f))
            .node("com.example", "Trap", List.of("c"), List.of("y", "z"))
            .output("y", "n", 2, 64, 64)
            .metadata("title", "größe")
            .toBytes();

    @Test
    void modelHasVersionsAndMetadata() throws Exception {
        UnknownFieldSet model = UnknownFieldSet.parseFrom(MODEL);
        assertEquals(8, integer(model, 1));
        List<UnknownFieldSet> opsets = messages(model, 8);
        assertEquals(2, opsets.size());
        assertEquals("", text(opsets.get(0), 1));
        assertEquals(13, integer(opsets.get(0), 2));
        assertEquals("com.example", text(opsets.get(1), 1));
        assertEquals(1, integer(opsets.get(1), 2));
        UnknownFieldSet entry = messages(model, 14).get(0);
        assertEquals("title", text(entry, 1));
        assertEquals("größe", text(entry, 2));
    }

    @Test
    void nodesKeepOrderNamesAndAttributes() throws Exception {
        List<UnknownFieldSet> nodes = messages(graph(), 1);
        assertEquals(2, nodes.size());
        UnknownFieldSet conv = nodes.get(0);
        assertEquals("Conv", text(conv, 4));
        assertEquals(List.of("x", "w"), texts(conv, 1));
        assertEquals(List.of("c"), texts(conv, 2));
        List<UnknownFieldSet> attributes = messages(conv, 5);
        assertEquals("kernel_shape", text(attributes.get(0), 1));
        assertEquals(List.of(1L, 1L), attributes.get(0).getField(8).getVarintList());
        assertEquals(7, integer(attributes.get(0), 20));
        assertEquals(1, integer(attributes.get(1), 3));
        assertEquals(2, integer(attributes.get(1), 20));
        assertEquals("NOTSET", text(attributes.get(2), 4));
        assertEquals(3, integer(attributes.get(2), 20));
        int bits = attributes.get(3).getField(2).getFixed32List().get(0);
        assertEquals(0.25f, Float.intBitsToFloat(bits));
        assertEquals(1, integer(attributes.get(3), 20));
        assertEquals("com.example", text(nodes.get(1), 7));
        assertEquals(List.of("y", "z"), texts(nodes.get(1), 2));
    }

    @Test
    void constantsAreLittleEndian() throws Exception {
        List<UnknownFieldSet> constants = messages(graph(), 5);
        UnknownFieldSet w = constants.get(0);
        assertEquals("w", text(w, 8));
        assertEquals(1, integer(w, 2));
        assertEquals(List.of(2L, 1L, 1L, 1L), w.getField(1).getVarintList());
        float[] values = new float[2];
        raw(w).asFloatBuffer().get(values);
        assertArrayEquals(new float[] {1.5f, -2}, values);
        UnknownFieldSet shape = constants.get(1);
        assertEquals(7, integer(shape, 2));
        long[] whole = new long[2];
        raw(shape).asLongBuffer().get(whole);
        assertArrayEquals(new long[] {-1, 8192}, whole);
    }

    @Test
    void inputHasSymbolicBatch() throws Exception {
        UnknownFieldSet input = messages(graph(), 11).get(0);
        assertEquals("x", text(input, 1));
        UnknownFieldSet tensor = messages(messages(input, 2).get(0), 1).get(0);
        assertEquals(1, integer(tensor, 1));
        List<UnknownFieldSet> dims = messages(messages(tensor, 2).get(0), 1);
        assertEquals("n", text(dims.get(0), 2));
        assertEquals(64, integer(dims.get(3), 1));
        assertEquals(1, messages(graph(), 12).size());
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThrows(IllegalArgumentException.class, () -> new OnnxWriter("net", 18));
        OnnxWriter writer = new OnnxWriter("net", 17);
        assertThrows(IllegalArgumentException.class, () -> writer.constant("w", new float[3], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> writer.input("x", 1.5));
    }

    private static UnknownFieldSet graph() throws InvalidProtocolBufferException {
        return messages(UnknownFieldSet.parseFrom(MODEL), 7).get(0);
    }

    private static long integer(UnknownFieldSet message, int field) {
        return message.getField(field).getVarintList().get(0);
    }

    private static String text(UnknownFieldSet message, int field) {
        return texts(message, field).get(0);
    }

    private static List<String> texts(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(b -> b.toString(StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    private static ByteBuffer raw(UnknownFieldSet tensor) {
        ByteString bytes = tensor.getField(9).getLengthDelimitedList().get(0);
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
            throws InvalidProtocolBufferException {
        List<ByteString> parts = message.getField(field).getLengthDelimitedList();
        UnknownFieldSet[] parsed = new UnknownFieldSet[parts.size()];
        for (int i = 0; i < parsed.length; i++) {
            parsed[i] = UnknownFieldSet.parseFrom(parts.get(i));
        }
        return List.of(parsed);
    }
}
