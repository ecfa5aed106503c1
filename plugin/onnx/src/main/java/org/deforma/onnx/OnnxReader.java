package org.deforma.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deforma.onnx.TensorReader.Tensor;

/**
 * Looks at an ONNX file that nobody vouches for, before any runtime does.
 *
 * <p>The whole file is walked, wherever a constant or an operator can stand: graphs, subgraphs in attributes, sparse
 * constants, model-local functions. Numbers of constants are counted, not kept, so that the memory needed does not grow
 * with them. Refused are
 *
 * <ul>
 *   <li>what is no ONNX file, is cut off, is larger than 512 MB, has more than {@value #MAX_NODES} operators (functions
 *       expanded) or nests them too deep;
 *   <li>external data; constants whose data do not match their shape;
 *   <li>file versions, operator versions and domains that ONNX Runtime 1.21 does not know; training graphs;
 *   <li>Loop and Scan, which can run for ever and cannot be interrupted; operators that make more than 2^28
 *       elements out of constants;
 *   <li>networks without output, with more than one input, or whose input is not Float32.
 * </ul>
 *
 * <p>What a network computes is not known before it runs: one that computes a huge shape is not recognised here.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto">onnx.proto, where the field numbers come
 * from</a>
 */
public final class OnnxReader {
    /** Operators of a model, functions expanded. */
    static final int MAX_NODES = 100_000;

    private static final int MAX_ENTRIES = 10_000;
    private static final int NAME = TensorReader.NAME;
    private static final int MAX_METADATA = 1 << 20;
    private static final int KEPT_INPUTS = 4;

    private final ProtoReader in;
    private final TensorReader tensors;
    private final ConstantSizes sizes;
    private final Operators operators;

    private final Map<String, Long> opsets = new HashMap<>();
    private final Map<String, String> metadata = new HashMap<>();
    private final List<OnnxValue> inputs = new ArrayList<>();
    private final List<OnnxValue> outputs = new ArrayList<>();
    private final Set<String> defaults = new HashSet<>();
    private final Map<String, String> makers = new HashMap<>();
    private long irVersion;
    private String producer = "";
    private String producerVersion = "";
    private boolean hasGraph;
    private long largestTensor;
    private long parameters;
    private int count;

    private OnnxReader(String name, InputStream file) {
        in = new ProtoReader(name, file);
        tensors = new TensorReader(in);
        sizes = new ConstantSizes(in);
        operators = new Operators(in);
    }

    /**
     * Reads a file; messages begin with its name.
     *
     * @throws IllegalArgumentException when the file is refused, in one sentence
     * @throws IOException when it cannot be read from disk
     */
    public static OnnxFacts read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.getFileName().toString(), stream);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param name of the file, with which messages begin
     * @param file its content; stays open
     * @throws IllegalArgumentException when the file is refused, in one sentence
     * @throws IOException when the stream cannot be read
     */
    public static OnnxFacts read(String name, InputStream file) throws IOException {
        OnnxReader reader = new OnnxReader(name, file);
        try {
            reader.in.file(reader::modelField);
        } catch (InvalidProtocolBufferException e) {
            String reason = e.getMessage().contains("too large")
                    ? name + " is larger than " + (ProtoReader.MAX_BYTES >> 20) + " MB"
                    : name + " is not an ONNX file, or is cut off or damaged";
            throw new IllegalArgumentException(reason, e);
        }
        return reader.facts();
    }

    private OnnxFacts facts() {
        if (irVersion <= 0 || !hasGraph || opsets.isEmpty()) {
            throw in.refusal("is not an ONNX file, or is cut off: it has no "
                    + (irVersion <= 0 ? "version" : !hasGraph ? "graph" : "operator version"));
        }
        inputs.removeIf(input -> defaults.contains(input.name()));
        sizes.check();
        long nodes = operators.check(MAX_NODES);
        makers.keySet().retainAll(outputs.stream().map(OnnxValue::name).toList());
        OnnxFacts facts = new OnnxFacts(
                irVersion,
                (producer + " " + producerVersion).strip(),
                opsets,
                inputs,
                outputs,
                makers,
                operators.counts(),
                nodes,
                parameters,
                largestTensor,
                metadata);
        RuntimeLimits.check(facts, in);
        return facts;
    }

    private void modelField(int number) throws IOException {
        switch (number) {
            case 1 -> irVersion = in.integer();
            case 2 -> producer = in.text(NAME);
            case 3 -> producerVersion = in.text(NAME);
            case 7 -> {
                if (hasGraph) {
                    throw in.refusal("holds more than one graph");
                }
                hasGraph = true;
                in.message(this::mainGraphField);
            }
            case 8 -> opset();
            case 14 -> metadata();
            case 20 -> throw in.refusal("holds training graphs (training_info); export the network for inference");
            case 25 -> function();
            default -> in.skip();
        }
    }

    private void mainGraphField(int number) throws IOException {
        switch (number) {
            case 1 -> {
                Node node = node();
                makers.put(node.output(), node.operator());
            }
            case 5 -> constant(tensors.dense());
            case 11 -> inputs.add(value(inputs));
            case 12 -> outputs.add(value(outputs));
            case 15 -> constant(tensors.sparse());
            default -> graphField(number);
        }
    }

    /** A constant of the main graph; an input of the same name need not be given. */
    private void constant(Tensor tensor) {
        defaults.add(tensor.name());
        parameters += tensor.elements();
        keep(tensor.name(), tensor);
    }

    /** Fields of any graph: the main one, one in an attribute, the body of a function but for its numbering. */
    private void graphField(int number) throws IOException {
        switch (number) {
            case 1 -> node();
            case 5 -> {
                Tensor tensor = tensors.dense();
                keep(tensor.name(), tensor);
            }
            case 15 -> {
                Tensor tensor = tensors.sparse();
                keep(tensor.name(), tensor);
            }
            default -> in.skip();
        }
    }

    private void keep(String name, Tensor tensor) {
        largestTensor = Math.max(largestTensor, tensor.bytes());
        if (++count > MAX_NODES) {
            throw in.refusal("holds more than " + MAX_NODES + " constants");
        }
        sizes.constant(name, tensor.values());
    }

    private Node node() throws IOException {
        List<String> names = new ArrayList<>();
        Map<String, double[]> numbers = new HashMap<>();
        String[] words = {"", "", ""}; // output, operator, domain
        in.message(number -> {
            switch (number) {
                case 1 -> {
                    if (names.size() < KEPT_INPUTS) {
                        names.add(in.text(NAME));
                    } else {
                        in.skip();
                    }
                }
                case 2 -> {
                    if (words[0].isEmpty()) {
                        words[0] = in.text(NAME);
                    } else {
                        in.skip();
                    }
                }
                case 4 -> words[1] = in.text(NAME);
                case 5 -> attribute(numbers);
                case 7 -> words[2] = in.text(NAME);
                default -> in.skip();
            }
        });
        String domain = words[2].equals("ai.onnx") ? "" : words[2];
        Node node = new Node(domain, words[1], names, words[0], numbers);
        operators.add(node);
        sizes.node(node);
        if (operators.nodes() > MAX_NODES) {
            throw in.refusal("holds more than " + MAX_NODES + " operators");
        }
        return node;
    }

    private void attribute(Map<String, double[]> numbers) throws IOException {
        String[] name = {""};
        double[] values = new double[TensorReader.KEPT];
        int[] length = {0};
        Tensor[] constant = {null};
        in.message(number -> {
            switch (number) {
                case 1 -> name[0] = in.text(NAME);
                case 2, 7 -> in.floats(value -> add(values, length, value));
                case 3 -> add(values, length, (double) in.integer());
                case 5 -> constant[0] = attributeTensor(tensors.dense());
                case 6, 11 -> in.message(this::graphField);
                case 8 -> in.integers(value -> add(values, length, (double) value));
                case 10 -> attributeTensor(tensors.dense());
                case 22, 23 -> attributeTensor(tensors.sparse());
                default -> in.skip();
            }
        });
        if (constant[0] != null && constant[0].values() != null) {
            numbers.put(name[0], constant[0].values());
        } else if (length[0] > 0 && length[0] <= values.length) {
            numbers.put(name[0], Arrays.copyOf(values, length[0]));
        }
    }

    private Tensor attributeTensor(Tensor tensor) {
        keep("", tensor);
        return tensor;
    }

    private static void add(double[] values, int[] length, double value) {
        if (length[0] < values.length) {
            values[length[0]] = value;
        }
        length[0]++;
    }

    private void function() throws IOException {
        String[] words = {"", ""}; // name, domain
        operators.enterFunction();
        in.message(number -> {
            switch (number) {
                case 1 -> words[0] = in.text(NAME);
                case 7 -> node();
                case 10 -> words[1] = in.text(NAME);
                // Defaults of the function's attributes.
                case 11 -> attribute(new HashMap<>());
                default -> in.skip();
            }
        });
        operators.leaveFunction(words[1].equals("ai.onnx") ? "" : words[1], words[0]);
    }

    private void opset() throws IOException {
        String[] domain = {""};
        long[] version = {0};
        in.message(number -> {
            switch (number) {
                case 1 -> domain[0] = in.text(NAME);
                case 2 -> version[0] = in.integer();
                default -> in.skip();
            }
        });
        limit(opsets.size(), "versions of operators");
        opsets.merge(domain[0].equals("ai.onnx") ? "" : domain[0], version[0], Math::max);
    }

    private void metadata() throws IOException {
        String[] entry = {"", ""};
        in.message(number -> {
            switch (number) {
                case 1, 2 -> entry[number - 1] = in.text(MAX_METADATA);
                default -> in.skip();
            }
        });
        limit(metadata.size(), "entries of metadata");
        metadata.put(entry[0], entry[1]);
    }

    /** ValueInfoProto: a name, and a type that is a tensor's or another. */
    private OnnxValue value(List<OnnxValue> before) throws IOException {
        limit(before.size(), "inputs or outputs");
        String[] name = {""};
        int[] type = {0};
        List<Long> dims = new ArrayList<>();
        in.message(number -> {
            switch (number) {
                case 1 -> name[0] = in.text(NAME);
                case 2 ->
                    in.message(kind -> {
                        if (kind == 1) {
                            tensorType(type, dims);
                        } else {
                            in.skip();
                        }
                    });
                default -> in.skip();
            }
        });
        return new OnnxValue(name[0], type[0], dims);
    }

    private void tensorType(int[] type, List<Long> dims) throws IOException {
        in.message(number -> {
            switch (number) {
                case 1 -> type[0] = (int) in.integer();
                case 2 ->
                    in.message(field -> {
                        if (field == 1) {
                            limit(dims.size(), "axes");
                            dims.add(dimension());
                        } else {
                            in.skip();
                        }
                    });
                default -> in.skip();
            }
        });
    }

    private long dimension() throws IOException {
        long[] length = {-1};
        in.message(number -> {
            if (number == 1) {
                length[0] = Math.max(-1, in.integer());
            } else {
                in.skip();
            }
        });
        return length[0];
    }

    private void limit(int size, String what) {
        if (size >= MAX_ENTRIES) {
            throw in.refusal("has more than " + MAX_ENTRIES + " " + what);
        }
    }
}
