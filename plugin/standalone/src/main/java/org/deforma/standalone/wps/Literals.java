package org.deforma.standalone.wps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.geotools.api.data.Parameter;
import org.geotools.util.Converters;

/** Short texts as values of an input's type. */
final class Literals {
    private Literals() {}

    /**
     * Reads.
     *
     * @throws WpsException when it is no value of the input's type; a number must be finite
     */
    static Object read(Parameter<?> input, String text) {
        Class<?> type = input.type;
        String word = text.strip();
        if (type == String.class) {
            return text;
        }
        if (type == Boolean.class) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw bad(input, "must be true or false", word);
            };
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> bad(
                            input,
                            "must be one of "
                                    + Arrays.stream(type.getEnumConstants())
                                            .map(Objects::toString)
                                            .collect(Collectors.joining(", ")),
                            word));
        }
        return Number.class.isAssignableFrom(type) ? number(input, word) : other(input, word);
    }

    private static Object number(Parameter<?> input, String word) {
        Class<?> type = input.type;
        boolean whole = type == Integer.class || type == Long.class;
        try {
            if (type == Integer.class) {
                return Integer.valueOf(word);
            }
            if (type == Long.class) {
                return Long.valueOf(word);
            }
            double value = Double.parseDouble(word);
            // Java also takes 1d and 0x1p3.
            if (Double.isFinite(value) && word.matches("[-+.0-9eE]+")) {
                return type == Double.class || type == Number.class ? (Object) value : other(input, word);
            }
        } catch (NumberFormatException e) {
            throw bad(input, whole ? "must be a whole number" : "must be a number", word);
        }
        throw bad(input, "must be a number", word);
    }

    private static Object other(Parameter<?> input, String word) {
        Object value = Converters.convert(word, input.type);
        if (value == null) {
            throw bad(input, "must be a " + input.type.getSimpleName(), word);
        }
        return value;
    }

    private static WpsException bad(Parameter<?> input, String rule, String word) {
        String shown = word.length() > 100 ? word.substring(0, 100) + "..." : word;
        return WpsException.invalid(input.key, input.key + " " + rule + ", was '" + shown + "'");
    }
}
