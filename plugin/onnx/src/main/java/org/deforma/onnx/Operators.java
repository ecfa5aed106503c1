package org.deforma.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The operators of a file, and how many there are once model-local functions are expanded: functions that call
 * functions can stand for any number of operators in a few bytes.
 */
final class Operators {
    private static final Set<String> STANDARD = Set.of("", "ai.onnx.ml", "com.microsoft");

    /**
     * Loop and Scan, and text generation that loops in the same way, cannot be interrupted. EPContext names a file that
     * an execution provider would load.
     */
    private static final Map<String, String> REFUSED = Map.of(
            "Loop", "can run for ever and cannot be interrupted",
            "Scan", "can run for ever and cannot be interrupted",
            "com.microsoft.BeamSearch", "can run for ever and cannot be interrupted",
            "com.microsoft.WhisperBeamSearch", "can run for ever and cannot be interrupted",
            "com.microsoft.GreedySearch", "can run for ever and cannot be interrupted",
            "com.microsoft.Sampling", "can run for ever and cannot be interrupted",
            "com.microsoft.EPContext", "loads code from outside of the file");

    private final ProtoReader in;
    private final Map<String, Map<String, Integer>> functions = new HashMap<>();
    private final Map<String, Integer> main = new HashMap<>();
    private Map<String, Integer> current = main;
    private final Set<String> domains = new HashSet<>();
    private final Set<String> functionDomains = new HashSet<>();
    private int nodes;

    Operators(ProtoReader in) {
        this.in = in;
    }

    /** Counts an operator of the main graph, or of the function that is open. */
    void add(Node node) {
        if (node.type().isEmpty()) {
            throw in.refusal("is not an ONNX file, or is damaged: it has a node without operator");
        }
        nodes++;
        domains.add(node.domain());
        current.merge(node.operator(), 1, Integer::sum);
    }

    /** Operators that stand in the file so far. */
    int nodes() {
        return nodes;
    }

    void enterFunction() {
        current = new HashMap<>();
    }

    void leaveFunction(String domain, String name) {
        if (STANDARD.contains(domain)) {
            throw in.refusal("defines the operator '" + name + "' of the standard domain '" + domain + "' itself");
        }
        if (functions.put(domain + "." + name, current) != null) {
            throw in.refusal("defines the function '" + domain + "." + name + "' twice");
        }
        functionDomains.add(domain);
        current = main;
    }

    /** All operators of the file but for calls of its functions, with their numbers. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>(main);
        functions.values().forEach(body -> body.forEach((name, count) -> counts.merge(name, count, Integer::sum)));
        counts.keySet().removeAll(functions.keySet());
        return counts;
    }

    /**
     * Checks operators and domains.
     *
     * @param most operators of a run
     * @return operators of a run at most, all branches taken
     */
    long check(int most) {
        for (String operator : counts().keySet()) {
            String reason = REFUSED.get(operator);
            if (reason != null) {
                throw in.refusal("uses the operator " + operator + ", which " + reason);
            }
        }
        for (String domain : domains) {
            if (!STANDARD.contains(domain) && !functionDomains.contains(domain)) {
                throw in.refusal("uses operators of the domain '" + domain
                        + "'; known are ai.onnx, ai.onnx.ml and com.microsoft");
            }
        }
        Map<String, Long> known = new HashMap<>();
        functions.values().forEach(body -> expanded(body, known, most, 0));
        return expanded(main, known, most, 0);
    }

    private long expanded(Map<String, Integer> body, Map<String, Long> known, int most, int depth) {
        if (depth > ProtoReader.MAX_DEPTH) {
            throw in.refusal(
                    "has functions that call each other without end, or more than " + ProtoReader.MAX_DEPTH + " deep");
        }
        long sum = 0;
        for (Map.Entry<String, Integer> entry : body.entrySet()) {
            Map<String, Integer> function = functions.get(entry.getKey());
            Long each = function == null ? Long.valueOf(1) : known.get(entry.getKey());
            if (each == null) {
                each = expanded(function, known, most, depth + 1);
                known.put(entry.getKey(), each);
            }
            sum += each * entry.getValue();
            if (sum > most) {
                throw in.refusal("has more than " + most + " operators once its functions are expanded");
            }
        }
        return sum;
    }
}
