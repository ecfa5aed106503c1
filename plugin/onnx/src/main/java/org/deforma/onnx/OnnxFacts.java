package org.deforma.onnx;

import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says of its network.
 *
 * @param irVersion version of the file format
 * @param producer program that wrote the file, with its version; may be empty
 * @param opsets version of each domain of operators that the file names; the standard domain is {@code ""}
 * @param inputs what must be given to a run; inputs that have a constant of the same name as their default are left out
 * @param outputs what a run gives
 * @param makers the operator that makes each output, such as {@code Softmax}; an output that is an input has none
 * @param operators how often each operator stands in the file, subgraphs and functions included; named {@code Conv}, or
 *     {@code com.microsoft.FusedConv} outside of the standard domain
 * @param nodes how many operators a run has at most, functions expanded and subgraphs included
 * @param parameters numbers in the constants of the graph
 * @param largestTensor bytes of the largest constant
 * @param metadata the model's own metadata, name to value
 */
public record OnnxFacts(
        long irVersion,
        String producer,
        Map<String, Long> opsets,
        List<OnnxValue> inputs,
        List<OnnxValue> outputs,
        Map<String, String> makers,
        Map<String, Integer> operators,
        long nodes,
        long parameters,
        long largestTensor,
        Map<String, String> metadata) {
    /** Keeps copies. */
    public OnnxFacts {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        makers = Map.copyOf(makers);
        operators = Map.copyOf(operators);
        metadata = Map.copyOf(metadata);
    }
}
