package org.deforma.inference.bundle;

import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a tensor as MLM describes it: lengths and names of its axes.
 *
 * @param shape member with the lengths, for messages
 * @param order member with the names, for messages
 * @param names of the axes: batch, channel, height, width; others as they are
 * @param lengths of the axes; 0 for any
 */
record MlmShape(JsonValue shape, JsonValue order, List<String> names, List<Integer> lengths) {
    static MlmShape read(JsonValue tensor) {
        JsonValue type = tensor.get("data_type");
        if (!type.text().equals("float32")) {
            throw type.mustBe("float32");
        }
        JsonValue shape = tensor.get("shape");
        JsonValue order = tensor.get("dim_order");
        List<String> names = new ArrayList<>();
        for (JsonValue name : order.list()) {
            names.add(usual(name.text()));
        }
        List<Integer> lengths = new ArrayList<>();
        for (JsonValue length : shape.list()) {
            int value = length.integer();
            if (value != -1 && (value < 1 || value > 65_536)) {
                throw length.mustBe("-1 (any) or 1..65536");
            }
            lengths.add(Math.max(0, value));
        }
        if (names.size() != lengths.size() || names.stream().distinct().count() != names.size()) {
            throw order.mustBe("a name of its own for each of the " + lengths.size() + " axes");
        }
        return new MlmShape(shape, order, names, lengths);
    }

    private static String usual(String name) {
        return switch (name) {
            case "bands", "band", "channels", "class", "classes", "score", "confidence", "variables" -> "channel";
            case "y" -> "height";
            case "x" -> "width";
            default -> name;
        };
    }

    /** Length of an axis; 0 for any, or when there is no such axis. */
    int length(String name) {
        int axis = names.indexOf(name);
        return axis < 0 ? 0 : lengths.get(axis);
    }

    /** Whether it has rows and columns. */
    boolean isMap() {
        return names.contains("height") && names.contains("width");
    }

    boolean isImage() {
        return names.equals(List.of("batch", "channel", "height", "width")) || isChannelsLast();
    }

    boolean isChannelsLast() {
        return names.equals(List.of("batch", "height", "width", "channel"));
    }
}
