package org.deforma.onnx;

import java.util.Map;

/**
 * What ONNX Runtime 1.21 can run and Deforma can feed. The runtime follows ONNX 1.17: operators of version 22, those of
 * ai.onnx.ml of version 5, files of IR version 10. It knows newer operators in part and promises nothing of them.
 */
final class RuntimeLimits {
    private static final long IR_VERSION = 10;
    private static final Map<String, Long> OPSETS = Map.of("", 22L, "ai.onnx.ml", 5L, "com.microsoft", 1L);

    private RuntimeLimits() {}

    static void check(OnnxFacts facts, ProtoReader in) {
        if (facts.irVersion() > IR_VERSION) {
            throw in.refusal("is written in version " + facts.irVersion() + " of the ONNX format; at most " + IR_VERSION
                    + " is supported");
        }
        OPSETS.forEach((domain, newest) -> {
            long version = facts.opsets().getOrDefault(domain, newest);
            if (version < 1 || version > newest) {
                throw in.refusal("uses version " + version + " of the operators of "
                        + (domain.isEmpty() ? "ai.onnx" : domain) + "; at most " + newest + " is supported");
            }
        });
        if (facts.inputs().size() != 1) {
            throw in.refusal("has " + facts.inputs().size() + " inputs; a network must have exactly one");
        }
        if (facts.outputs().isEmpty()) {
            throw in.refusal("has no output");
        }
        OnnxValue input = facts.inputs().get(0);
        if (input.elementType() != OnnxValue.FLOAT32) {
            throw in.refusal("takes its input '" + input.name() + "' as something other than Float32 (type "
                    + input.elementType() + " of ONNX)");
        }
        if (facts.outputs().stream().noneMatch(output -> output.elementType() == OnnxValue.FLOAT32)) {
            throw in.refusal("gives no output of Float32");
        }
    }
}
