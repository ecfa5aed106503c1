package org.deforma.processes;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Inputs that are one of a few words. */
final class Choice {
    private Choice() {}

    /**
     * The constant with the given name, in upper or lower case.
     *
     * <p>Such inputs are text with listed options rather than enums: hosts turn an enum that they cannot convert
     * silently into the default.
     *
     * @param type what to choose from
     * @param input name of the input, for the message
     * @param word what the user said
     * @throws IllegalArgumentException for any other word
     */
    static <E extends Enum<E>> E of(Class<E> type, String input, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word.strip())) {
                return constant;
            }
        }
        String words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(input + " must be one of " + words + ", was '" + word + "'");
    }
}
