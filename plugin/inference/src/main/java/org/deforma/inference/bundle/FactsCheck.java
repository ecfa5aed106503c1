package org.deforma.inference.bundle;

import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelOutput;
import org.deforma.onnx.OnnxFacts;
import org.deforma.onnx.OnnxValue;

/**
 * Whether a description and a network belong together. Axes whose length the file leaves open are taken as described;
 * the run on the check tensors tells.
 */
final class FactsCheck {
    private final ModelDescription model;
    private final OnnxFacts facts;

    private FactsCheck(ModelDescription model, OnnxFacts facts) {
        this.model = model;
        this.facts = facts;
    }

    /**
     * Compares names, types and shapes.
     *
     * @throws IllegalArgumentException when they do not fit
     */
    static void check(ModelDescription model, OnnxFacts facts) {
        FactsCheck check = new FactsCheck(model, facts);
        check.input();
        check.output();
        if (model.layout() != ModelLayout.COHERENCE_MATRIX) {
            check.tiles();
        }
    }

    private void input() {
        ModelInput input = model.input();
        OnnxValue value = facts.inputs().get(0);
        if (!value.name().equals(input.name())) {
            throw refusal("takes '" + value.name() + "', but model.json describes the input '" + input.name() + "'");
        }
        List<Long> dims = value.dims();
        if (dims.isEmpty()) {
            return;
        }
        if (dims.size() != 4) {
            throw refusal("must take four axes, takes " + dims);
        }
        int channel = input.channelsLast() ? 3 : 1;
        axis("channels", dims.get(channel), input.channels());
        axis("rows", dims.get(channel == 1 ? 2 : 1), input.height());
        axis("columns", dims.get(channel == 1 ? 3 : 2), input.width());
        axis("samples", dims.get(0), input.batch());
    }

    private void axis(String what, long length, int described) {
        if (length >= 0 && length != described) {
            throw refusal("takes " + length + " " + what + ", but model.json says "
                    + (described == 0 ? "any number (-1)" : described));
        }
    }

    private void output() {
        ModelOutput output = model.output();
        OnnxValue value = facts.outputs().stream()
                .filter(candidate -> candidate.name().equals(output.name()))
                .findFirst()
                .orElseThrow(() -> refusal("gives "
                        + facts.outputs().stream().map(OnnxValue::name).toList()
                        + ", but model.json describes the output '"
                        + output.name() + "'"));
        if (value.elementType() != OnnxValue.FLOAT32) {
            throw refusal(
                    "must give Float32 as '" + value.name() + "', gives type " + value.elementType() + " of ONNX");
        }
        List<Long> dims = value.dims();
        if (dims.isEmpty()) {
            return;
        }
        boolean map = model.layout().isMap();
        if (map ? dims.size() != 4 : dims.size() < 2 || dims.size() > 4) {
            throw refusal("must give " + (map ? "four axes" : "(batch, class)") + " for layout "
                    + model.layout().name().toLowerCase(Locale.ROOT) + ", gives " + dims);
        }
        boolean last = model.input().channelsLast() && dims.size() == 4;
        long channels = dims.get(last ? 3 : 1);
        boolean single =
                channels == 1 && output.classes().size() == 2 && output.activation() != ModelOutput.Activation.SOFTMAX;
        if (channels >= 0 && channels != output.values() && !single) {
            throw refusal("gives " + channels + " channels, but model.json names " + output.values()
                    + (output.isClassification() ? " classes" : " bands"));
        }
        long rows = dims.size() == 4 ? dims.get(last ? 1 : 2) : -1;
        if (map
                && rows >= 0
                && model.input().height() > 0
                && rows * output.stride() != model.input().height()) {
            throw refusal("gives " + rows + " rows for " + model.input().height() + ", but model.json says that "
                    + output.stride() + " px become one (deforma:stride)");
        }
    }

    private void tiles() {
        int size = model.tiling().size();
        model.input().fixedSize().ifPresent(fixed -> {
            if (fixed[0] != size || fixed[1] != size) {
                throw refusal("takes tiles of " + fixed[0] + " x " + fixed[1] + " px, but model.json says " + size
                        + " x " + size + " (deforma:tiling)");
            }
        });
        if (size % model.output().stride() != 0) {
            throw refusal(
                    "gives a pixel for " + model.output().stride() + " px, which does not divide the tile of " + size);
        }
    }

    private IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException("the network of model " + model.name() + " " + reason);
    }
}
