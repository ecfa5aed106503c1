package org.deforma.onnx;

import static org.deforma.onnx.HostileFiles.ends;
import static org.deforma.onnx.HostileFiles.external;
import static org.deforma.onnx.HostileFiles.graph;
import static org.deforma.onnx.HostileFiles.model;
import static org.deforma.onnx.HostileFiles.modelWith;
import static org.deforma.onnx.HostileFiles.node;
import static org.deforma.onnx.HostileFiles.plain;
import static org.deforma.onnx.HostileFiles.raw;
import static org.deforma.onnx.HostileFiles.relu;
import static org.deforma.onnx.HostileFiles.tensor;
import static org.deforma.onnx.HostileFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxReaderTest {
    private static OnnxFacts read(byte[] file) throws IOException {
        return OnnxReader.read("net.onnx", new ByteArrayInputStream(file));
    }

    @Test
    void saysWhatStandsInTheFile() throws Exception {
        OnnxFacts facts = read(new OnnxWriter("net", 13)
                .input("x", "n", 2, 64, 32)
                .input("w", 3, 2, 1, 1)
                .constant("w", new float[6], 3, 2, 1, 1)
                .constant("shape", new long[] {-1, 3}, 2)
                .node("Conv", List.of("x", "w"), "c", OnnxAttribute.ints("kernel_shape", 1, 1))
                .node("Relu", List.of("c"), "d")
                .node("com.microsoft", "Gelu", List.of("d"), List.of("e"))
                .node("Relu", List.of("e"), "y")
                .output("y", "n", 3, 64, 32)
                .metadata("model_type", "\"Segmentor\"")
                .toBytes());
        assertEquals(List.of(new OnnxValue("x", 1, List.of(-1L, 2L, 64L, 32L))), facts.inputs());
        assertEquals(List.of(new OnnxValue("y", 1, List.of(-1L, 3L, 64L, 32L))), facts.outputs());
        assertEquals(Map.of("y", "Relu"), facts.makers());
        assertEquals(Map.of("Conv", 1, "Relu", 2, "com.microsoft.Gelu", 1), facts.operators());
        assertEquals(Map.of("", 13L, "com.microsoft", 1L), facts.opsets());
        assertEquals(Map.of("model_type", "\"Segmentor\""), facts.metadata());
        assertEquals(4, facts.nodes());
        assertEquals(8, facts.parameters());
        assertEquals(24, facts.largestTensor());
        assertEquals("deforma", facts.producer());
        assertEquals(8, facts.irVersion());
    }

    static Stream<Arguments> hostile() {
        Message calls =
                new Message().text(1, "f").text(10, "d").message(7, node("f").text(7, "d"));
        Message bomb = new Message();
        for (int i = 0; i < 10; i++) {
            Message body = new Message().text(1, "f" + i).text(10, "d");
            for (int k = 0; k < 10; k++) {
                body.message(7, node("f" + (i + 1)).text(7, "d"));
            }
            bomb.message(25, body);
        }
        Message relus = new Message();
        for (int i = 0; i <= OnnxReader.MAX_NODES; i++) {
            relus.append(relu());
        }
        return Stream.of(
                refused("other file", "PNG or whatever".getBytes(StandardCharsets.UTF_8), "is not an ONNX file"),
                refused("empty", new byte[0], "is not an ONNX file"),
                refused("only text fields", new Message().text(2, "x").toBytes(), "is not an ONNX file"),
                refused("external", graph(new Message().message(5, external())), "external data"),
                refused(
                        "external in name only",
                        graph(new Message().message(5, tensor("w", 1, 0).integer(14, 1))),
                        "external data"),
                refused(
                        "external, sparse",
                        graph(new Message()
                                .message(
                                        15, new Message().message(1, external()).message(2, external()))),
                        "external data"),
                refused(
                        "external in an attribute",
                        graph(new Message().message(1, node("Constant", new Message().message(5, external())))),
                        "external data"),
                refused(
                        "external in a list",
                        graph(new Message().message(1, node("Custom", new Message().message(10, external())))),
                        "external data"),
                refused(
                        "external in a sparse attribute",
                        graph(new Message()
                                .message(
                                        1,
                                        node(
                                                "Constant",
                                                new Message().message(22, new Message().message(2, external()))))),
                        "external data"),
                refused(
                        "external in a subgraph",
                        graph(new Message()
                                .message(
                                        1, node("If", new Message().message(6, new Message().message(5, external()))))),
                        "external data"),
                refused(
                        "external in a list of subgraphs",
                        graph(new Message()
                                .message(
                                        1,
                                        node(
                                                "If",
                                                new Message()
                                                        .message(
                                                                11,
                                                                new Message()
                                                                        .message(
                                                                                15,
                                                                                new Message()
                                                                                        .message(1, external())))))),
                        "external data"),
                refused(
                        "external in a function",
                        modelWith(new Message()
                                .message(
                                        25,
                                        new Message()
                                                .text(1, "f")
                                                .text(10, "d")
                                                .message(7, node("Constant", new Message().message(5, external()))))),
                        "external data"),
                refused(
                        "external in a function's default",
                        modelWith(new Message()
                                .message(
                                        25,
                                        new Message()
                                                .text(1, "f")
                                                .text(10, "d")
                                                .message(11, new Message().message(5, external())))),
                        "external data"),
                refused("training", modelWith(new Message().message(20, new Message())), "training"),
                refused("two graphs", modelWith(new Message().message(7, new Message())), "more than one graph"),
                refused(
                        "negative axis",
                        graph(new Message().message(5, tensor("w", 1, -4).bytes(9, new byte[16]))),
                        "negative axis"),
                refused(
                        "overflowing axes",
                        graph(new Message().message(5, tensor("w", 1, 1L << 33, 1L << 31))),
                        "more than 1073741824 elements"),
                refused(
                        "data too short",
                        graph(new Message().message(5, tensor("w", 1, 4).bytes(9, new byte[12]))),
                        "do not match: 16 bytes are declared, 12 are there"),
                refused(
                        "no data",
                        graph(new Message().message(5, tensor("w", 1, 1 << 20))),
                        "do not match: 1048576 values are declared, 0 are there"),
                refused(
                        "data twice",
                        graph(new Message()
                                .message(5, tensor("w", 1, 1).number(4, 1).bytes(9, new byte[4]))),
                        "do not match"),
                refused(
                        "data of another type",
                        graph(new Message().message(5, tensor("w", 1, 1).integer(7, 1))),
                        "do not match"),
                refused("unknown type", graph(new Message().message(5, tensor("w", 99, 0))), "unknown element type"),
                refused(
                        "sparse giant",
                        graph(new Message()
                                .message(
                                        15,
                                        new Message()
                                                .message(1, tensor("s", 1, 1).number(4, 1))
                                                .message(2, tensor("", 7, 1).integer(7, 0))
                                                .integer(3, 1L << 40))),
                        "more than 1073741824 elements"),
                refused(
                        "sparse without fit",
                        graph(new Message()
                                .message(
                                        15,
                                        new Message()
                                                .message(1, tensor("s", 1, 1).number(4, 1))
                                                .message(2, tensor("", 7, 3).append(ints(7, 0, 1, 2)))
                                                .integer(3, 10))),
                        "do not fit"),
                refused("too many nodes", model(new Message().append(relus).append(ends())), "more than 100000"),
                refused(
                        "functions without end",
                        modelWith(new Message().message(25, calls).append(call("f"))),
                        "without end"),
                refused(
                        "functions that explode",
                        modelWith(bomb.append(call("f0"))),
                        "once its functions are expanded"),
                refused(
                        "standard operator of its own",
                        modelWith(new Message()
                                .message(25, new Message().text(1, "Relu").text(10, "ai.onnx"))),
                        "of the standard domain"),
                refused("deep subgraphs", graph(new Message().message(1, nested(60))), "too deep"),
                refused(
                        "unknown domain",
                        graph(new Message().message(1, node("Run").text(7, "evil"))),
                        "domain 'evil'"),
                refused("loop", graph(new Message().message(1, node("Loop"))), "Loop, which can run for ever"),
                refused("scan", graph(new Message().message(1, node("Scan").text(7, "ai.onnx"))), "Scan, which"),
                refused(
                        "loop in a subgraph",
                        graph(new Message()
                                .message(
                                        1,
                                        node("If", new Message().message(6, new Message().message(1, node("Loop")))))),
                        "Loop, which"),
                refused(
                        "context of a provider",
                        graph(new Message().message(1, node("EPContext").text(7, "com.microsoft"))),
                        "EPContext"),
                refused(
                        "operators too new",
                        modelWith(new Message().message(8, new Message().integer(2, 23))),
                        "version 23"),
                refused("file too new", modelWith(new Message().integer(1, 11)), "version 11 of the ONNX format"),
                refused("no input", model(new Message().append(relu()).message(12, value("y", 1))), "has 0 inputs"),
                refused("two inputs", graph(new Message().message(11, value("z", 1))), "has 2 inputs"),
                refused("no output", model(new Message().append(relu()).message(11, value("x", 1))), "has no output"),
                refused(
                        "input of bytes",
                        model(new Message()
                                .append(relu())
                                .message(11, value("x", 2))
                                .message(12, value("y", 1))),
                        "other than Float32"),
                refused(
                        "output of whole numbers",
                        model(new Message()
                                .append(relu())
                                .message(11, value("x", 1))
                                .message(12, value("y", 7))),
                        "no output of Float32"),
                refused(
                        "long name",
                        graph(new Message().text(2, "g").message(1, node("R".repeat(5000)))),
                        "holds a text"),
                refused("groups", modelWith(raw(new byte[] {(byte) 0x9b, 0x06})), "is not an ONNX file, or is damaged"),
                refused("wrong wire type", modelWith(new Message().integer(14, 3)), "field 14"));
    }

    private static Arguments refused(String what, byte[] file, String reason) {
        return Arguments.of(what, file, reason);
    }

    private static Message ints(int field, long... values) {
        Message message = new Message();
        for (long value : values) {
            message.integer(field, value);
        }
        return message;
    }

    /** Calls of a function cannot be added to a finished graph, so they stand in another function. */
    private static Message call(String function) {
        return new Message()
                .message(
                        25,
                        new Message()
                                .text(1, "main")
                                .text(10, "d")
                                .message(7, node(function).text(7, "d")));
    }

    private static Message nested(int levels) {
        return levels == 0
                ? node("Relu")
                : node("If", new Message().message(6, new Message().message(1, nested(levels - 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refuses(String what, byte[] file, String reason) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> read(file));
        assertTrue(refusal.getMessage().startsWith("net.onnx "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    @Test
    void refusesTensorsMadeFromConstants() {
        long big = 1L << 20;
        for (OnnxWriter writer : List.of(
                shaped("ConstantOfShape", List.of("s"), big, big),
                shaped("Expand", List.of("x", "s"), big, big),
                shaped("Tile", List.of("x", "s"), 1, 1, 1024, 1024),
                shaped("Upsample", List.of("x", "s"), 1, 1, 1024, 1024),
                shaped("Resize", List.of("x", "s"), 1, 1, 1024, 1024),
                shaped("Resize", List.of("x", "", "s"), 1, 1, 1024, 1024),
                shaped("Resize", List.of("x", "", "", "s"), 1, 64, 4096, 4096),
                shaped("Pad", List.of("x", "s"), 0, 0, big, big, 0, 0, big, big),
                shaped("OneHot", List.of("x", "s"), 1L << 40),
                shaped("Range", List.of("zero", "s", "one"), 1L << 40)
                        .constant("zero", new long[] {0})
                        .constant("one", new long[] {1}),
                attributed("RandomNormal", OnnxAttribute.ints("shape", big, big)),
                attributed("RandomUniform", OnnxAttribute.ints("shape", big, big)),
                attributed("Conv", OnnxAttribute.ints("pads", big, big, big, big)),
                attributed("ConvTranspose", OnnxAttribute.ints("strides", 4096, 4096)),
                plain().node("Constant", List.of(), "s", OnnxAttribute.ints("value_ints", big, big))
                        .node("ConstantOfShape", List.of("s"), "z"))) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> read(writer.toBytes()));
            assertTrue(refusal.getMessage().contains("that makes a tensor"), refusal.getMessage());
        }
    }

    @Test
    void acceptsSensibleSizes() throws Exception {
        read(shaped("Resize", List.of("x", "", "s"), 1, 1, 4, 4).toBytes());
        read(shaped("Pad", List.of("x", "s"), 0, 0, 512, 512, 0, 0, 512, 512).toBytes());
        read(shaped("ConstantOfShape", List.of("s"), 64, 256, 256).toBytes());
        read(shaped("Expand", List.of("x", "s"), -1, 64, 1, 1).toBytes());
        read(graph(new Message().message(1, node("Exp").text(7, "ai.onnx.ml"))));
    }

    private static OnnxWriter shaped(String operator, List<String> inputs, long... shape) {
        return plain().constant("s", shape, shape.length).node(operator, inputs, "z");
    }

    private static OnnxWriter attributed(String operator, OnnxAttribute attribute) {
        return plain().node(operator, List.of("x"), "z", attribute);
    }

    /** A cut at any place gives a refusal or, between two fields of the model, a shorter file that is whole. */
    @Test
    void everyCutIsRefusedOrHarmless() throws IOException {
        byte[] file = plain().constant("w", new float[] {1, 2, 3}, 3)
                .metadata("k", "v")
                .toBytes();
        int whole = 0;
        for (int length = 0; length < file.length; length++) {
            try {
                read(Arrays.copyOf(file, length));
                whole++;
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("net.onnx "), e.getMessage());
            }
        }
        assertEquals(1, whole, "only the cut before the metadata leaves a whole file");
    }

    @Test
    void noiseIsRefusedOrHarmless() throws IOException {
        byte[] file = plain().constant("w", new float[] {1, 2, 3}, 3)
                .metadata("k", "v")
                .toBytes();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] noisy = file.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
            }
            try {
                read(noisy);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " refused");
    }

    @Test
    void endlessFileIsRefused() {
        // Field 6 of the model, a documentation, again and again.
        byte[] field = new Message().bytes(6, new byte[1 << 20]).toBytes();
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int part = Math.min(length, field.length - at);
                System.arraycopy(field, at, into, from, part);
                at = (at + part) % field.length;
                return part;
            }
        };
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> OnnxReader.read("net.onnx", endless));
        assertEquals("net.onnx is larger than 512 MB", refusal.getMessage());
    }
}
