package org.deforma.onnx;

import java.util.List;
import java.util.Map;

/**
 * One operator of a graph, as far as its safety depends on it.
 *
 * @param domain of the operator; the standard one is {@code ""}
 * @param type such as {@code Conv}
 * @param inputs names of its first inputs
 * @param output name of its first output; may be empty
 * @param numbers attributes that are numbers, lists of numbers or constants, where they are short
 */
record Node(String domain, String type, List<String> inputs, String output, Map<String, double[]> numbers) {
    /** Keeps copies. */
    Node {
        inputs = List.copyOf(inputs);
        numbers = Map.copyOf(numbers);
    }

    /** Name of the operator with its domain. */
    String operator() {
        return domain.isEmpty() ? type : domain + "." + type;
    }
}
